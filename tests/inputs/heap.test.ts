/** Reading tables from their files: rows, visibility, TOAST tables, and errors with their places. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HeapTable } from '../../src/catalog/attribute.js';
import type { Value } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { HeapReader, type HeapReaderOptions } from '../../src/inputs/heap.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Arena } from '../../src/arena/arena.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { infomask, pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { loadFamily } from '../../src/functions/registry.js';
import { loadParser, parseHeapTable } from '../../src/sql/index.js';
import { scratchDirectory } from '../cli/quern.js';
import { pagesOf, pointerPlace, putPointer, toastPages, tupleAt, withChecksums, type Row } from './heap-pages.js';

const arena = new Arena();
const files = scratchDirectory();
let table: HeapTable;
let texts: HeapTable;
beforeAll(async () => {
  await loadParser();
  await loadFamily('numeric');
  const folding = { call: constantCaller(arena), supported: supportedFunctions };
  table = parseHeapTable('a int4 not null, g numeric, b text, n int8 default 7', folding);
  texts = parseHeapTable('a int4, t text', folding);
});

interface Reading {
  readonly rows: (Value | null)[][];
  readonly places: string[];
  readonly error: SqlError | undefined;
}

/** All rows, up to the error that ends them. */
async function read(
  path: string,
  { pages = 3, ...options }: Partial<HeapReaderOptions> & { pages?: number } = {},
): Promise<Reading> {
  const rows: (Value | null)[][] = [];
  const places: string[] = [];
  const of = options.table ?? table;
  const batch = new HeapBatch(arena, of, pages);
  let reader: HeapReader | undefined;
  let error: SqlError | undefined;
  try {
    reader = await HeapReader.open(arena, path, { table: of, ...options });
    expect(reader.schema).toBe(of.columns);
    while ((await reader.read(batch)) > 0) {
      batch.walk();
      for (let row = 0; row < batch.rows; row++) {
        rows.push(of.columns.map((_, column) => batch.get(column, row)));
        const { block, offset } = batch.ctid(row);
        places.push(`${block},${offset}`);
      }
      batch.walk();
      batch.finish();
    }
  } catch (caught) {
    if (!(caught instanceof SqlError)) throw caught;
    error = caught;
  }
  await reader?.close();
  batch.free();
  return { rows, places, error };
}

const threePages = (): Uint8Array<ArrayBuffer> =>
  pagesOf(table, [
    [
      [1, '1.5', 'x', 10n],
      [2, null, null, null],
      [3, '12345678.9'],
    ],
    [],
    [
      [4, 'NaN', 'long '.repeat(100), 40n],
      [5, null, 'é'],
    ],
  ]);

