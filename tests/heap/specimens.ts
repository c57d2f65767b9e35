/** Valid pages of tables of many kinds, which tests damage. Block 0 is the first of each. */
import type { HeapTable } from '../../src/catalog/attribute.js';
import type { Value } from '../../src/catalog/types.js';
import { demoHeap, articleHeap, fillHeapPages } from '../../src/datasets/heap-dataset.js';
import { constantCaller } from '../../src/library/constant-call.js';
import type { Arena } from '../../src/arena/arena.js';
import {
  infomask as bit,
  linePointerBytes,
  lpFlags,
  pageBytes,
  pageHeader,
  tupleHeader,
} from '../../src/memory/heap/page-layout.js';
import { PageWriter } from '../../src/memory/heap/page-writer.js';
import { buildToastIndex } from '../../src/memory/heap/toast.js';
import { TupleWriter } from '../../src/memory/heap/tuple-writer.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { parseHeapTable } from '../../src/sql/index.js';
import { itemsOf, lz4, pglz } from '../runtime/compressed.js';
import { pointerPlace, putPointer } from '../inputs/heap-pages.js';
import { Dice } from './dice.js';

/** Some pages of a table, and predicates that raise nothing as long as the pages are whole. */
export interface Specimen {
  readonly table: HeapTable;
  readonly pages: Uint8Array;
  readonly predicates: readonly string[];
  /** Makes the index of its TOAST table; there is none unless given. */
  readonly toast?: (arena: Arena) => number;
}

/** A value of each attribute, or of the first few of them: the stored bytes where the type is one that cannot be computed with. */
type Row = readonly (Value | null | Uint8Array)[];

// A DEFAULT may be of a type of any family.
await Promise.all(familyNames.map(loadFamily));

/** A table from its schema. The parser must be loaded. */
export function tableOf(arena: Arena, schema: string): HeapTable {
  return parseHeapTable(schema, { call: constantCaller(arena), supported: supportedFunctions });
}

/** Pages with those rows, the inner arrays' on a page each. */
function write({ attributes }: HeapTable, rows: readonly (readonly Row[])[]): Uint8Array {
  const bytes = new Uint8Array(rows.length * pageBytes);
  const tuple = new TupleWriter(attributes);
  rows.forEach((ofPage, block) => {
    const page = new PageWriter(bytes.subarray(block * pageBytes, (block + 1) * pageBytes), block);
    for (const row of ofPage) {
      tuple.start();
      row.forEach((value, n) => {
        if (!(value instanceof Uint8Array)) tuple.value(value);
        else if ((attributes[n]?.length ?? 0) < 0) tuple.varlena(value);
        else tuple.bytes(value);
      });
      if (!page.add(tuple)) throw new RangeError('the rows do not fit the page');
    }
  });
  return bytes;
}

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const encoder = new TextEncoder();

function demo(): Specimen {
  const pages = new Uint8Array(2 * pageBytes);
  fillHeapPages(demoHeap, pages.subarray(0, pageBytes), { rows: 5 });
  fillHeapPages(demoHeap, pages.subarray(pageBytes), { first: 5, rows: 11, block: 1 });
  const predicates = [
    'a > 42 AND b * 20000000 > 0',
    "a > 10 AND b < 50 OR c = 'x7'",
    "c LIKE 'x1%' OR c LIKE '%7%'",
    'a + b > 100 AND a * 2 < b',
    'd > 0.25 AND d < 0.75 AND e % 5 <> 2',
    "f >= DATE '1994-01-01' AND h <> timestamp '2000-01-01 00:00:07'",
    'b IS NULL OR 100 / (a + 1) > e',
    'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END',
  ];
  return { table: demoHeap.table, pages, predicates };
}

function fullPage(): Specimen {
  const pages = new Uint8Array(pageBytes);
  fillHeapPages(articleHeap, pages);
  return {
    table: articleHeap.table,
    pages,
    predicates: ['a = 42', 'a * 20000000 > 42', 'a IN (1, 5, 9) OR a > 50', '1000 / (a + 1) < 20', 'a IS NOT NULL'],
  };
}

