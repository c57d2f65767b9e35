/**
 * Runs recorded cases of a PostgreSQL server: every expression and every predicate of a directory, on every engine and rung; and recorded answers in the
 * form of `quern eval`, on `auto`.
 *
 *   npm run conformance -- DIR [--oracle] [--list wrong|explained|refused|all] [--refused] [--answers]
 *
 * DIR holds `expressions.jsonl` ({id, sql, type, value} or {id, sql, error: {code, message}}), `predicates.jsonl` ({id, table, where, selected})
 * and `tables.jsonl` ({ref, cols: [{name, type}], rows}); and `applications.jsonl` and `found-wrong.jsonl` ({id, sql, schema?, row?, params?} with type and
 * value, or error). Any of them may be missing. `--answers` runs the last two only. `--refused` counts the refusals by message. Errors must have the same code and message. A refusal is an error 0A000 where PostgreSQL has an
 * answer. The server of the expressions may have been an older version: an answer that differs for a reason of `changed-answers.ts` is counted as
 * explained, and listed with the reason. With `--oracle`, PGlite is asked before anything is called explained or wrong. Exit status 1 if anything
 * is wrong or a predicate is refused.
 */
import { Arena } from '../src/arena/arena.js';
import { parseValue } from '../src/functions/text-value.js';
import { loadParser, parseSchema } from '../src/sql/index.js';
import { asText, verdict } from '../tests/differential/compile.js';
import { freeTable, tableOf, type Table } from '../tests/engines/table.js';
import { reasonForChange } from './changed-answers.js';
import {
  judgeAnswer,
  readCases,
  refusalsByMessage,
  type Finding,
  type Judgement,
  type RecordedAnswer,
} from './recorded-answers.js';

