/** Which tuples of a page are rows (wasm/scan/line-pointers.wat): by hint bits, by line pointers of every kind in every place, and which of them are plain. */
import { describe, expect, it } from 'vitest';
import type { HeapTable, PlainTuple } from '../../src/catalog/attribute.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { control } from '../../src/arena/control.generated.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { infomask as bit, lpFlags, pageBytes, pageFlags, pageHeader } from '../../src/memory/heap/page-layout.js';
import { Dice } from './dice.js';
import { allVisible, frozen, HandMadePage, type TupleHeader } from './hand-made-page.js';
import { visibleByHints } from './hint-bits.js';
import { walked, type Walked } from './walk-reference.js';

const table: HeapTable = {
  attributes: [{ name: 'a', type: 'int4', length: 4, align: 4, notNull: false, missing: null, column: 0 }],
  columns: [{ name: 'a', type: 'int4', notNull: false }],
};
const arena = new Arena({ scratchBytes: 65536 });
const batch = new HeapBatch(arena, table, 3);
const block = 7;

interface Found {
  readonly rows: readonly { readonly offset: number; readonly length: number; readonly plain: boolean }[];
  readonly error: SqlError | undefined;
}

/** What the batch makes of the pages in it. */
function find(pages: number, allTuples: boolean, plain?: PlainTuple): Found {
  const start = batch.bytes().byteOffset;
  batch.fill(pages, block, 'some file');
  batch.allTuples = allTuples;
  batch.bind(plain);
  batch.findRows();
  const { i32 } = arena.views;
  const tuples = (i32[control.tuples >> 2] ?? 0) >> 2;
  const lengths = (i32[control.lengths >> 2] ?? 0) >> 2;
  let error: SqlError | undefined;
  try {
    batch.finish();
  } catch (thrown) {
    if (!(thrown instanceof SqlError)) throw thrown;
    error = thrown;
  }
  const rows = Array.from({ length: batch.rows }, (_, row) => {
    const address = i32[tuples + row] ?? 0;
    return {
      offset: (address & ~7) - start,
      length: i32[lengths + row] ?? 0,
      plain: plain !== undefined && (address & 7) === 0,
    };
  });
  return { rows, error };
}

const loaded = (page: Uint8Array): void => batch.bytes().set(page);

/** Is the walk over the page in the batch's memory what it should be? Says how not. */
function difference(page: HandMadePage, allTuples: boolean, plain?: PlainTuple): string | undefined {
  loaded(page.bytes);
  const expected = walked(page.view, allTuples, plain);
  const found = find(1, allTuples, plain);
  const same = JSON.stringify(found.rows) === JSON.stringify(expected.rows) && isFailure(found.error, expected.failure);
  return same ? undefined : `expected ${text(expected)}, found ${text(found)}`;
}

const text = (found: Walked | Found): string =>
  JSON.stringify(found, (_, value: unknown) =>
    value instanceof RegExp || value instanceof Error ? String(value) : value,
  ).slice(0, 500);

function isFailure(error: SqlError | undefined, failure: Walked['failure']): boolean {
  if (error === undefined || failure === undefined) return error === failure;
  const place =
    failure.tuple === 0 ? `block ${block} of some file` : `block ${block}, tuple ${failure.tuple} of some file`;
  return failure.message.test(error.message) && error.message.endsWith(`: ${place}`);
}

const hintBits = [
  bit.HEAP_XMAX_KEYSHR_LOCK,
  bit.HEAP_XMAX_EXCL_LOCK,
  bit.HEAP_XMAX_LOCK_ONLY,
  bit.HEAP_XMIN_COMMITTED,
  bit.HEAP_XMIN_INVALID,
  bit.HEAP_XMAX_COMMITTED,
  bit.HEAP_XMAX_INVALID,
  bit.HEAP_XMAX_IS_MULTI,
  bit.HEAP_MOVED_OFF,
  bit.HEAP_MOVED_IN,
];
const hintMasks = Array.from({ length: 2 ** hintBits.length }, (_, subset) =>
  hintBits.reduce((mask, one, n) => mask | (((subset >> n) & 1) * one), 0),
);
const hints = hintMasks.flatMap((infomask) =>
  [0, 1, 2, 3, 1_000_000, 0xffffffff].flatMap((xmin) =>
    [0, 3, 1_000_000, 0xfffffff0].map((xmax) => ({ infomask, xmin, xmax })),
  ),
);
/** No server commits the deletion of a tuple that nobody has deleted. */
const possible = hints.filter(({ infomask, xmax }) => xmax !== 0 || (infomask & bit.HEAP_XMAX_COMMITTED) === 0);