/** Texts of all lengths, also compressed and out of line, before and behind values that must be aligned. */
function texts(arena: Arena, stored: 'plain' | 'in all ways' = 'in all ways'): Specimen {
  const table = tableOf(arena, 'a text not null, b int4, c text, d int8 not null, e text not null, f bool, g text');
  const dice = new Dice(11);
  const lengths = [0, 1, 3, 7, 12, 13, 60, 125, 126, 127, 128, 200];
  const text = (): string =>
    dice
      .noise(
        dice.pick(lengths),
        dice.pick([
          ['a', 'b', 'x'],
          ['é', '語', 'z'],
        ]),
      )
      .slice(0, 130);
  const long = times(2, () => dice.noise(900, ['ab', 'abc', 'cd']));
  const payloads = stored === 'plain' ? [] : [compressed(pglz, 0, long[0] ?? ''), compressed(lz4, 1, long[1] ?? '')];
  const row = (n: number): Row => [
    text(),
    dice.chance(0.3) ? null : n,
    n % 7 === 3 ? (payloads[0] ?? null) : dice.chance(0.3) ? null : text(),
    BigInt(n),
    n % 7 === 5 && stored !== 'plain' ? pointerPlace : text(),
    dice.chance(0.3) ? null : n % 2,
    n % 7 === 1 ? (payloads[1] ?? null) : dice.chance(0.3) ? null : text(),
  ];
  const pages = write(table, [times(4, row), times(7, (n) => row(4 + n))]);
  for (const payload of payloads) for (const at of placesOf(pages, payload)) pages[at - 4] = (pages[at - 4] ?? 0) | 2;
  const value = encoder.encode(dice.noise(3000, ['p', 'q']));
  for (const at of placesOf(pages, encoder.encode(pointerPlace))) putPointer(pages, at - 1, 77, value.length);
  const predicates = [
    "a >= 'b' AND d > 3",
    "e LIKE '%a%'",
    "c < 'b' OR g IS NULL",
    'length(c) > 10 AND length(g) < 800',
    'f OR b > 5 AND a <> e',
    "upper(e) > 'M'",
    "a || coalesce(c, '') > g",
  ];
  return stored === 'plain'
    ? { table, pages, predicates }
    : { table, pages, predicates, toast: (inArena) => toastOf(inArena, 77, value) };
}

/** What follows the four bytes of the header of a compressed value. */
function compressed(format: typeof pglz, method: number, text: string): Uint8Array {
  const raw = encoder.encode(text);
  const data = format.encode(itemsOf(raw, format));
  const payload = new Uint8Array(4 + data.length);
  new DataView(payload.buffer).setUint32(0, method * 2 ** 30 + raw.length, true);
  payload.set(data, 4);
  if (payload.length < 127) throw new RangeError('the value would have a short header');
  return payload;
}

function placesOf(pages: Uint8Array, bytes: Uint8Array): number[] {
  const found: number[] = [];
  const buffer = Buffer.from(pages.buffer, pages.byteOffset, pages.length);
  for (let at = buffer.indexOf(bytes); at >= 0; at = buffer.indexOf(bytes, at + 1)) found.push(at);
  return found;
}

function toastOf(arena: Arena, valueId: number, value: Uint8Array): number {
  const address = arena.allocate(value.length);
  arena.views.u8.set(value, address);
  const chunks = times(Math.ceil(value.length / 1996), (sequence) => {
    const from = sequence * 1996;
    return { valueId, sequence, address: address + from, length: Math.min(1996, value.length - from) };
  });
  return buildToastIndex(arena, chunks);
}