describe('a heap file', () => {
  it('has its rows in the order of pages and line pointers, with the DEFAULT of columns that a row is too old for', async () => {
    const expected = [
      [1, '1.5', 'x', 10n],
      [2, null, null, null],
      [3, '12345678.9', null, 7n],
      [4, 'NaN', 'long '.repeat(100), 40n],
      [5, null, 'é', 7n],
    ];
    for (const pages of [1, 2, 100]) {
      const { rows, places, error } = await read(files.write('three', threePages()), { pages });
      expect(error).toBeUndefined();
      expect(rows).toEqual(expected);
      expect(places).toEqual(['0,1', '0,2', '0,3', '2,1', '2,2']);
    }
  });

  it('that is empty, or has empty pages only, has no rows', async () => {
    expect(await read(files.write('empty', ''))).toEqual({ rows: [], places: [], error: undefined });
    expect(await read(files.write('zeros', new Uint8Array(5 * pageBytes)))).toEqual({
      rows: [],
      places: [],
      error: undefined,
    });
  });

  it('has the tuples that their hint bits show to be visible, or all of them', async () => {
    const pages = threePages();
    const view = new DataView(pages.buffer);
    view.setUint16(pageHeader.pd_flags, 0, true);
    const at = tupleAt(pages, 0, 2) + tupleHeader.t_infomask;
    view.setUint16(at, (view.getUint16(at, true) & ~infomask.HEAP_XMAX_INVALID) | infomask.HEAP_XMAX_COMMITTED, true);
    view.setUint32(tupleAt(pages, 0, 2) + tupleHeader.t_xmax, 900, true);
    const path = files.write('deleted', pages);
    expect((await read(path)).rows.map(([a]) => a)).toEqual([1, 3, 4, 5]);
    expect((await read(path, { allTuples: true })).rows.map(([a]) => a)).toEqual([1, 2, 3, 4, 5]);
  });

  it('that was not vacuumed is refused where hint bits do not decide, with what to do', async () => {
    const pages = threePages();
    const view = new DataView(pages.buffer);
    view.setUint16(2 * pageBytes + pageHeader.pd_flags, 0, true);
    const tuple = tupleAt(pages, 2, 2);
    view.setUint32(tuple + tupleHeader.t_xmin, 900, true);
    view.setUint16(
      tuple + tupleHeader.t_infomask,
      view.getUint16(tuple + tupleHeader.t_infomask, true) & ~infomask.HEAP_XMIN_FROZEN,
      true,
    );
    const path = files.write('undecided', pages);
    const { rows, error } = await read(path);
    expect(rows.map(([a]) => a)).toEqual([1, 2, 3, 4]);
    expect(error?.code).toBe('55000');
    expect(error?.message).toContain(`block 2, tuple 2 of ${path}`);
    expect(error?.hint).toMatch(/VACUUM \(FREEZE\).*CHECKPOINT/);
    expect((await read(path, { allTuples: true })).rows).toHaveLength(5);
  });

  it('with a wrong page has the rows before it, and an error that names file, block and tuple', async () => {
    const pages = threePages();
    const view = new DataView(pages.buffer);
    view.setUint32(2 * pageBytes + pageHeader.pd_linp + 4, 8190 | (1 << 15) | (40 << 17), true);
    const path = files.write('beyond', pages);
    const { rows, error } = await read(path, { pages: 2 });
    expect(rows.map(([a]) => a)).toEqual([1, 2, 3, 4]);
    expect(error?.code).toBe('XX001');
    expect(error?.message).toContain(`block 2, tuple 2 of ${path}`);
  });

  it('says how many pages it has read', async () => {
    const told: number[] = [];
    await read(files.write('told', threePages()), { pages: 2, onRead: (pages) => told.push(pages) });
    expect(told).toEqual([2, 1]);
  });

  it('with a wrong checksum has the rows before it, and all when they are not compared', async () => {
    const pages = withChecksums(arena, threePages());
    pages[2 * pageBytes + 5000] = 77;
    const path = files.write('checksum', pages);
    for (const capacity of [1, 3]) {
      const { rows, error } = await read(path, { pages: capacity });
      expect(rows.map(([a]) => a)).toEqual([1, 2, 3]);
      expect([error?.code, error?.message]).toEqual([
        'XX001',
        expect.stringContaining(`invalid page in block 2 of "${path}": its checksum is`),
      ]);
    }
    expect((await read(path, { checksums: false })).rows).toHaveLength(5);
  });
});