interface ExpressionCase {
  readonly id: string;
  readonly sql: string;
  readonly type?: string;
  readonly value?: string | null;
  readonly error?: { readonly code: string; readonly message: string };
}
interface PredicateCase {
  readonly id: string;
  readonly table: string;
  readonly where: string;
  readonly selected: readonly number[];
}
interface TableCase {
  readonly ref: string;
  readonly cols: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const directory = process.argv.slice(2).find((arg) => !arg.startsWith('--') && arg !== listed());
const useOracle = process.argv.includes('--oracle');
if (directory === undefined) {
  console.error('usage: conformance DIR [--oracle] [--list wrong|explained|refused|all] [--refused] [--answers]');
  process.exit(2);
}

function listed(): string | undefined {
  const at = process.argv.indexOf('--list');
  return at < 0 ? undefined : process.argv[at + 1];
}

const answersOnly = process.argv.includes('--answers');
const read = <T>(file: string): T[] => (answersOnly ? [] : readCases(directory, file));
const arena = new Arena();
await loadParser();
const noColumns = tableOf(arena, [], [[]]);

/** An answer as `type value`, `type null` or `! code message`. */
async function answer(sql: string): Promise<{ text: string; difference: string | undefined }> {
  const mine = await verdict('expression', sql, noColumns, { engines: 'all' });
  const [outcome = ''] = asText(noColumns, mine.type, mine.outcomes);
  const text = outcome.startsWith('!') ? outcome : `${mine.sqlType} ${outcome}`;
  return { text, difference: mine.difference === undefined ? undefined : JSON.stringify(mine.difference) };
}

const recorded = ({ type, value, error }: ExpressionCase): string =>
  error
    ? `! ${error.code} ${error.message}`
    : `${type} ${value === null || value === undefined ? 'null' : `= ${value}`}`;
let oracle: Promise<(sql: string) => Promise<string>> | undefined;
async function startOracle(): Promise<(sql: string) => Promise<string>> {
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create();
  return async (sql) => {
    try {
      const { rows } = await db.query<{ type: string; value: string | null }>(
        `SELECT format_type(pg_typeof(v), NULL) AS type, CASE WHEN v IS NOT NULL THEN format('%s', v) END AS value FROM (SELECT ${sql} AS v) s`,
      );
      return recorded({ id: '', sql, type: rows[0]?.type ?? '', value: rows[0]?.value ?? null });
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `! ${code} ${message}`;
    }
  };
}

async function judgeExpression(each: ExpressionCase): Promise<Finding> {
  const kind = `expression ${each.id.replace(/[/:].*/, '')}`;
  const finding = (judgement: Judgement, detail: string): Finding => ({
    kind,
    judgement,
    line: `${each.id}  ${each.sql}\n    ${detail}`,
  });
  const mine = await answer(each.sql);
  if (mine.difference !== undefined) return finding('wrong', `engines differ: ${mine.difference}`);
  let expected = recorded(each);
  if (mine.text === expected) return finding('right', '');
  if (mine.text.startsWith('! 0A000'))
    return { ...finding('refused', mine.text), refusal: mine.text.slice('! 0A000 '.length) };
  if (useOracle) {
    oracle ??= startOracle();
    expected = await (await oracle)(each.sql);
    if (mine.text === expected) return finding('right', '');
  }
  const difference = `expected ${expected}\n    got      ${mine.text}`;
  const reason = reasonForChange({ sql: each.sql, recorded: expected, got: mine.text }, useOracle);
  return reason === undefined ? finding('wrong', difference) : finding('explained', `${difference}\n    ${reason}`);
}

function load({ cols, rows }: TableCase): Table {
  const schema = parseSchema(cols.map(({ name, type }) => `"${name}" ${type}`).join(', '));
  return tableOf(
    arena,
    schema,
    rows.map((row) =>
      schema.map(({ type }, i) => {
        const text = row[i] ?? null;
        return text === null ? null : parseValue(arena, type, text);
      }),
    ),
  );
}

async function judgePredicate(
  { id, where, selected }: PredicateCase,
  table: Table,
  keys: readonly number[],
): Promise<Finding> {
  const finding = (judgement: Judgement, detail: string): Finding => ({
    kind: 'predicate',
    judgement,
    line: `${id}  ${where}\n    ${detail}`,
  });
  const mine = await verdict('predicate', where, table, { engines: 'all' });
  if (mine.difference !== undefined) return finding('wrong', `engines differ: ${JSON.stringify(mine.difference)}`);
  if (mine.refused) {
    const outcome = mine.outcomes[0] ?? 'refused';
    return { ...finding('refused', outcome), refusal: outcome.replace(/^! 0A000 /, '') };
  }
  const found = keys.filter((_, row) => mine.outcomes[row] === '= 1').sort((a, b) => a - b);
  const error = mine.outcomes.find((outcome) => outcome.startsWith('!'));
  if (error === undefined && found.join() === selected.join()) return finding('right', '');
  return finding('wrong', `expected ${selected.join()}\n    got      ${error ?? found.join()}`);
}

function byTable(cases: readonly PredicateCase[]): Map<string, PredicateCase[]> {
  const grouped = new Map<string, PredicateCase[]>();
  for (const each of cases) grouped.set(each.table, [...(grouped.get(each.table) ?? []), each]);
  return grouped;
}

const findings: Finding[] = [];
for (const each of read<ExpressionCase>('expressions.jsonl')) findings.push(await judgeExpression(each));

const predicates = byTable(read('predicates.jsonl'));
for (const each of read<TableCase>('tables.jsonl')) {
  const cases = predicates.get(each.ref);
  if (cases === undefined) continue;
  const table = load(each);
  const key = each.cols.findIndex(({ name }) => name === 'pk');
  for (const one of cases)
    findings.push(
      await judgePredicate(
        one,
        table,
        each.rows.map((row) => Number(row[key])),
      ),
    );
  freeTable(table);
}

for (const kind of ['applications', 'found-wrong']) {
  for (const each of readCases<RecordedAnswer>(directory, `${kind}.jsonl`))
    findings.push(await judgeAnswer(kind, each, arena));
}

if (process.argv.includes('--refused')) for (const line of refusalsByMessage(findings)) console.log(line);
const show = listed() ?? 'wrong';
for (const { judgement, line } of findings) {
  if (judgement !== 'right' && (show === 'all' || show === judgement || judgement === 'wrong'))
    console.log(`${judgement}: ${line}`);
}
const counted = (kind: string, judgement: Judgement): number =>
  findings.filter((f) => f.kind === kind && f.judgement === judgement).length;
const columns: readonly Judgement[] = ['right', 'explained', 'refused', 'wrong'];
const tableLine = (kind: string, cells: readonly (string | number)[]): string =>
  kind.padEnd(28) + cells.map((cell) => String(cell).padStart(10)).join('');
console.log(tableLine('kind', columns));
for (const kind of new Set(findings.map((f) => f.kind)))
  console.log(
    tableLine(
      kind,
      columns.map((judgement) => counted(kind, judgement)),
    ),
  );
process.exit(
  findings.some((f) => f.judgement === 'wrong' || (f.judgement === 'refused' && f.kind === 'predicate')) ? 1 : 0,
);
