/** A question for PostgreSQL and for quern alike: the table as PostgreSQL makes it, its rows, and what quern says of each. */
import { enumDeclaration } from '../../src/catalog/declared-types.js';
import { quoteIdentifier } from '../../src/catalog/quote-identifier.js';
import { types } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { formatValue } from '../../src/functions/text-value.js';
import { loadFamiliesOf } from '../../src/functions/type-families.js';
import { Batch, type BatchColumn } from '../../src/memory/batch.js';
import { loadParser, parseSchema } from '../../src/sql/index.js';
import { failureOf } from './failure.js';
import type { Failure, Source } from './protocol.js';
import { rowResults, type RowResult } from './results.js';
import { fillTyped, randomBatch, type TextRow } from './rows.js';
import { compiledSource, enterSession, paramValues, workerArena } from './source.js';

export interface QuestionArgument extends Source {
  /** The rows, or how many random ones. */
  readonly rows: readonly TextRow[] | number;
}

export interface Question {
  /** Statements that make the table `t` and the types that its columns need. */
  readonly table: readonly string[];
  readonly rows: readonly TextRow[];
  /** Quern's answer to each row, or why it has none to any. */
  readonly answers: readonly RowResult[] | Failure;
}

/** How often a random value is null, where its column may be. */
const nullRate = 0.15;

/** The question with quern's answers. Raises what the schema raises. */
export async function question({ rows: wanted, ...source }: QuestionArgument): Promise<Question> {
  enterSession(source.session);
  await loadParser();
  const schema = parseSchema(source.schema);
  await loadFamiliesOf(schema);
  const rows = typeof wanted === 'number' ? randomTexts(schema, wanted) : wanted;
  const table = tableOf(schema);
  try {
    const compiled = await compiledSource(source);
    const params = paramValues(compiled, source.params);
    const batch = new Batch(workerArena(), compiled.schema, Math.max(rows.length, 1));
    try {
      const cells = fillTyped(batch, 0, rows);
      batch.rows = rows.length;
      const answers = rowResults(compiled, params, batch, 0, rows.length);
      // A row that its table does not take is never asked about.
      for (const { row, failure } of cells.toReversed()) answers[row] = failure;
      return { table, rows, answers };
    } finally {
      batch.free();
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return { table, rows, answers: failureOf(error) };
  }
}

function tableOf(schema: readonly BatchColumn[]): string[] {
  const enums = new Set<string>();
  const columns = schema.map(({ name, type, notNull }) => {
    const { sqlName } = types[type];
    const declared = enumDeclaration(type);
    if (declared !== undefined) enums.add(`CREATE TYPE ${sqlName} AS ${declared}`);
    return `${quoteIdentifier(name)} ${sqlName}${notNull ? ' NOT NULL' : ''}`;
  });
  return [...enums, `CREATE TABLE t (${columns.join(', ')})`];
}

/** Random rows as texts that mean the same values to everybody. */
function randomTexts(schema: readonly BatchColumn[], count: number): TextRow[] {
  const batch = randomBatch(schema, count, nullRate);
  try {
    return Array.from({ length: count }, (_, row) =>
      schema.map(({ type }, column) => {
        const value = batch.get(column, row);
        return value === null ? null : formatValue(batch.arena, type, value);
      }),
    );
  } finally {
    batch.free();
  }
}