describe('a tuple is visible when its hint bits say so', () => {
  it.each([
    ['of a page that is not all visible', false, false],
    ['of a page that is all visible', true, false],
    ['when all tuples are wanted', false, true],
  ])('%s, for each combination of them, among three others and behind them', (_, everything, allTuples) => {
    const different: string[] = [];
    possible.forEach((header, n) => {
      const page = new HandMadePage(undefined, allVisible(everything));
      const place = n % 5;
      for (let tuple = 0; tuple < 5; tuple++) page.tuple(tuple === place ? header : frozen);
      const says = difference(page, allTuples);
      if (says !== undefined) different.push(`${JSON.stringify(header)} at ${place}: ${says}`);
    });
    expect(different.slice(0, 5)).toEqual([]);
  });

  it('which for the ordinary combinations is what people expect', () => {
    const {
      HEAP_XMIN_COMMITTED,
      HEAP_XMIN_INVALID,
      HEAP_XMAX_INVALID,
      HEAP_XMAX_COMMITTED,
      HEAP_XMAX_LOCK_ONLY,
      HEAP_XMAX_IS_MULTI,
    } = bit;
    const seen = (infomask: number, xmax = 1000): boolean | undefined => visibleByHints({ xmin: 900, xmax, infomask });
    expect(seen(0, 0)).toBe(undefined);
    expect(seen(HEAP_XMIN_COMMITTED, 0)).toBe(true);
    expect(seen(HEAP_XMIN_COMMITTED | HEAP_XMAX_INVALID)).toBe(true);
    expect(seen(HEAP_XMIN_INVALID)).toBe(false);
    expect(seen(HEAP_XMIN_COMMITTED)).toBe(undefined);
    expect(seen(HEAP_XMIN_COMMITTED | HEAP_XMAX_COMMITTED)).toBe(false);
    expect(seen(HEAP_XMIN_COMMITTED | HEAP_XMAX_LOCK_ONLY)).toBe(true);
    expect(seen(HEAP_XMIN_COMMITTED | HEAP_XMAX_IS_MULTI)).toBe(undefined);
    expect(seen(HEAP_XMIN_COMMITTED | HEAP_XMAX_IS_MULTI | HEAP_XMAX_LOCK_ONLY)).toBe(true);
  });
});

/** A random tuple or line pointer without one. */
function addRandom(page: HandMadePage, dice: Dice, trouble: boolean): void {
  const roll = dice.below(trouble ? 40 : 30);
  const length = dice.pick([24, 24, 24, 25, 28]);
  const header: Partial<TupleHeader> = { infomask2: dice.below(4), bits: dice.below(256) };
  const { HEAP_XMIN_COMMITTED, HEAP_XMIN_INVALID, HEAP_XMAX_COMMITTED, HEAP_HASNULL } = bit;
  if (roll < 20) page.tuple({ ...header, infomask: frozen.infomask | dice.pick([0, HEAP_HASNULL]) }, length);
  else if (roll < 22) page.tuple({ ...header, xmax: 5, infomask: HEAP_XMIN_COMMITTED | HEAP_XMAX_COMMITTED }, length);
  else if (roll < 24) page.tuple({ ...header, xmin: 5, infomask: HEAP_XMIN_INVALID }, length);
  else if (roll < 26) page.pointer(lpFlags.LP_REDIRECT, dice.between(1, 291));
  else if (roll < 27) page.pointer(lpFlags.LP_DEAD);
  else if (roll < 28) page.tuple(header, length, lpFlags.LP_DEAD);
  else if (roll < 30) page.pointer(lpFlags.LP_UNUSED);
  else if (roll < 36) page.tuple({ ...header, xmin: 5, infomask: HEAP_XMIN_COMMITTED | dice.below(256) }, length);
  else if (roll < 37) page.pointer(lpFlags.LP_NORMAL, dice.below(2 ** 15), dice.below(2 ** 15));
  else if (roll < 38)
    page.pointer(lpFlags.LP_NORMAL, 8192 - 8 * dice.below(100), dice.pick([0, 23, 24, 8 * dice.below(100)]));
  else page.tuple({ ...header, xmin: 5, xmax: 6, infomask: dice.pick([0, HEAP_XMIN_COMMITTED]) }, length);
}

