/**
 * What a loop written in JavaScript works on: the columns of a batch as typed arrays, and a bitmap to fill, 32 rows a word. Text is in 16-byte
 * views (see `Batch`): four words, and `memory` for the bytes of long ones.
 */
import type { Arena } from '../../src/arena/arena.js';
import type { Batch } from '../../src/memory/batch.js';
import type { Scan } from '../scan.js';

export interface Columns {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly bValid: Uint8Array;
  /** Four words a row: the length, and 12 bytes of text, or 4 bytes, 0 and the address in `memory`. */
  readonly c: Int32Array;
  readonly cValid: Uint8Array;
  /** The bytes of `c`, 16 a row. */
  readonly cBytes: Uint8Array;
  readonly d: Float64Array;
  readonly e: BigInt64Array;
  readonly f: Int32Array;
  /** In hundredths, as the batch stores it. */
  readonly g: BigInt64Array;
  readonly gValid: Uint8Array;
  readonly memory: Uint8Array;
}

/** Fills the bits of the rows 0 to `rows`. */
export type Loop = (columns: Columns, bitmap: Int32Array, rows: number) => void;

interface Bound {
  readonly columns: Columns;
  readonly bitmap: Int32Array;
  readonly address: number;
}

/** The loop as a scan. The arrays over a batch are made at its first run. */
export function loopScan(loop: Loop, arena: Arena): Scan {
  const known = new Map<Batch, Bound>();
  return (batch) => {
    let bound = known.get(batch);
    if (bound === undefined || bound.bitmap.buffer !== arena.memory.buffer) {
      const address = bound?.address ?? arena.allocate(batch.capacity / 8);
      bound = {
        columns: columnsOf(batch),
        bitmap: new Int32Array(arena.memory.buffer, address, batch.capacity / 32),
        address,
      };
      known.set(batch, bound);
    }
    loop(bound.columns, bound.bitmap, batch.rows);
    return bound.address;
  };
}

function columnsOf(batch: Batch): Columns {
  const { buffer } = batch.arena.memory;
  const { capacity } = batch;
  const at = (name: string) =>
    batch.columns[batch.schema.findIndex((column) => column.name === name)] ?? { values: 0, validity: 0 };
  const int4 = (name: string) => new Int32Array(buffer, at(name).values, capacity);
  const valid = (name: string) => new Uint8Array(buffer, at(name).validity, capacity / 8);
  return {
    a: int4('a'),
    b: int4('b'),
    bValid: valid('b'),
    c: new Int32Array(buffer, at('c').values, capacity * 4),
    cValid: valid('c'),
    cBytes: new Uint8Array(buffer, at('c').values, capacity * 16),
    d: new Float64Array(buffer, at('d').values, capacity),
    e: new BigInt64Array(buffer, at('e').values, capacity),
    f: int4('f'),
    g: new BigInt64Array(buffer, at('g').values, capacity),
    gValid: valid('g'),
    memory: batch.arena.views.u8,
  };
}
