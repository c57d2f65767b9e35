/** The passages of a row as a picture of text, in the form of llvm-mca's: a line for each instruction, a column for each cycle. */
import { letterAt } from './letters.js';
import type { KernelRun } from './run-code.js';
import type { Passage } from './pipeline.js';

/** More instructions are not drawn. */
export const mostLines = 96;
/** More cycles are not drawn. */
const mostCycles = 110;

/** What the letters mean. */
export const timelineLegend =
  'D taken in, = waits, e executes, E has its result, - waits to retire, R retires; a branch guessed wrong is marked !, and nothing useful is taken in until it has executed';

/** A row in the second half of the run, one with a wrong guess if there is any. Ends with a line break. */
export function timeline(run: KernelRun): string {
  const { from, to } = rowToShow(run);
  const shown = run.passages.slice(from, Math.min(to, from + mostLines));
  const start = shown[0]?.fetched ?? 0;
  const lines = shown.map((passage, n) => {
    const { text, step } = run.code[passage.index] ?? { text: '', step: undefined };
    const waits = passage.waitsFor.filter((one) => one >= from).map((one) => one - from);
    const marks = `${passage.wrong ? '!' : ' '}${String(n).padStart(3)} ${String(step ?? '-').padStart(3)}  `;
    return `${marks}${text.slice(0, 30).padEnd(30)}  ${drawn(passage, start).padEnd(2)}  ${waits.length === 0 ? '' : `← ${waits.join(' ')}`}`.trimEnd();
  });
  const left = to - from - shown.length;
  const rest = left > 0 ? `${left} more instructions\n` : '';
  return `  no step  instruction\n${lines.join('\n')}\n${rest}${timelineLegend}.\n`;
}

function drawn(passage: Passage, start: number): string {
  let line = '';
  for (let cycle = start; cycle <= passage.retired && cycle - start < mostCycles; cycle++)
    line += letterAt(passage, cycle);
  return line;
}

/** Where a row begins and the next one does: at the first instruction of the first step, or, where steps are not known, some instructions. */
export function rowToShow({ passages, code }: KernelRun): { readonly from: number; readonly to: number } {
  const half = Math.floor(passages.length / 2);
  const stepOf = (n: number): number | undefined => code[passages[n]?.index ?? -1]?.step;
  const begins: number[] = [];
  for (let n = half; n < passages.length; n++) if (stepOf(n) === 0 && stepOf(n - 1) !== 0) begins.push(n);
  const wrongAt = passages.findIndex(({ wrong }, n) => n >= (begins[0] ?? half) && wrong);
  if (begins.length < 3) return { from: Math.max(half, wrongAt - 8), to: Math.max(half, wrongAt - 8) + 40 };
  const row = wrongAt < 0 ? 0 : begins.findLastIndex((begin) => begin <= wrongAt);
  // With the row after it, which shows how rows overlap, or what a wrong guess cost.
  return { from: begins[row] ?? half, to: begins[row + 2] ?? passages.length };
}