/** Nulls in every second column, and columns that must not have any before and behind them. */
function nulls(arena: Arena): Specimen {
  const table = tableOf(
    arena,
    'a int2, b bool, c int8 not null, d float4, e text, f timestamp, g date, h float8, i int4 not null, j text, k int4, l bool not null',
  );
  const dice = new Dice(12);
  const or = (value: Value): Value | null => (dice.chance(0.4) ? null : value);
  const row = (n: number): Row => {
    const few = [or(n - 5), or(n % 2), BigInt(n) << 40n, or(n / 4), or('e'.repeat(n)), or(BigInt(n) * 1_000_000_000n)];
    return [...few, or(n * 100), or(-n / 3), n, or(String(n)), or(n * n), n % 2];
  };
  const predicates = [
    'a > 2 OR b',
    'c > 5000000000000 AND d < 3.5',
    "e LIKE 'ee%' OR e IS NULL AND i > 7",
    "f > timestamp '2000-01-01 01:00:00' OR g IS NOT NULL",
    'h < -1 AND l',
    "coalesce(j, '7') = '7' OR k % 2 = 1",
    '(a IS NULL) = (k IS NULL)',
    'i = 3 OR a * k > 12',
  ];
  return { table, pages: write(table, [times(5, row), times(8, (n) => row(5 + n))]), predicates };
}

/** Tuples from before columns were added. */
function older(arena: Arena): Specimen {
  const table = tableOf(
    arena,
    "a int4 not null, b text, c int8 not null default 7, d text default 'missing', e int4, f float8 not null default 1.5",
  );
  const dice = new Dice(13);
  const row = (n: number): Row =>
    [
      n,
      dice.chance(0.4) ? null : 'b'.repeat(n * 9),
      BigInt(n * 3),
      dice.chance(0.4) ? null : `d${n}`,
      dice.chance(0.4) ? null : -n,
      n / 2,
    ].slice(0, 2 + (n % 5));
  const predicates = [
    'a < 9 AND c >= 7',
    "d = 'missing' OR e IS NULL",
    'f <= 1.5',
    "b < 'bbbbbbbbbbbb'",
    "c * a > 20 AND d <> 'd7'",
    '12 / c > 1 OR f > e',
  ];
  return {
    table,
    pages: write(table, [times(5, row), times(9, (n) => row(5 + n))]),
    predicates: predicates.map((sql) => sql.replace('/ c', '/ (c + 1)')),
  };
}

/** A page whose tuples are visible by hint bits of all kinds, or not, with line pointers that have no tuple. */
function history(arena: Arena): Specimen {
  const table = tableOf(arena, 'a int4 not null, b text, c int2');
  const row = (n: number): Row => [n, n % 3 === 0 ? null : `b${n}`, n % 4 === 0 ? null : n];
  const pages = write(table, [times(14, row), times(9, row), times(7, row)]);
  const view = new DataView(pages.buffer);
  const states = [
    { xmin: 700, xmax: 0, mask: bit.HEAP_XMIN_COMMITTED | bit.HEAP_XMAX_INVALID },
    { xmin: 700, xmax: 705, mask: bit.HEAP_XMIN_COMMITTED | bit.HEAP_XMAX_COMMITTED },
    { xmin: 701, xmax: 706, mask: bit.HEAP_XMIN_COMMITTED | bit.HEAP_XMAX_LOCK_ONLY | bit.HEAP_XMAX_EXCL_LOCK },
    { xmin: 702, xmax: 0, mask: bit.HEAP_XMIN_INVALID | bit.HEAP_XMAX_INVALID },
    { xmin: 703, xmax: 0, mask: bit.HEAP_XMIN_FROZEN | bit.HEAP_XMAX_INVALID },
    { xmin: 2, xmax: 9, mask: bit.HEAP_XMAX_INVALID },
    { xmin: 704, xmax: 3, mask: bit.HEAP_XMIN_COMMITTED | bit.HEAP_XMAX_IS_MULTI | bit.HEAP_XMAX_LOCK_ONLY },
  ];
  for (let block = 0; block < 3; block++) {
    const page = block * pageBytes;
    // The second page stays one of frozen tuples of which nothing but the flag says that they are all visible.
    if (block !== 2) view.setUint16(page + pageHeader.pd_flags, 0, true);
    const count = (view.getUint16(page + pageHeader.pd_lower, true) - pageHeader.pd_linp) / linePointerBytes;
    for (let n = 0; block !== 1 && n < count; n++) {
      const pointer = page + pageHeader.pd_linp + n * linePointerBytes;
      const tuple = page + (view.getUint32(pointer, true) & 0x7fff);
      const { xmin, xmax, mask } = states[n % states.length] ?? { xmin: 2, xmax: 0, mask: 0 };
      view.setUint32(tuple + tupleHeader.t_xmin, xmin, true);
      view.setUint32(tuple + tupleHeader.t_xmax, xmax, true);
      view.setUint16(
        tuple + tupleHeader.t_infomask,
        (view.getUint16(tuple + tupleHeader.t_infomask, true) & 0xff) | mask,
        true,
      );
      if (n % 6 === 5)
        view.setUint32(pointer, ([lpFlags.LP_UNUSED, lpFlags.LP_DEAD, lpFlags.LP_REDIRECT][n % 3] ?? 0) << 15, true);
    }
  }
  return {
    table,
    pages,
    predicates: ['a > 5', "b < 'b3' AND c <> 7", 'c IS NULL', 'a + c > 20 OR b IS NULL', 'a % 2 = 0 AND a % 3 = 1'],
  };
}

