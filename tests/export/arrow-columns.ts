/** A column of texts in PostgreSQL's syntax as one of Arrow's layouts, in turn: with and without a validity bitmap, sliced at every residue, offsets of 32 and 64 bits, views. */
import { types, type TypeName } from '../../src/catalog/types.js';
import { parseValue } from '../../src/functions/text-value.js';
import type { Arena } from '../../src/index.js';
import type { ColumnData } from '../../src/kernel.js';

/** The numbers' array, and what PostgreSQL's number is in Arrow's epoch. */
const arrays = {
  BOOL: Uint8Array,
  INT2: Int16Array,
  INT4: Int32Array,
  INT8: BigInt64Array,
  FLOAT4: Float32Array,
  FLOAT8: Float64Array,
};
const epochs: Readonly<Record<string, bigint>> = {
  date: 10_957n,
  timestamp: 946_684_800_000_000n,
  timestamptz: 946_684_800_000_000n,
};

const infinities: ReadonlySet<string> = new Set(
  [32n, 64n].flatMap((bits) => [BigInt.asIntN(Number(bits), 1n << (bits - 1n)), (1n << (bits - 1n)) - 1n].map(String)),
);

export function columnDataOf(
  arena: Arena,
  type: TypeName,
  texts: readonly (string | null)[],
  variant: number,
): ColumnData {
  const offset = variant % 11;
  const rows = texts.length;
  const hasNulls = texts.includes(null);
  const validity = new Uint8Array(((offset + rows + 7) >> 3) + 1).fill(variant % 2 === 0 ? 0 : 0xff);
  const setBit = (bits: Uint8Array, n: number, value: boolean): void => {
    bits[n >> 3] = ((bits[n >> 3] ?? 0) & ~(1 << (n & 7))) | (value ? 1 << (n & 7) : 0);
  };
  texts.forEach((text, row) => {
    setBit(validity, offset + row, text !== null);
  });
  const common = { offset, validity: hasNulls || variant % 3 === 0 ? validity : null };
  const { storage } = types[type];
  if (storage === 'TEXT') return { ...common, ...textData(texts, offset, variant) };

  const numbers = texts.map((text) => (text === null ? null : parseValue(arena, type, text)));
  if (storage === 'BOOL') {
    const values = new Uint8Array(((offset + rows + 7) >> 3) + 1).fill(0x5a);
    numbers.forEach((value, row) => {
      setBit(values, offset + row, Boolean(value));
    });
    return { ...common, values };
  }
  const values = new arrays[storage](offset + rows);
  numbers.forEach((value, row) => {
    if (value === null) return;
    // The extremes are the infinities, whatever the epoch.
    const epoch = infinities.has(String(value)) ? 0n : (epochs[type] ?? 0n);
    if (values instanceof BigInt64Array) values[offset + row] = BigInt(value) + epoch;
    else values[offset + row] = epoch === 0n ? Number(value) : Number(value) + Number(epoch); // -0 + 0 is 0.
  });
  return { ...common, values };
}

function textData(texts: readonly (string | null)[], offset: number, variant: number) {
  const encoder = new TextEncoder();
  // The bytes of a bytea or a uuid are read from their text too.
  const all = [...new Array<string>(offset).fill('before'), ...texts.map((text) => text ?? '')].map((text) =>
    encoder.encode(text),
  );
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  const offsets = [0];
  for (const one of all) {
    bytes.set(one, offsets.at(-1));
    offsets.push((offsets.at(-1) ?? 0) + one.length);
  }
  if (variant % 3 === 0) return { offsets: Int32Array.from(offsets), bytes };
  if (variant % 3 === 1) return { offsets: BigInt64Array.from(offsets, BigInt), bytes };
  const views = new Uint8Array(all.length * 16);
  const view = new DataView(views.buffer);
  all.forEach((one, n) => {
    view.setInt32(n * 16, one.length, true);
    views.set(one.subarray(0, one.length <= 12 ? 12 : 4), n * 16 + 4);
    if (one.length > 12) {
      // Every other text lies in the second buffer, which is the same.
      view.setInt32(n * 16 + 8, n % 2, true);
      view.setInt32(n * 16 + 12, offsets[n] ?? 0, true);
    }
  });
  return { views, buffers: [bytes, bytes] };
}