const plainTuples: readonly (PlainTuple | undefined)[] = [
  undefined,
  { attributes: 1, bytes: 0, nullBits: undefined },
  { attributes: 2, bytes: 4, nullBits: undefined },
  { attributes: 1, bytes: 1, nullBits: 1 },
  { attributes: 3, bytes: 0, nullBits: 0x0f },
  { attributes: 3, bytes: 0, nullBits: 0xff },
];

describe('the rows of a page', () => {
  it.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 225, 226, 227, 290, 291])(
    'are right for %i line pointers, all normal or some of each kind',
    (count) => {
      const dice = new Dice(count);
      const different: string[] = [];
      for (let n = 0; n < (count < 10 ? 600 : 60); n++) {
        const page = new HandMadePage(undefined, allVisible(dice.chance(0.5)));
        const kind = dice.below(3);
        // Where line pointers without a tuple are many, the tuples may be longer: else 24 bytes each is all that there is room for.
        for (let tuple = 0; tuple < count; tuple++) {
          if (kind === 0 || count > 220) page.tuple({ infomask2: dice.below(3), bits: dice.below(256) });
          else addRandom(page, dice, kind === 2);
        }
        if (count > 220 && kind > 0) for (let change = 0; change < 3; change++) changePointer(page, dice, count);
        const says = difference(page, dice.chance(0.2), dice.pick(plainTuples));
        if (says !== undefined) different.push(`seed ${count}, page ${n}: ${says}`);
      }
      expect(different.slice(0, 3)).toEqual([]);
    },
  );

  /** Makes a line pointer of a full page one of another kind, or changes its tuple's hint bits. */
  function changePointer(page: HandMadePage, dice: Dice, count: number): void {
    const at = pageHeader.pd_linp + 4 * dice.below(count);
    const pointer = page.view.getUint32(at, true);
    if (dice.chance(0.5)) page.view.setUint32(at, (pointer & ~0x18000) | (dice.below(4) << 15), true);
    else
      page.view.setUint16(
        (pointer & 0x7fff) + 20,
        dice.pick([0, bit.HEAP_XMIN_INVALID, bit.HEAP_XMIN_COMMITTED, bit.HEAP_XMAX_INVALID]),
        true,
      );
  }

  it('are none for a page of zeros, and an error for more line pointers than a page can have', () => {
    loaded(new Uint8Array(pageBytes));
    expect(find(1, false)).toEqual({ rows: [], error: undefined });
    for (const count of [292, 300, 2000]) {
      const page = new HandMadePage();
      for (let tuple = 0; tuple < count; tuple++) page.pointer(lpFlags.LP_UNUSED);
      expect(difference(page, false)).toBeUndefined();
      expect(find(1, false).error).toMatchObject({
        code: 'XX001',
        message: expect.stringContaining('more line pointers'),
      });
    }
  });

  it('end where a line pointer does not lead to a tuple in its page, wherever among the others it is', () => {
    const different: string[] = [];
    const ends = [
      [8192 - 24, 32],
      [8192 - 24, 25],
      [8192 - 28, 28],
      [8192 - 23, 24],
      [8192 - 24, 23],
      [8192 - 24, 0],
      [8192, 24],
      [0x7ff8, 24],
      [0x7fff, 0x7fff],
      [0, 8192],
      [0, 0],
      [24, 8168],
      [48, 24],
    ] as const;
    for (const [offset, length] of ends) {
      for (let place = 0; place < 10; place++) {
        for (const visible of [false, true]) {
          const page = new HandMadePage(undefined, allVisible(visible));
          for (let tuple = 0; tuple < 10; tuple++) {
            if (tuple === place) page.pointer(lpFlags.LP_NORMAL, offset, length);
            else page.tuple();
          }
          const says = difference(page, false, plainTuples[place % 3]);
          if (says !== undefined) different.push(`${offset}+${length} at ${place}: ${says}`);
          if (find(1, false).error === undefined) different.push(`${offset}+${length} at ${place} is taken`);
        }
      }
    }
    expect(different.slice(0, 3)).toEqual([]);
  });

  it.each([
    ['pd_lower before the line pointers', pageHeader.pd_lower, [0, 4, 20, 23]],
    ['pd_lower within a line pointer', pageHeader.pd_lower, [25, 26, 27, 29, 33]],
    ['pd_lower behind pd_upper', pageHeader.pd_lower, [8172, 8192, 0x7ffc, 0xfffc]],
    ['pd_upper before pd_lower or behind the page', pageHeader.pd_upper, [0, 24, 31, 8193, 8200, 0xffff]],
    ['pd_special', pageHeader.pd_special, [0, 8176, 8191, 8193, 0xffff]],
    ['size and version', pageHeader.pd_pagesize_version, [0, 4, 0x2000, 0x2003, 0x2005, 0x4004, 0x1004]],
    ['bits of pd_flags that there are not', pageHeader.pd_flags, [8, 12, 0x10, 0x8000, 0xfff8]],
  ])('are none, and there is an error, when the header of the page is wrong: %s', (_, field, values) => {
    for (const value of values) {
      const page = new HandMadePage(undefined, allVisible(true));
      page.tuple();
      page.tuple();
      page.view.setUint16(field, value, true);
      expect([value, difference(page, false)]).toEqual([value, undefined]);
      expect(find(1, true)).toMatchObject({
        rows: [],
        error: { code: 'XX001', message: `the header of a page is not valid: block ${block} of some file` },
      });
    }
  });

  it('include those of the pages before one that cannot be read, and of none behind it', () => {
    const pages = [new HandMadePage(), new HandMadePage(), new HandMadePage()];
    pages.forEach((page, n) => {
      for (let tuple = 0; tuple < 5 + n; tuple++) page.tuple();
    });
    const [first, second, third] = pages as [HandMadePage, HandMadePage, HandMadePage];
    second.view.setUint16(pageHeader.pd_flags, pageFlags.PD_ALL_VISIBLE, true);
    for (const [n, page] of pages.entries()) batch.bytes().set(page.bytes, n * pageBytes);
    expect(find(3, false)).toMatchObject({ rows: { length: 18 }, error: undefined });
    expect(batch.ctid(4)).toEqual({ block, offset: 5 });
    expect(batch.ctid(5)).toEqual({ block: block + 1, offset: 1 });
    expect(batch.ctid(17)).toEqual({ block: block + 2, offset: 7 });
    second.view.setUint32(pageHeader.pd_linp + 12, 0x8000, true);
    batch.bytes().set(second.bytes, pageBytes);
    const { rows, error } = find(3, false);
    expect(rows).toHaveLength(5 + 3);
    expect(error).toMatchObject({
      code: 'XX001',
      row: 8,
      message: expect.stringContaining(`block ${block + 1}, tuple 4 of some file`),
    });
    expect([first.next, third.next]).toEqual([6, 8]);
  });
});

