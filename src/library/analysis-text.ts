/** The report of an analysis as text for people: what `explain --analyze` prints below the program. */
import type { Decision, Prediction } from '../engines/auto/history.js';
import type { AnalysisReport, ConjunctReport } from './analysis-report.js';
import { count, nanoseconds, part, time } from './quantity.js';

/** Several lines, each ended. */
export function analysisText(report: AnalysisReport): string {
  const parts = [
    totalLines(report),
    conjunctLines(report),
    report.engine === 'auto' ? decisionLines(report) : [],
    timeLines(report),
  ];
  const texts = parts.flatMap((lines) => (lines.length > 0 ? [`${lines.join('\n')}\n`] : []));
  return texts.join('\n');
}

function totalLines({ rows, selected, batches, layout, nanoseconds: spent }: AnalysisReport): string[] {
  const pages = layout === 'heap' ? ' of heap pages' : '';
  return [
    'Analysis',
    `  rows      ${count(rows)} in ${things(batches, 'batch', 'batches')}${pages}`,
    `  selected  ${count(selected)} (${part(selected, rows)})`,
    `  time      ${time(spent)}${perRow(spent, rows)}`,
  ];
}

const things = (number: number, one: string, many: string): string => `${count(number)} ${number === 1 ? one : many}`;

const perRow = (spent: number, rows: number): string => (rows === 0 ? '' : ` (${nanoseconds(spent / rows)} ns a row)`);

function conjunctLines({ conjuncts, conjunctCount }: AnalysisReport): string[] {
  const title = 'Conjuncts, in the order written';
  if (conjunctCount === 0) return [title, '  none: every row is selected'];
  if (conjuncts.length === 0) return [title, `  ${count(conjunctCount)}: too many to count the rows of each`];
  const cells = conjuncts.map((conjunct, i) => [
    String(i + 1),
    count(conjunct.rowsIn),
    count(conjunct.passed),
    part(conjunct.passed, conjunct.rowsIn),
  ]);
  const table = aligned([['', 'rows in', 'passed', ''], ...cells]);
  return [title, ...table.map((line, i) => `  ${line}${textOf(conjuncts[i - 1])}`.trimEnd())];
}

/** More of a condition's text than this is not shown. */
const shownText = 80;

function textOf(conjunct: ConjunctReport | undefined): string {
  const text = conjunct?.sql.replaceAll(/\s+/g, ' ') ?? '';
  return `  ${text.length > shownText ? `${text.slice(0, shownText - 1)}…` : text}`;
}

/** Lines of cells, each column as wide as its widest cell, numbers to the right. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return lines.map((cells) => cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
}

function decisionLines({ decisions, layout }: AnalysisReport): string[] {
  if (decisions.length === 0) return ['Engines', '  none: no rows were run'];
  const places = decisions.map(({ row }) => `from row ${count(row)}`);
  const width = Math.max(...places.map((place) => place.length));
  return [
    'Engines',
    ...decisions.map((decision, i) => `  ${(places[i] ?? '').padEnd(width)}  ${sentence(decision, layout)}`),
  ];
}

function sentence(decision: Decision, layout: AnalysisReport['layout']): string {
  // How many rows heap pages hold is guessed before they are run.
  const guessed = layout === 'heap' ? 'about ' : '';
  switch (decision.kind) {
    case 'interpret': {
      const { engine, rows, predicted } = decision;
      return `${engine}: for ${guessed}${things(rows, 'row', 'rows')} compiling (about ${time(predicted.compile)}) would not pay`;
    }
    case 'compile':
      return `${decision.engine}: ${reason(decision, guessed)}`;
    case 'compile in the background':
      return `compiling in the background, about ${time(decision.predicted.compile)}: ${rates(decision.predicted)}`;
    case 'try order':
      return `order of conjuncts ${listed(decision.order)} tried: ${passes(decision)}`;
    case 'new order':
      return `order ${listed(decision.order)} taken: ${nanoseconds(decision.after)} ns a row instead of ${nanoseconds(decision.before)}`;
    case 'keep order':
      return `order ${listed(decision.order)} kept: ${nanoseconds(decision.before)} ns a row, the other one took ${nanoseconds(decision.after)}`;
  }
}

function reason({ why, row, rows, predicted }: Extract<Decision, { kind: 'compile' }>, guessed: string): string {
  if (why === 'cached') return 'a module of the same shape has been compiled before';
  if (why === 'ready') return 'it has been compiled in the background';
  if (why === 'spares') {
    return `${rates(predicted)}, and compiling (about ${time(predicted.compile)}) is less than the interpreter's own optimising, which a run over ${guessed}${count(rows)} would begin`;
  }
  const expected = row === 0 ? '' : ` and ${count(row)} more are expected, as many as there were`;
  const saved = predicted.interpreted - predicted.compiled;
  const pays = saved > 0 ? `, compiling pays from about ${count(roughly(predicted.compile / saved))}` : '';
  return `${rates(predicted)}; ${guessed}${count(rows)} are at hand${expected}${pays}`;
}

function rates({ measured, interpreted, compiled }: Prediction): string {
  const [row, next] = [nanoseconds(interpreted), nanoseconds(compiled)];
  return measured
    ? `interpreted rows took ${row} ns each (measured), compiled ones should take ${next}`
    : `interpreted rows should take ${row} ns each, compiled ones ${next}`;
}

/** Two digits say what a prediction knows. */
const roughly = (number: number): number => Number(number.toPrecision(2));

/** More conjuncts than this are not listed. */
const shownConjuncts = 16;

/** People count from 1. */
function listed(order: readonly number[]): string {
  const shown = order.slice(0, shownConjuncts).map((number) => number + 1);
  return `${shown.join(', ')}${order.length > shown.length ? ', …' : ''}`;
}

/** Of conjuncts that may not change places the rate was not measured. */
function passes({ order, passes: rates }: Extract<Decision, { kind: 'try order' }>): string {
  const measured = order.filter((number) => !Number.isNaN(rates[number] ?? Number.NaN)).slice(0, shownConjuncts);
  return measured.map((number) => `${number + 1} passes ${part(rates[number] ?? 0, 1)}`).join(', ');
}

function timeLines({ stretches, nanoseconds: spent }: AnalysisReport): string[] {
  if (stretches.length === 0) return [];
  const preparing = spent - stretches.reduce((sum, stretch) => sum + stretch.nanoseconds, 0);
  const other = 'loading, compiling and choosing';
  const width = Math.max(other.length, ...stretches.map(({ engine }) => engine.length));
  const lines = stretches.map((stretch) => {
    const { engine, rows, nanoseconds: ran } = stretch;
    return `  ${engine.padEnd(width)}  ${things(rows, 'row', 'rows')}, ${time(ran)}${perRow(ran, rows)}`;
  });
  return ['Time', ...lines, `  ${other.padEnd(width)}  ${time(Math.max(preparing, 0))}`];
}
