/** Rows that are JavaScript objects as an engine over batches, so that whatever compares engines compares it too: each row of a batch becomes an object that is read in place. */
import { types, type Value } from '../src/catalog/types.js';
import type { Arena } from '../src/arena/arena.js';
import { storedBytes } from '../src/functions/stored-value.js';
import { formatValue } from '../src/functions/text-value.js';
import type { Engine } from '../src/engines/engine.js';
import { canReadInPlace, RowProgram, type Row } from '../src/engines/objects/engine.js';
import { switchEngine } from '../src/engines/switch/engine.js';
import { Frame } from '../src/engines/frame.js';
import { runBatch } from '../src/engines/run-batch.js';
import type { Batch } from '../src/memory/batch.js';
import { columnReader } from '../src/library/row-column.js';
import type { Schema } from '../src/sql/expression.js';

/** The types whose values a caller gives as the numbers that they are held as; others that are numbers are given as texts. */
const asNumbers: ReadonlySet<string> = new Set([
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'date',
  'timestamp',
  'oid',
]);

/** A value as a caller would give it; of JSON what a driver has parsed, unless JavaScript would lose digits of it or take JSON's null for SQL's. */
function given(arena: Arena, type: Schema[number]['type'], value: Value | null): unknown {
  if (value === null || asNumbers.has(type)) return value;
  if (type === 'bool') return value === 1;
  if (type !== 'json' && type !== 'jsonb') return formatValue(arena, type, value);
  const parsed: unknown = JSON.parse(String(value));
  return typeof parsed === 'object' &&
    parsed !== null &&
    JSON.stringify(parsed) === String(value).replaceAll(/(?<=[:,]) /g, '')
    ? parsed
    : value;
}

export const rowEngine: Engine = {
  name: 'objects',
  dispatch: 'replicated',
  load(program, arena) {
    // What cannot be read in place is copied, for an engine over columns.
    if (!canReadInPlace(program) || program.places !== undefined) return switchEngine.load(program, arena);
    const frame = new Frame(program, arena);
    const schema: Schema = program.columns.map((type, n) => ({ name: `c${n}`, type, notNull: false }));
    const rows = new RowProgram(
      program,
      arena,
      (column) => columnReader(arena, schema, column, {}),
      (error) => {
        throw error;
      },
    );
    let params: readonly (Value | null)[] = [];
    const objects = (batch: Batch): Row[] =>
      Array.from({ length: batch.rows }, (_, row) =>
        Object.fromEntries(schema.map(({ name, type }, column) => [name, given(arena, type, batch.get(column, row))])),
      );
    const store = (row: number, value: Value | null): void => {
      const { i32, i64, f32, f64 } = arena.views;
      const at = frame.results + row * 8;
      if (value === null) return;
      switch (types[program.type].representation) {
        case 'i32':
          i32[at >> 2] = Number(value);
          return;
        case 'i64':
          i64[at >> 3] = BigInt(value);
          return;
        case 'f32':
          f32[at >> 2] = Number(value);
          return;
        case 'f64':
          f64[at >> 3] = Number(value);
          return;
        case 'ref': {
          const bytes = storedBytes(arena, program.type, String(value));
          const address = arena.allocate(bytes.length);
          // Allocating can grow the memory, whose views are others then.
          arena.views.u8.set(bytes, address);
          arena.views.i32[at >> 2] = address;
          arena.views.i32[(at >> 2) + 1] = bytes.length;
        }
      }
    };
    return {
      setParams: (values: readonly (Value | null)[]) => {
        frame.setParams(values);
        params = values;
      },
      run(batch) {
        frame.bind(batch);
        const made = objects(batch as Batch);
        runBatch(batch, 'row by row', (count) => {
          const { i32 } = arena.views;
          i32.fill(0, frame.bitmap >> 2, (frame.bitmap >> 2) + ((count + 31) >> 5));
          made.slice(0, count).forEach((row, n) => {
            const value = rows.evaluate(row, params);
            if (program.kind === 'scalar') store(n, value as Value | null);
            const bit = program.kind === 'scalar' ? value !== null : value === 1;
            const word = (frame.bitmap >> 2) + (n >> 5);
            if (bit) arena.views.i32[word] = (arena.views.i32[word] ?? 0) | (1 << (n & 31));
          });
        });
      },
      get bitmap() {
        return frame.bitmap;
      },
      get results() {
        return frame.results;
      },
      free: () => {
        frame.free();
      },
    };
  },
};