describe('a page of equally long tuples, one behind the other', () => {
  type Change = (page: HandMadePage, at: { pointer: number; tuple: number }, dice: Dice) => void;
  const changes: Readonly<Record<string, Change>> = {
    'nothing else': () => undefined,
    'a line pointer without a tuple': ({ view }, { pointer }, dice) =>
      view.setUint32(pointer, dice.pick([0, 0x8000, 0x10000, 0x18000, 5 | 0x10000]), true),
    'a line pointer with a bit flipped': ({ view }, { pointer }, dice) =>
      view.setUint32(pointer, view.getUint32(pointer, true) ^ (1 << dice.below(32)), true),
    'a longer or shorter tuple': ({ view }, { pointer }, dice) =>
      view.setUint32(
        pointer,
        (view.getUint32(pointer, true) & 0x1ffff) | (dice.pick([23, 24, 27, 28, 29, 40, 8192]) << 17),
        true,
      ),
    'two line pointers exchanged': ({ view }, { pointer }) => {
      const [one, other] = [view.getUint32(pointer, true), view.getUint32(pageHeader.pd_linp, true)];
      view.setUint32(pointer, other, true);
      view.setUint32(pageHeader.pd_linp, one, true);
    },
    'a tuple of another number of attributes': ({ view }, { tuple }, dice) =>
      view.setUint16(tuple + 18, dice.pick([0, 1, 3, 0x7ff]), true),
    'other bits beside the number of attributes': ({ view }, { tuple }, dice) =>
      view.setUint16(tuple + 18, 2 | (dice.below(32) << 11), true),
    'a tuple with nulls': ({ view }, { tuple }, dice) => {
      view.setUint16(tuple + 20, view.getUint16(tuple + 20, true) | bit.HEAP_HASNULL, true);
      view.setUint8(tuple + 23, dice.below(4));
    },
    'another header length': ({ view }, { tuple }, dice) => view.setUint8(tuple + 22, dice.pick([0, 16, 23, 25, 32])),
    'pd_upper behind some of them': ({ view }, { tuple }) =>
      view.setUint16(pageHeader.pd_upper, Math.min(tuple + 8, 8192), true),
    'all line pointers the same': ({ view }) => {
      for (let at = pageHeader.pd_linp; at < view.getUint16(pageHeader.pd_lower, true); at += 4)
        view.setUint32(at, view.getUint32(pageHeader.pd_linp, true), true);
    },
  };

  it.each(Object.keys(changes))('has its rows, and %s', (name) => {
    const dice = new Dice(name.length);
    const different: string[] = [];
    for (let n = 0; n < 800; n++) {
      const length = dice.pick([24, 28, 28, 32, 33, 60]);
      const count = Math.min(
        dice.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 100, 226, 240, 291]),
        Math.floor(8168 / (((length + 7) & ~7) + 4)),
      );
      const page = new HandMadePage(undefined, allVisible(n % 8 !== 7));
      for (let tuple = 0; tuple < count; tuple++) page.tuple({ infomask2: 2 }, length);
      const pointer =
        pageHeader.pd_linp +
        4 * dice.pick([0, 1, count - 1, dice.below(count), dice.below(count)].filter((place) => place < count));
      changes[name]?.(page, { pointer, tuple: page.view.getUint32(pointer, true) & 0x7fff }, dice);
      const plain = dice.pick([
        { attributes: 2, bytes: 4, nullBits: undefined },
        { attributes: 2, bytes: 4, nullBits: 1 },
        { attributes: 2, bytes: 8, nullBits: 3 },
      ]);
      const says = difference(page, dice.chance(0.2), plain);
      if (says !== undefined) different.push(`page ${n}: ${says}`);
    }
    expect(different.slice(0, 3)).toEqual([]);
  });
});

