/** Reading a columnar input as a test wants to see it: rows of texts as PostgreSQL prints them, read into batches and printed by the reader, and the error that ended it. */
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { formatValue } from '../../src/functions/text-value.js';
import type { ColumnarReader } from '../../src/inputs/columnar/columnar-reader.js';
import { Batch } from '../../src/memory/batch.js';

// Values are read and printed by the functions of their types' families.
await Promise.all(familyNames.map(loadFamily));

export const arena = new Arena();

export interface ColumnarReading {
  readonly types: readonly string[];
  readonly names: readonly string[];
  readonly rows: (string | null)[][];
  readonly error: SqlError | undefined;
}

/** All readable columns: those with even numbers through the batch, the others row by row as they are printed. */
export async function readAll(
  open: () => ColumnarReader | Promise<ColumnarReader>,
  { capacity = 64, every = 1 } = {},
): Promise<ColumnarReading> {
  const rows: (string | null)[][] = [];
  let reader: ColumnarReader | undefined;
  let error: SqlError | undefined;
  let batch: Batch | undefined;
  try {
    reader = await open();
    const { schema, opaque } = reader;
    const columns = schema.flatMap((_, column) => (opaque.has(column) ? [] : [column]));
    batch = new Batch(
      arena,
      schema,
      capacity,
      columns.filter((column) => column % 2 === 0),
    );
    while ((await reader.read(batch)) > 0) {
      const wanted = Uint32Array.from({ length: Math.ceil(batch.rows / every) }, (_, i) => i * every);
      await reader.load(columns, wanted);
      for (const row of wanted) {
        const printed = columns.map((column) => reader?.text(row, column) ?? null);
        const stored = columns.map((column) => {
          if (column % 2 === 1) return undefined;
          const value = batch?.get(column, row) ?? null;
          return value === null ? null : formatValue(arena, schema[column]?.type ?? 'text', value);
        });
        if (stored.some((value, index) => value !== undefined && value !== printed[index]))
          throw new Error(`stored ${String(stored)}, printed ${String(printed)}`);
        rows.push(printed);
      }
    }
  } catch (caught) {
    if (!(caught instanceof SqlError)) throw caught;
    error = caught;
  } finally {
    batch?.free();
    await reader?.close();
  }
  return {
    types: reader?.schema.map(({ type }) => type) ?? [],
    names: reader?.schema.map(({ name }) => name) ?? [],
    rows,
    error,
  };
}

/** One column's texts. */
export const columnOf = ({ rows }: ColumnarReading, column = 0): (string | null)[] =>
  rows.map((row) => row[column] ?? null);
