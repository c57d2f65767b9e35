/** Values and places of single rows, read from a batch: in any order, after errors, and after the batch has been filled anew. */
import { beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../src/engines/engines.js';
import { predicate } from '../../src/library/predicate.js';
import { Arena } from '../../src/arena/arena.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { infomask, lpFlags, pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';
import { loadParser } from '../../src/sql/index.js';
import { BothLayouts, type TupleValues } from './both-layouts.js';
import { HandMadePage } from './hand-made-page.js';
import { tableOf } from './specimens.js';

let arena: Arena;
beforeAll(async () => {
  arena = new Arena({ scratchBytes: 65536 });
  await loadParser();
});

const rows: readonly TupleValues[] = [
  [new Uint8Array([1, 2, 3]), 11, 'one', 100n],
  [null, 12, null, 200n],
  [new Uint8Array([4]), 13, 'three', null],
];

/** Three rows, and a view of their page. */
function batchOf() {
  const both = new BothLayouts(arena, tableOf(arena, 'n xml, a int4 not null, b text, c int8'), rows);
  const bytes = both.heap.bytes();
  const view = new DataView(bytes.buffer, bytes.byteOffset, pageBytes);
  const tuple = (number: number): number => view.getUint32(pageHeader.pd_linp + 4 * (number - 1), true) & 0x7fff;
  return { batch: both.heap, view, tuple };
}

function walk(batch: HeapBatch): HeapBatch {
  batch.walk();
  batch.finish();
  return batch;
}

describe('a value', () => {
  it('is the same in whatever order rows and columns are read', () => {
    const batch = walk(batchOf().batch);
    const expected = [
      [11, 'one', 100n],
      [12, null, 200n],
      [13, 'three', null],
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2, 1],
    ]) {
      for (const row of order)
        for (const column of order)
          expect([row, column, batch.get(column, row)]).toEqual([row, column, expected[row]?.[column]]);
    }
  });

  it('behind one that cannot be passed is an error each time, and never another value', () => {
    const { batch, view, tuple } = batchOf();
    // The xml of the third row says that it is longer than the tuple.
    view.setUint8(tuple(3) + 24, 0xff);
    walk(batch);
    const longer = expect.objectContaining({
      code: 'XX001',
      row: 2,
      message: 'a value is longer than its tuple: block 0, tuple 3 of memory',
    });
    for (const column of [0, 0, 1, 2, 0]) expect(() => batch.get(column, 2)).toThrow(longer);
    expect(batch.get(2, 1)).toBe(200n);
    expect(() => batch.get(1, 2)).toThrow(longer);
  });

  it('of a row is the same after another row could not be read', () => {
    const { batch, view, tuple } = batchOf();
    view.setUint8(tuple(3) + tupleHeader.t_hoff, 8);
    view.setUint16(tuple(3) + tupleHeader.t_infomask2, 1, true);
    walk(batch);
    expect(batch.get(0, 0)).toBe(11);
    expect(() => batch.get(0, 2)).toThrow(/the header of a tuple is not valid: block 0, tuple 3/);
    expect(batch.get(2, 0)).toBe(100n);
    expect(batch.get(1, 0)).toBe('one');
  });

  it('is that of the rows that there are now, when others are walked', () => {
    const { batch, view, tuple } = batchOf();
    view.setUint16(pageHeader.pd_flags, 0, true);
    view.setUint16(tuple(1) + tupleHeader.t_infomask, infomask.HEAP_XMIN_INVALID | infomask.HEAP_HASVARWIDTH, true);
    walk(batch);
    expect([batch.rows, batch.get(0, 0), batch.ctid(0)]).toEqual([2, 12, { block: 0, offset: 2 }]);
    batch.allTuples = true;
    walk(batch);
    expect([batch.rows, batch.get(0, 0), batch.ctid(0)]).toEqual([3, 11, { block: 0, offset: 1 }]);
    batch.allTuples = false;
    walk(batch);
    expect([batch.rows, batch.get(0, 0), batch.ctid(0)]).toEqual([2, 12, { block: 0, offset: 2 }]);
  });
});

describe('the rows of a batch', () => {
  /** Nine rows on three pages, the last of which is damaged behind its first row. */
  function ninthDamaged() {
    const both = new BothLayouts(arena, tableOf(arena, 'a int4 not null, b int4'), upTo(9), 3);
    const bytes = both.heap.bytes();
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(2 * pageBytes + pageHeader.pd_linp + 4, 0x8000, true);
    return both;
  }
  const upTo = (count: number): TupleValues[] => Array.from({ length: count }, (_, n) => [n, n % 2]);

  it.each(engineNames)(
    'end where they are wanted to, and damage behind that end does not matter, in the engine %s',
    async (engine) => {
      const { heap, table } = ninthDamaged();
      const p = await predicate('b = 1', { table, arena, engine });
      const odd = [1, 3, 5];
      for (const wanted of [0, 1, 2, 3, 4, 6, 7]) {
        heap.fill(3);
        heap.rows = wanted;
        const selection = p.select(heap);
        expect([wanted, selection.rows, heap.rows, [...selection.indices()]]).toEqual([
          wanted,
          wanted,
          wanted,
          odd.filter((row) => row < wanted),
        ]);
        if (wanted > 0)
          expect([heap.get(0, wanted - 1), heap.ctid(wanted - 1)]).toEqual([
            wanted - 1,
            { block: Math.floor((wanted - 1) / 3), offset: ((wanted - 1) % 3) + 1 },
          ]);
      }
      const astray = expect.objectContaining({
        code: 'XX001',
        row: 7,
        message: 'a line pointer does not lead to a tuple in its page: block 2, tuple 2 of memory',
      });
      for (const wanted of [8, 9, 1000]) {
        heap.fill(3);
        heap.rows = wanted;
        expect(() => p.select(heap)).toThrow(astray);
        // The rows before the damage can be read, and the place of the last one told.
        expect([heap.rows, heap.get(0, 6), heap.ctid(6)]).toEqual([7, 6, { block: 2, offset: 1 }]);
      }
      p.free();
    },
  );
});

describe('a place', () => {
  const table = () => tableOf(arena, 'a int4');

  it('is that of a line pointer with a tuple, also when one without has the same offset', () => {
    const page = new HandMadePage();
    page.tuple({}, 28);
    const offset = page.view.getUint32(pageHeader.pd_linp, true) & 0x7fff;
    page.view.setUint32(pageHeader.pd_linp, offset | (lpFlags.LP_DEAD << 15), true);
    page.pointer(lpFlags.LP_NORMAL, offset, 28);
    const batch = new HeapBatch(arena, table(), 1);
    batch.bytes().set(page.bytes);
    batch.fill(1);
    walk(batch);
    expect([batch.rows, batch.ctid(0)]).toEqual([1, { block: 0, offset: 2 }]);
  });

  it('is that of each line pointer, when a damaged one leads to the tuple of another', () => {
    const page = new HandMadePage();
    for (let n = 0; n < 6; n++) page.tuple({}, 28);
    page.view.setUint32(pageHeader.pd_linp + 16, page.view.getUint32(pageHeader.pd_linp + 4, true), true);
    const batch = new HeapBatch(arena, table(), 1);
    batch.bytes().set(page.bytes);
    batch.fill(1);
    walk(batch);
    expect(Array.from({ length: batch.rows }, (_, row) => batch.ctid(row).offset)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
