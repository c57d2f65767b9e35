/**
 * The pages of a relation in order, in runs that go straight into linear memory. A page is not looked at but for its checksum; what is wrong with
 * the file is said once the pages before it have been handed out.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { pageBytes, pageHeader, segmentPages } from '../memory/heap/page-layout.js';
import { findSegments, type Segment } from './heap-segments.js';
import { systemError } from './system-error.js';

export interface HeapFileOptions {
  /** Whether checksums are compared; they are unless this is false. A page that has none is never refused. */
  readonly checksums?: boolean | undefined;
}

/** Pages that have been read, from block `firstBlock` of the relation on. */
export interface Run {
  readonly pages: number;
  readonly firstBlock: number;
}

export class HeapFile {
  /** The first file, by which errors call the relation: its blocks are counted from there, as PostgreSQL does. */
  readonly path: string;
  readonly #arena: Arena;
  readonly #checksums: boolean;
  readonly #segments: readonly Segment[];
  /** The open one of them. */
  #open: { readonly segment: Segment; readonly fd: number } | undefined;
  /** The next block. */
  #block = 0;
  /** What is wrong there. */
  #failure: SqlError | undefined;

  private constructor(arena: Arena, path: string, segments: readonly Segment[], { checksums = true }: HeapFileOptions) {
    this.#arena = arena;
    this.path = path;
    this.#segments = segments;
    this.#checksums = checksums;
  }

  /** Opens the file and finds its further segments. Raises 58P01, 42501, 42809, 58030, or XX001 for segments that do not fit together. */
  static async open(arena: Arena, path: string, options: HeapFileOptions = {}): Promise<HeapFile> {
    const file = new HeapFile(arena, path, await findSegments(path), options);
    file.#segmentAt(0);
    return file;
  }

  /** How many whole pages there are. */
  get pages(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + Math.floor(bytes / pageBytes), 0);
  }

  /**
   * Fills `target`, a part of the arena's memory, from its beginning with the next pages, and says how many there are; 0 at the end. Raises XX001
   * for a wrong checksum or a page that is cut off, and 58030, once the pages before it have been handed out.
   *
   * It does not let other work go on meanwhile, which could make the memory grow and so move what is written to.
   */
  read(target: Uint8Array): Run {
    const firstBlock = this.#block;
    let pages = this.#failure === undefined ? this.#readRun(target) : 0;
    if (this.#checksums) pages = this.#verified(target, pages);
    this.#block += pages;
    if (pages === 0 && this.#failure !== undefined) throw this.#failure;
    return { pages, firstBlock };
  }

  /** Goes on after a block that could not be read, or was found to be damaged. */
  goPast(block: number): void {
    this.#failure = undefined;
    this.#block = block + 1;
  }

  /** The block that is read next, which is the one that the last error was about. */
  get nextBlock(): number {
    return this.#block;
  }

  /** Lets the file go. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.fd);
    this.#open = undefined;
  }

  /** How many pages were read, not beyond the segment's end; when fewer than there should be, it is known why. */
  #readRun(target: Uint8Array): number {
    const room = Math.floor(target.length / pageBytes);
    let filled = 0;
    try {
      const current = this.#segmentAt(Math.floor(this.#block / segmentPages));
      if (current === undefined) return 0;
      const { segment, fd } = current;
      const at = (this.#block % segmentPages) * pageBytes;
      const wanted = Math.min(room, Math.floor((segment.bytes - at) / pageBytes)) * pageBytes;
      if (wanted === 0 && segment.bytes > at) this.#failure = this.#cutOff(segment);
      while (filled < wanted) {
        const got = readSync(fd, target, filled, wanted - filled, at + filled);
        if (got === 0) {
          this.#failure = new SqlError('XX001', `file "${segment.path}" became shorter while it was being read`);
          break;
        }
        filled += got;
      }
    } catch (error) {
      this.#failure = error instanceof SqlError ? error : systemError(error, `could not read file "${this.path}"`);
    }
    return Math.floor(filled / pageBytes);
  }

  /** The segment, opened; the one before it is closed. */
  #segmentAt(index: number): { readonly segment: Segment; readonly fd: number } | undefined {
    const segment = this.#segments[index];
    if (segment === undefined || this.#open?.segment === segment)
      return this.#open?.segment === segment ? this.#open : undefined;
    this.close();
    try {
      this.#open = { segment, fd: openSync(segment.path, 'r') };
    } catch (error) {
      throw systemError(error, `could not open file "${segment.path}"`);
    }
    return this.#open;
  }

  #cutOff({ path, bytes }: Segment): SqlError {
    return new SqlError(
      'XX001',
      `file "${path}" ends within block ${this.#block}: its ${bytes} bytes are no multiple of ${pageBytes}`,
      {
        hint: 'It may have been cut off, or be written to at the moment, or be no heap file.',
      },
    );
  }

  /** How many of the pages come before the first with a wrong checksum. */
  #verified(target: Uint8Array, pages: number): number {
    for (let page = 0; page < pages; page++) {
      const at = page * pageBytes;
      const stored = (target[at + pageHeader.pd_checksum] ?? 0) | ((target[at + pageHeader.pd_checksum + 1] ?? 0) << 8);
      // A cluster with checksums never stores 0.
      if (stored === 0) continue;
      const block = this.#block + page;
      const computed = this.#arena.runtime.page_checksum(target.byteOffset + at, block);
      if (computed === stored) continue;
      this.#failure = new SqlError(
        'XX001',
        `invalid page in block ${block} of "${this.path}": its checksum is ${computed} but ${stored} is stored`,
        {
          hint: 'Where checksums were once switched off, pages keep old ones: --no-checksums does not compare them.',
        },
      );
      return page;
    }
    return pages;
  }
}
