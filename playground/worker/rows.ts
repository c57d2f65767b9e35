/** Rows for programs to run over: those that the reader has typed, and random ones for what needs many. */
import type { TypeName } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { RowRandom } from '../../src/datasets/random.js';
import { Batch, type BatchColumn } from '../../src/memory/batch.js';
import { formatValue, parseValue } from '../../src/functions/text-value.js';
import { loadFamiliesOf } from '../../src/functions/type-families.js';
import { loadParser, parseSchema } from '../../src/sql/index.js';
import { failureOf } from './failure.js';
import type { Failure } from './protocol.js';
import { workerArena } from './source.js';

/** A row as it is typed: a text for each column, null for NULL. */
export type TextRow = readonly (string | null)[];

/** A cell that its column does not take. */
export interface CellFailure {
  readonly row: number;
  readonly column: number;
  readonly failure: Failure;
}

/** The seed of all random rows: a permalink shows the same to everybody. */
const seed = 7;
/** 1992-01-01, in days from 2000-01-01. */
const firstDay = -2922;

function draw(random: RowRandom, type: TypeName): number | bigint | string {
  switch (type) {
    case 'bool':
      return random.below(2);
    case 'int2':
    case 'int4':
      return random.below(100);
    case 'int8':
      return BigInt(random.below(100_000));
    case 'float4':
      return Math.fround(random.fraction());
    case 'float8':
      return random.fraction();
    case 'date':
      return firstDay + random.below(2557);
    case 'timestamp':
    case 'timestamptz':
      return BigInt(random.below(2 ** 30)) * 1_000_000n;
    case 'numeric':
      return (random.below(100_000) / 100).toFixed(2);
    case 'uuid':
      return `00000000-0000-4000-8000-${String(random.below(1000)).padStart(12, '0')}`;
    case 'json':
    case 'jsonb':
      return `{"n": ${random.below(100)}}`;
    case 'interval':
      return `${random.below(100)} hours`;
    default:
      return `x${random.below(1000)}`;
  }
}

/** Fills rows of the batch, from `first` on, with random values: integers below 100, fractions below 1, texts `x0` to `x999`. */
export function fillRandom(batch: Batch, first: number, rows: number, nullRate: number): void {
  const random = new RowRandom(seed);
  for (let row = 0; row < rows; row++) {
    random.start(row);
    batch.schema.forEach(({ type, notNull }, column) => {
      // Both numbers are drawn in any case, so that another null rate does not change the values.
      const isNull = random.fraction() < nullRate;
      const value = draw(random, type);
      batch.set(column, first + row, isNull && !notNull ? null : value);
    });
  }
}

/** So many random rows. */
export function randomBatch(schema: readonly BatchColumn[], rows: number, nullRate: number): Batch {
  const batch = new Batch(workerArena(), schema, rows);
  fillRandom(batch, 0, rows, nullRate);
  batch.rows = rows;
  return batch;
}

/** Stores the typed rows from `first` on; a cell that cannot be read is reported and stored as 0 or null, so that the others keep their places. */
export function fillTyped(batch: Batch, first: number, rows: readonly TextRow[]): CellFailure[] {
  const failures: CellFailure[] = [];
  rows.forEach((texts, row) => {
    batch.schema.forEach(({ type, notNull }, column) => {
      const text = texts[column] ?? null;
      try {
        batch.set(column, first + row, text === null ? null : parseValue(batch.arena, type, text));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        failures.push({ row, column, failure: failureOf(error) });
        batch.set(column, first + row, notNull ? (type === 'text' ? '' : 0) : null);
      }
    });
  });
  return failures;
}

/** Random rows as they would be typed. */
export async function exampleRows({
  schema,
  rows,
}: {
  readonly schema: string;
  readonly rows: number;
}): Promise<TextRow[]> {
  await loadParser();
  const columns = parseSchema(schema);
  await loadFamiliesOf(columns);
  const arena = workerArena();
  const batch = randomBatch(columns, rows, 0.15);
  try {
    return Array.from({ length: rows }, (_, row) =>
      columns.map(({ type }, column) => {
        const value = batch.get(column, row);
        return value === null
          ? null
          : type === 'float8'
            ? String(Math.round(Number(value) * 100) / 100)
            : formatValue(arena, type, value);
      }),
    );
  } finally {
    batch.free();
  }
}