describe('a plain tuple', () => {
  it('has all attributes, no null that matters, a header of 24 bytes, and the bytes that the program reads, whatever else its header says', () => {
    const dice = new Dice(5);
    const different: string[] = [];
    const seen = { plain: 0, not: 0 };
    for (let n = 0; n < 6000; n++) {
      const attributes = dice.pick([1, 2, 3, 8, 9, 40, 1600, 0x7ff]);
      const bytes = dice.pick([0, 1, 4, 8, 16]);
      const nullBits = dice.chance(0.5) ? undefined : 2 ** dice.between(0, 8) - 1;
      const page = new HandMadePage(undefined, allVisible(true));
      const count = dice.between(1, 9);
      for (let tuple = 0; tuple < count; tuple++) {
        const natts = dice.chance(0.8)
          ? attributes
          : dice.pick([attributes - 1, attributes + 1, dice.below(0x800), attributes ^ 0x400]) & 0x7ff;
        const header: TupleHeader = {
          xmin: dice.below(2 ** 32),
          xmax: dice.below(2 ** 32),
          infomask: dice.below(2 ** 16) & (dice.chance(0.5) ? 0xfffe : 0xffff),
          infomask2: natts | (dice.below(32) << 11),
          hoff: dice.chance(0.85) ? 24 : dice.pick([0, 23, 25, 32, 152, 255]),
          bits: dice.chance(0.5) ? dice.below(256) : 2 ** dice.between(0, 8) - 1,
        };
        page.tuple(header, 24 + dice.pick([bytes, bytes, bytes + 1, Math.max(bytes - 1, 0), dice.below(20)]));
      }
      const plain = { attributes, bytes, nullBits };
      const says = difference(page, false, plain);
      if (says !== undefined) different.push(`${JSON.stringify(plain)}: ${says}`);
      for (const row of walked(page.view, false, plain).rows) seen[row.plain ? 'plain' : 'not']++;
    }
    expect(different.slice(0, 3)).toEqual([]);
    expect(Math.min(seen.plain, seen.not)).toBeGreaterThan(3000);
  });
});