describe('values in a TOAST table', () => {
  const long = Array.from({ length: 3000 }, (_, n) => String(n)).join(' ');
  const other = 'y'.repeat(1996 * 2);
  const values = new Map([
    [70_001, long],
    [4_000_000_000, other],
    [5, 'tiny'],
  ]);

  function pointing(): Uint8Array<ArrayBuffer> {
    const rows: Row[] = [...values].map((_, n) => [n, pointerPlace]);
    const pages = pagesOf(texts, [[...rows, [3, 'here']]]);
    [...values].forEach(([id, value], n) => {
      putPointer(pages, tupleAt(pages, 0, n + 1) + 28, id, value.length);
    });
    return pages;
  }

  it('are found by the pointers to them', async () => {
    const toast = files.write('toast', toastPages(values));
    const { rows, error } = await read(files.write('pointing', pointing()), { table: texts, toast });
    expect(error).toBeUndefined();
    expect(rows).toEqual([
      [0, long],
      [1, other],
      [2, 'tiny'],
      [3, 'here'],
    ]);
  });

  it('are found whatever the memory does while they are loaded', async () => {
    const many = new Map(
      Array.from({ length: 3000 }, (_, n) => [n + 1, String.fromCharCode(65 + (n % 26)).repeat(7000 + n)]),
    );
    const toast = files.write('many-toast', toastPages(many));
    const rows: Row[][] = Array.from({ length: 30 }, (_, page) =>
      Array.from({ length: 100 }, (_, n) => [page * 100 + n, pointerPlace]),
    );
    const pages = pagesOf(texts, rows);
    for (let n = 0; n < 3000; n++)
      putPointer(pages, tupleAt(pages, Math.floor(n / 100), (n % 100) + 1) + 28, n + 1, 7000 + n);
    const read3000 = await read(files.write('many', pages), { table: texts, toast });
    expect(read3000.error).toBeUndefined();
    expect(read3000.rows.map(([, text]) => text)).toEqual([...many.values()]);
  });

  it('cannot be read without it', async () => {
    const path = files.write('without', pointing());
    const { rows, error } = await read(path, { table: texts });
    expect(rows).toEqual([]);
    expect(error?.code).toBe('0A000');
    expect(error?.message).toContain(`block 0, tuple 1 of ${path}`);
    expect(error?.hint).toContain('--toast');
  });

  it('are refused when a chunk is not there', async () => {
    const toast = files.write('incomplete', toastPages(values).subarray(pageBytes));
    const { error } = await read(files.write('pointing-nowhere', pointing()), { table: texts, toast });
    expect([error?.code, error?.message]).toEqual(['XX001', expect.stringContaining('70001')]);
  });

  it('may be in chunks without hint bits, or deleted ones, but not in those of a failed insertion', async () => {
    const pages = toastPages(values);
    const view = new DataView(pages.buffer);
    const change = (page: number, tuple: number, bits: number): void => {
      const at = tupleAt(pages, page, tuple);
      view.setUint16(page * pageBytes + pageHeader.pd_flags, 0, true);
      view.setUint32(at + tupleHeader.t_xmin, 900, true);
      view.setUint16(at + tupleHeader.t_infomask, infomask.HEAP_HASVARWIDTH | bits, true);
    };
    change(0, 1, 0);
    change(0, 2, infomask.HEAP_XMIN_COMMITTED | infomask.HEAP_XMAX_COMMITTED);
    const good = await read(files.write('p1', pointing()), { table: texts, toast: files.write('unhinted', pages) });
    expect(good.rows.map(([, text]) => text)).toEqual([...values.values(), 'here']);
    change(0, 1, infomask.HEAP_XMIN_INVALID | infomask.HEAP_XMAX_INVALID);
    const failed = await read(files.write('p2', pointing()), { table: texts, toast: files.write('aborted', pages) });
    expect([failed.error?.code, failed.rows]).toEqual(['XX001', []]);
  });

  it('are refused when the file is that of another table', async () => {
    const path = files.write('no-toast', threePages());
    const { error } = await read(files.write('p3', pointing()), { table: texts, toast: path });
    expect([error?.code, error?.message]).toEqual([
      'XX001',
      `a tuple is not one of a TOAST table: block 0, tuple 1 of ${path}`,
    ]);
    expect(error?.hint).toContain('reltoastrelid');
    expect((await read(files.write('p4', pointing()), { table: texts, toast: files.path('none') })).error?.code).toBe(
      '58P01',
    );
    const corrupt = withChecksums(arena, toastPages(values));
    corrupt[100] = (corrupt[100] ?? 0) ^ 4;
    const toast = files.write('corrupt-toast', corrupt);
    expect((await read(files.write('p5', pointing()), { table: texts, toast })).error?.message).toContain(
      `block 0 of "${toast}"`,
    );
  });
});
