/** Reading a whole input as a test wants to see it: rows of texts, and the error that ended it. */
import { SqlError } from '../../src/error.js';
import { CsvReader } from '../../src/inputs/csv.js';
import type { CsvOptions } from '../../src/inputs/csv-options.js';
import { NdjsonReader, type NdjsonOptions } from '../../src/inputs/ndjson.js';
import type { RowReader } from '../../src/inputs/row-reader.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch, type BatchColumn } from '../../src/memory/batch.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { formatValue } from '../../src/functions/text-value.js';

export interface Reading {
  readonly schema: readonly BatchColumn[];
  /** Values as PostgreSQL prints them. */
  readonly rows: (string | null)[][];
  readonly lines: number[];
  readonly error: SqlError | undefined;
}

/** The bytes in chunks of that size. */
export function* inChunks(input: string | Uint8Array, size: number): Generator<Uint8Array> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

// Values are read and printed by the functions of their types' families.
await Promise.all(familyNames.map(loadFamily));
const arena = new Arena();

export function readCsv(
  input: string | Uint8Array,
  options: CsvOptions = {},
  { chunk = 1e6, capacity = 64 } = {},
): Promise<Reading> {
  return read(() => CsvReader.open(arena, inChunks(input, chunk), options), capacity, undefined);
}

export function readNdjson(
  input: string | Uint8Array,
  options: NdjsonOptions = {},
  { chunk = 1e6, capacity = 64 } = {},
): Promise<Reading> {
  return read(() => NdjsonReader.open(arena, inChunks(input, chunk), options), capacity, options.schema);
}

/** Reads these columns only, or all. */
async function read(
  open: () => Promise<RowReader>,
  capacity: number,
  only: readonly BatchColumn[] | undefined,
): Promise<Reading> {
  const rows: (string | null)[][] = [];
  const lines: number[] = [];
  let reader: RowReader | undefined;
  let error: SqlError | undefined;
  try {
    reader = await open();
    const { schema } = reader;
    const held = schema.flatMap(({ name }, column) =>
      only === undefined || only.some((one) => one.name === name) ? [column] : [],
    );
    const batch = new Batch(arena, schema, capacity, held);
    while ((await reader.read(batch)) > 0) {
      for (let row = 0; row < batch.rows; row++) {
        lines.push(reader.lineOf(row));
        rows.push(
          held.map((column) => {
            const value = batch.get(column, row);
            return value === null ? null : formatValue(arena, schema[column]?.type ?? 'text', value);
          }),
        );
      }
    }
    batch.free();
  } catch (caught) {
    if (!(caught instanceof SqlError)) throw caught;
    error = caught;
  }
  await reader?.close();
  return { schema: reader?.schema ?? [], rows, lines, error };
}

/** Columns from a short form: `a int4, b text`. */
export function columns(text: string): BatchColumn[] {
  return text.split(', ').map((column) => {
    const [name = '', type = '', not] = column.split(' ');
    return { name, type: type as BatchColumn['type'], notNull: not !== undefined };
  });
}
