/** Random batches for the engine over 64 rows at a time: every type, values that meet, extremes, and nulls at every place of a word. */
import type { Value } from '../../src/catalog/types.js';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import type { Kernel } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { compileSql } from '../../src/library/front-end.js';
import { Batch } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program, Rung } from '../../src/program/program.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';

await loadParser();
await engines.vector.prepare?.();
export const schema = parseSchema(
  'a int4 not null, b int4, c text, d float8 not null, e int8, f date, g float4, h timestamp, i int2, j bool, k float8, l int8 not null',
);
export const arena = new Arena({ scratchBytes: 1024 * 1024 });

export async function qualOf(sql: string, rung: Rung = 4): Promise<Program> {
  const { expr } = await compileSql(sql, 'predicate', { schema, arena });
  return compileQual(qualList(expr), { schema, rung });
}

/** Numbers from a seed: mulberry32. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const texts = ['x7', 'x1', 'x12', '', 'a text that is longer than twelve bytes', 'x77y', 'é', '77'];
const floats = [0.5, 0, -0, NaN, Infinity, -Infinity, 1.5, -2.25, 0.25, 0.75, 100];

function value(type: string, next: (below: number) => number, extremes: boolean): Value {
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  switch (type) {
    case 'int4':
      return extremes && next(40) === 0 ? pick([2147483647, -2147483648, 0, -1]) : next(100);
    case 'int2':
      return extremes && next(40) === 0 ? pick([32767, -32768]) : next(100) - 10;
    case 'int8':
      return extremes && next(40) === 0 ? pick([2n ** 63n - 1n, -(2n ** 63n), 2n ** 40n]) : BigInt(next(200) - 50);
    case 'float4':
    case 'float8':
      return pick(floats);
    case 'date':
      return extremes && next(20) === 0 ? pick([2147483647, -2147483648]) : next(100);
    case 'timestamp':
      return BigInt(next(100)) * 86_400_000_000n;
    case 'bool':
      return next(2);
    default:
      return pick(texts);
  }
}

interface RandomOptions {
  readonly extremes?: boolean;
  readonly nulls?: number;
  readonly form?: 'plain' | 'narrow';
}

/** A batch of random rows; the rows that are null are `nulls` in a hundred, and what lies beyond the last row is no row but garbage. */
export function randomBatch(
  rows: number,
  seed: number,
  { extremes = false, nulls = 20, form }: RandomOptions = {},
): Batch {
  const next = random(seed);
  const batch = new Batch(arena, schema, rows + 1, undefined, form);
  for (let row = 0; row < batch.capacity; row++) {
    schema.forEach(({ type, notNull }, column) => {
      batch.set(column, row, !notNull && next(100) < nulls ? null : value(type, next, extremes));
    });
  }
  batch.rows = rows;
  return batch;
}

/** The selected rows as text, or the error with its row. */
export function outcomeOf(kernel: Kernel, batch: Batch): string {
  try {
    kernel.run(batch);
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message} in row ${error.row}`;
    throw error;
  }
  const words = arena.views.i32.subarray(kernel.bitmap >> 2, (kernel.bitmap >> 2) + Math.ceil(batch.rows / 32));
  return [...words].map((word) => (word >>> 0).toString(16)).join(' ');
}