/** Forty columns of fixed width without nulls. */
function wide(arena: Arena): Specimen {
  const names = ['bool', 'int4', 'int2', 'float8', 'date', 'int8', 'float4', 'timestamp'];
  const columns = times(40, (n) => names[n % names.length] ?? '');
  const table = tableOf(arena, columns.map((type, n) => `c${n} ${type} not null`).join(', '));
  const value = (type: string, n: number): Value =>
    type === 'bool' ? n % 2 : type === 'int8' || type === 'timestamp' ? BigInt(n) : n;
  const row = (n: number): Row => columns.map((type, c) => value(type, (n * 31 + c * 7) % 100));
  const predicates = [
    'c1 > 50',
    "c39 > timestamp '2000-01-01'",
    'c0 AND c21 < 50 AND c38 > 10',
    'c17 = c33 OR c2 > c10',
    'c37 + c29 > 100',
    'c3 / (c11 + 1) < 1.5',
  ];
  return { table, pages: write(table, [times(3, row), times(6, (n) => row(3 + n))]), predicates };
}

/** Types that are walked past, of all alignments and some odd lengths, with numbers and texts between them. */
function foreign(arena: Arena): Specimen {
  const table = tableOf(
    arena,
    'a xml, b uuid not null, c int4 not null, d tsvector, e int8, f name not null, g interval, h "char", i text, j tid, k int2, l xml[], m bool',
  );
  const dice = new Dice(14);
  const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => dice.below(256));
  const or = <T>(value: T): T | null => (dice.chance(0.3) ? null : value);
  const row = (n: number): Row => {
    const before = [
      or(noise(dice.pick([2, 5, 8, 140]))),
      noise(16),
      n,
      or(noise(dice.below(30))),
      or(BigInt(n)),
      noise(64),
    ];
    return [
      ...before,
      or(noise(16)),
      or(noise(1)),
      or(`i${n}`),
      or(noise(6)),
      or(n),
      or(noise(dice.pick([12, 20, 130]))),
      or(n % 2),
    ];
  };
  const predicates = [
    'c > 4',
    'e < 9 AND k > 1',
    "i LIKE 'i1%' OR m",
    'm AND k % 2 = 1',
    'c * e > 30 OR k IS NULL',
    'c + k < 18',
  ];
  return { table, pages: write(table, [times(4, row), times(7, (n) => row(4 + n))]), predicates };
}

/** All of them, by name. */
export const specimens: Readonly<Record<string, (arena: Arena) => Specimen>> = {
  'of the dataset demo': demo,
  'of the dataset article, full': fullPage,
  'with texts of all kinds': (arena) => texts(arena),
  'with short and plain texts': (arena) => texts(arena, 'plain'),
  'with nulls': nulls,
  'with tuples that are older than some columns': older,
  'with rows that were deleted, locked and rolled back': history,
  'with forty columns': wide,
  'with types that are walked past': foreign,
};
