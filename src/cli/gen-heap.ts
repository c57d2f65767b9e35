/** Writes a dataset as the files of a PostgreSQL table: 1 GB in `FILE`, the next in `FILE.1`, and so on (storage/smgr/md.c). */
import { rmSync, statSync } from 'node:fs';
import { reasonOf, SqlError } from '../error.js';
import { fillHeapPages, type Filled, type HeapDataset } from '../datasets/heap-dataset.js';
import { Arena } from '../arena/arena.js';
import {
  maxHeapTuplesPerPage,
  pageBytes,
  pageHeader,
  segmentPages as usualSegmentPages,
} from '../memory/heap/page-layout.js';
import { usage } from './failure.js';
import { Output } from './output.js';

/** What to write, and where to. */
export interface HeapFile {
  readonly dataset: HeapDataset;
  readonly rows: number;
  readonly seed: number;
  /** The path of the first segment, or `-` for the standard output. */
  readonly out: string;
  /** Whether pages have checksums, as in a cluster made with `initdb --data-checksums`. */
  readonly checksums: boolean;
  /** Pages of a segment, a multiple of 128; 1 GB unless given, as in a server that was built without `--with-segsize`. */
  readonly segmentPages?: number;
}

/** Pages that are made at a time; a segment is a whole number of such runs. */
const runPages = 128;

/** Writes all segments. Raises a usage error when the standard output would have to take more than one. */
export async function writeHeapFile(file: HeapFile): Promise<void> {
  const { out, segmentPages = usualSegmentPages } = file;
  if (out === '-') refuseSegments(file, segmentPages);
  else removeSegments(out, segmentPages);
  const arena = new Arena();
  const address = arena.allocate(runPages * pageBytes);
  const bytes = arena.views.u8.subarray(address, address + runPages * pageBytes);
  let output = await Output.to(out);
  for (const { block, pages } of runs(file, bytes)) {
    if (block > 0 && block % segmentPages === 0) {
      await output.end();
      output = await Output.to(`${out}.${block / segmentPages}`);
    }
    if (file.checksums) putChecksums(arena, address, pages, block);
    output.add(bytes.subarray(0, pages * pageBytes));
    await output.flush();
  }
  await output.end();
}

/** Fills the pages again and again until all rows have been there. */
function* runs({ dataset, rows, seed }: HeapFile, bytes: Uint8Array): Generator<Filled & { block: number }> {
  let block = 0;
  for (let first = 0; first < rows; ) {
    const filled = fillHeapPages(dataset, bytes, { seed, first, rows: rows - first, block });
    yield { ...filled, block };
    first += filled.rows;
    block += filled.pages;
  }
}

/** The block number is the relation's, not the segment's, as in PageSetChecksumInplace. */
function putChecksums(arena: Arena, address: number, pages: number, block: number): void {
  for (let page = 0; page < pages; page++) {
    const at = address + page * pageBytes;
    arena.views.i16[(at + pageHeader.pd_checksum) >> 1] = arena.runtime.page_checksum(at, block + page);
  }
}

/** How many pages the rows take is known only when they have been made, unless they are very few or very many. */
function refuseSegments(file: HeapFile, segmentPages: number): void {
  const fits =
    file.rows <= segmentPages || (file.rows <= segmentPages * maxHeapTuplesPerPage && pagesFit(file, segmentPages));
  if (!fits)
    throw usage(
      `${file.rows} rows take more than one file of 1 GB, and the standard output is one`,
      'Name a file with --out.',
    );
}

function pagesFit(file: HeapFile, most: number): boolean {
  for (const { block, pages } of runs(file, new Uint8Array(runPages * pageBytes)))
    if (block + pages > most) return false;
  return true;
}

/** Removes the further segments of a relation that is about to be overwritten: they would be taken for the new one's. Only a full segment has a next. */
function removeSegments(file: string, segmentPages: number): void {
  let bytes = fileBytes(file);
  for (let segment = 1; bytes === segmentPages * pageBytes; segment++) {
    const next = `${file}.${segment}`;
    bytes = fileBytes(next);
    try {
      rmSync(next, { force: true });
    } catch (error) {
      throw new SqlError('58030', `could not remove ${next}: ${reasonOf(error)}`);
    }
  }
}

/** Undefined for what is not there or cannot be looked at, which writing will complain about. */
function fileBytes(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}
