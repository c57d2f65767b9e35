/** The pages of relation files: segments, runs, checksums, and what is wrong with a file. */
import { closeSync, ftruncateSync, mkdirSync, openSync, truncateSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { HeapFile, type HeapFileOptions } from '../../src/inputs/heap-file.js';
import { Arena } from '../../src/arena/arena.js';
import { pageBytes, segmentPages } from '../../src/memory/heap/page-layout.js';
import { scratchDirectory } from '../cli/quern.js';
import { pagesOf, withChecksums } from './heap-pages.js';

const arena = new Arena();
const files = scratchDirectory();
const table = {
  attributes: [{ name: 'a', type: 'int4', length: 4, align: 4, notNull: true, missing: null, column: 0 }],
  columns: [{ name: 'a', type: 'int4', notNull: true }],
} as const;
/** Pages of one row each, the number of its block. */
const numbered = (pages: number, firstBlock = 0) =>
  pagesOf(
    table,
    Array.from({ length: pages }, (_, page) => [[firstBlock + page]]),
    firstBlock,
  );

interface Reading {
  readonly runs: (readonly [firstBlock: number, pages: number])[];
  readonly bytes: Uint8Array;
  readonly error: SqlError | undefined;
}

async function readAll(path: string, options: HeapFileOptions = {}, capacity = 4): Promise<Reading> {
  const runs: [number, number][] = [];
  const bytes: Uint8Array[] = [];
  const block = arena.allocate(capacity * pageBytes);
  const target = arena.views.u8.subarray(block, block + capacity * pageBytes);
  let error: SqlError | undefined;
  let file: HeapFile | undefined;
  try {
    file = await HeapFile.open(arena, path, options);
    for (let run = file.read(target); run.pages > 0; run = file.read(target)) {
      runs.push([run.firstBlock, run.pages]);
      bytes.push(target.slice(0, run.pages * pageBytes));
    }
    expect(file.read(target).pages).toBe(0);
  } catch (caught) {
    if (!(caught instanceof SqlError)) throw caught;
    error = caught;
    // It is the end: the same again, and no page.
    if (file !== undefined)
      expect(() => file?.read(target)).toThrowError(expect.objectContaining({ message: caught.message }));
  }
  file?.close();
  arena.free(block);
  return { runs, bytes: Buffer.concat(bytes), error };
}

describe('a relation file', () => {
  it('is read in runs of as many pages as there is room for', async () => {
    const pages = numbered(10);
    const { runs, bytes, error } = await readAll(files.write('ten', pages));
    expect(error).toBeUndefined();
    expect(runs).toEqual([
      [0, 4],
      [4, 4],
      [8, 2],
    ]);
    expect(Buffer.compare(bytes, pages)).toBe(0);
  });

  it('that is empty has no pages', async () => {
    expect(await readAll(files.write('empty', ''))).toMatchObject({ runs: [], error: undefined });
  });

  it('ends in an error within a page that is cut off, after the whole ones', async () => {
    const path = files.write('cut', numbered(6).subarray(0, 5 * pageBytes + 100));
    const { runs, error } = await readAll(path);
    expect(runs).toEqual([
      [0, 4],
      [4, 1],
    ]);
    expect([error?.code, error?.message]).toEqual([
      'XX001',
      `file "${path}" ends within block 5: its 41060 bytes are no multiple of 8192`,
    ]);
    expect(error?.hint).toContain('cut off');
    expect((await readAll(files.write('short', 'x'))).error?.message).toContain('ends within block 0');
  });

  it('that becomes shorter while it is read ends in an error', async () => {
    const path = files.write('shrinking', numbered(6));
    const block = arena.allocate(4 * pageBytes);
    const target = arena.views.u8.subarray(block, block + 4 * pageBytes);
    const file = await HeapFile.open(arena, path);
    expect(file.read(target)).toEqual({ pages: 4, firstBlock: 0 });
    truncateSync(path, 5 * pageBytes + 10);
    expect(file.read(target)).toEqual({ pages: 1, firstBlock: 4 });
    expect(() => file.read(target)).toThrowError(
      expect.objectContaining({ code: 'XX001', message: `file "${path}" became shorter while it was being read` }),
    );
    file.close();
    arena.free(block);
  });

  it('must be a file', async () => {
    mkdirSync(files.path('directory'));
    const none = files.path('none');
    expect((await readAll(none)).error).toMatchObject({
      code: '58P01',
      message: `could not open file "${none}": No such file or directory`,
    });
    expect((await readAll(files.path('directory'))).error).toMatchObject({
      code: '42809',
      message: `"${files.path('directory')}" is a directory`,
    });
    expect((await readAll('/dev/null')).error).toMatchObject({
      code: '42809',
      message: '"/dev/null" is not a regular file',
    });
  });
});

describe('segments', () => {
  /** A full segment, of which only the last page is not empty; it takes next to no room on the disk. */
  function fullSegment(name: string, bytes = segmentPages * pageBytes): string {
    const path = files.path(name);
    const fd = openSync(path, 'w');
    ftruncateSync(fd, bytes);
    writeSync(fd, numbered(1, segmentPages - 1), 0, pageBytes, (segmentPages - 1) * pageBytes);
    closeSync(fd);
    return path;
  }

  it('follow each other, and empty ones at the end are nothing', async () => {
    const path = fullSegment('big');
    files.write('big.1', withChecksums(arena, numbered(3, segmentPages), segmentPages));
    files.write('big.2', '');
    files.write('big.3', '');
    const { runs, bytes, error } = await readAllFrom(path, segmentPages - 6);
    expect(error).toBeUndefined();
    expect(runs).toEqual([
      [segmentPages - 6, 4],
      [segmentPages - 2, 2],
      [segmentPages, 3],
    ]);
    const last = Buffer.concat([
      numbered(1, segmentPages - 1),
      withChecksums(arena, numbered(3, segmentPages), segmentPages),
    ]);
    expect(Buffer.compare(bytes.subarray(5 * pageBytes), last)).toBe(0);
  });

  it('are refused when one that others follow is not full', async () => {
    const path = files.write('gap', numbered(2));
    files.write('gap.1', '');
    files.write('gap.2', numbered(1, 2 * segmentPages));
    expect((await readAll(path)).error).toMatchObject({
      code: 'XX001',
      message: `file "${path}" has 16384 bytes instead of 1073741824, although "${path}.1" follows it`,
    });
  });

  it('are refused when one is longer than 1 GB', async () => {
    const path = fullSegment('long', (segmentPages + 1) * pageBytes);
    expect((await readAll(path)).error).toMatchObject({
      code: 'XX001',
      message: `file "${path}" has 1073750016 bytes, more than the 1073741824 of a segment`,
    });
  });

  /** Reads the pages from a block on; those before it are read, but not kept. */
  async function readAllFrom(path: string, from: number): Promise<Reading> {
    const big = 2048;
    const block = arena.allocate(big * pageBytes);
    const file = await HeapFile.open(arena, path);
    expect(file.pages).toBe(segmentPages + 3);
    const target = (pages: number) => arena.views.u8.subarray(block, block + pages * pageBytes);
    for (let at = 0; at < from; ) at += file.read(target(Math.min(big, from - at))).pages;
    const runs: [number, number][] = [];
    const bytes: Uint8Array[] = [];
    for (let run = file.read(target(4)); run.pages > 0; run = file.read(target(4))) {
      runs.push([run.firstBlock, run.pages]);
      bytes.push(target(run.pages).slice());
    }
    file.close();
    arena.free(block);
    return { runs, bytes: Buffer.concat(bytes), error: undefined };
  }
});

describe('checksums', () => {
  const right = withChecksums(arena, numbered(7));

  it('that are right, or not there, are no matter', async () => {
    expect((await readAll(files.write('right', right))).error).toBeUndefined();
    const mixed = Buffer.concat([right.subarray(0, 2 * pageBytes), new Uint8Array(pageBytes), numbered(1, 3)]);
    expect(await readAll(files.write('mixed', mixed))).toMatchObject({ runs: [[0, 4]], error: undefined });
  });

  it('that are wrong end the pages before them', async () => {
    const wrong = right.slice();
    const at = 5 * pageBytes + 8000;
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    const path = files.write('wrong', wrong);
    const { runs, error } = await readAll(path);
    expect(runs).toEqual([
      [0, 4],
      [4, 1],
    ]);
    const stored = new DataView(wrong.buffer).getUint16(5 * pageBytes + 8, true);
    expect(error?.code).toBe('XX001');
    expect(error?.message).toMatch(
      new RegExp(`^invalid page in block 5 of ".*wrong": its checksum is \\d+ but ${stored} is stored$`),
    );
    expect(error?.hint).toContain('--no-checksums');
    expect(await readAll(path, { checksums: false })).toMatchObject({
      runs: [
        [0, 4],
        [4, 3],
      ],
      error: undefined,
    });
  });

  it('know at which block a page belongs', async () => {
    const swapped = Buffer.concat([right.subarray(pageBytes, 2 * pageBytes), right.subarray(0, pageBytes)]);
    expect((await readAll(files.write('swapped', swapped))).error?.message).toContain('invalid page in block 0 of');
  });
});
