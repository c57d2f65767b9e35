/** Quern's answers beside PostgreSQL's: where they differ, and the text of a bug report about it. */
import type { Failure } from '../worker/protocol.js';
import type { Question } from '../worker/question.js';
import type { RowResult } from '../worker/results.js';
import type { Asked } from './ask.js';

/** One row, or, with an undefined number, the predicate as a whole. */
export interface Difference {
  readonly row: number | undefined;
  readonly quern: RowResult;
  readonly postgres: RowResult;
}

/** Whether there is an error instead of a list. */
export const isFailure = (found: readonly unknown[] | Failure): found is Failure => !Array.isArray(found);

/** Whether two answers are the same: of errors their SQLSTATEs are compared, because messages may name functions in other words. */
const isSame = (one: RowResult, other: RowResult): boolean =>
  typeof one === 'object' && one !== null && typeof other === 'object' && other !== null
    ? one.code === other.code
    : one === other;

/** What quern does not support is no wrong answer: PostgreSQL has more functions and types. */
export const isUnsupported = ({ code }: Failure): boolean => code === '0A000';

/** Every difference. If one has no answer to any row, that is the one difference, unless both refuse the predicate in the same way. */
export function differencesBetween({ answers: quern }: Question, { answers: postgres }: Asked): Difference[] {
  if (isFailure(quern) || isFailure(postgres)) {
    const [one, other] = [isFailure(quern) ? quern : null, isFailure(postgres) ? postgres : null];
    return isSame(one, other) ? [] : [{ row: undefined, quern: one, postgres: other }];
  }
  return quern.flatMap((answer, row) => {
    const theirs = postgres[row] ?? null;
    return isSame(answer, theirs) ? [] : [{ row, quern: answer, postgres: theirs }];
  });
}

/** An answer in a word or a line. */
export function answerText(answer: RowResult): string {
  if (answer === null) return 'null';
  if (typeof answer === 'boolean') return String(answer);
  return `ERROR ${answer.code}: ${answer.message}`;
}

export interface ReportParts {
  readonly sql: string;
  readonly params: readonly (string | null)[];
  readonly question: Question;
  readonly asked: Asked;
  readonly differences: readonly Difference[];
  /** The browser, as it calls itself. */
  readonly browser: string;
}

/** How many differing rows a report has. */
const mostRows = 20;

/** The text of a bug report, in Markdown: statements that anybody can run, and both answers. */
export function reportText({ sql, params, question, asked, differences, browser }: ReportParts): string {
  const shown = differences.slice(0, mostRows);
  const rowText = ({ row }: Difference): string =>
    `(${(row === undefined ? [] : (question.rows[row] ?? [])).map((cell) => (cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`)).join(', ')})`;
  const wholly = shown.some(({ row }) => row === undefined);
  return [
    `quern and ${asked.version} give different answers`,
    '',
    '```sql',
    ...question.table.map((statement) => `${statement};`),
    ...(wholly ? [] : [`INSERT INTO t VALUES\n  ${shown.map(rowText).join(',\n  ')};`]),
    `SELECT t.*, (\n${sql}\n) FROM t;`,
    ...params.map((value, n) => `-- $${n + 1} = ${value === null ? 'NULL' : `'${value}'`}`),
    '```',
    '',
    ...(wholly ? ['| quern | PostgreSQL |', '|---|---|'] : ['| row | quern | PostgreSQL |', '|---|---|---|']),
    ...shown.map(
      (one) =>
        `| ${wholly ? '' : `\`${rowText(one)}\` | `}${wordOf(one.quern, wholly)} | ${wordOf(one.postgres, wholly)} |`,
    ),
    ...(differences.length > shown.length ? [`and ${differences.length - shown.length} more rows`] : []),
    '',
    `Seen in ${browser}.`,
    '',
  ].join('\n');
}

/** Where the whole predicate is meant, null stands for "it has answers". */
const wordOf = (answer: RowResult, wholly: boolean): string =>
  wholly && answer === null ? 'runs it' : answerText(answer);
