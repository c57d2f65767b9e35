/** Reads the file of a table as the server has left it, in runs of pages that go into a batch as they are. */
import type { HeapTable, TableColumn } from '../catalog/attribute.js';
import type { Arena } from '../arena/arena.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import { HeapFile, type HeapFileOptions } from './heap-file.js';
import { loadToast, type LoadedToast } from './heap-toast.js';

export interface HeapReaderOptions extends HeapFileOptions {
  /** The table, by which the tuples are read. */
  readonly table: HeapTable;
  /** The file of its TOAST table, where values are that do not fit a page; without it such a value raises 0A000. */
  readonly toast?: string | undefined;
  /** Whether all tuples are rows, also deleted ones and those whose insertion failed; else those that are visible by their hint bits. */
  readonly allTuples?: boolean | undefined;
}

export class HeapReader {
  readonly table: HeapTable;
  readonly #file: HeapFile;
  #toast: LoadedToast | undefined;
  readonly #allTuples: boolean;

  private constructor(file: HeapFile, toast: LoadedToast | undefined, { table, allTuples = false }: HeapReaderOptions) {
    this.table = table;
    this.#file = file;
    this.#toast = toast;
    this.#allTuples = allTuples;
  }

  /**
   * Opens a relation's file, with the further segments that lie beside it, and reads the TOAST table if there is one. Raises 58P01, 42501, 42809,
   * 58030, or XX001 when one of the files cannot be what it should.
   */
  static async open(arena: Arena, path: string, options: HeapReaderOptions): Promise<HeapReader> {
    const { toast, checksums } = options;
    const file = await HeapFile.open(arena, path, { checksums });
    try {
      return new HeapReader(
        file,
        toast === undefined ? undefined : await loadToast(arena, toast, { checksums }),
        options,
      );
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** The columns that a predicate can use. */
  get schema(): readonly TableColumn[] {
    return this.table.columns;
  }

  /** How many pages the file has. */
  get pages(): number {
    return this.#file.pages;
  }

  /**
   * Fills the batch, which must be of the reader's arena and table, with the next pages and says how many there are; 0 at the end. What rows they
   * have is found when a kernel runs over the batch, or by its `walk`. Raises XX001 for a wrong checksum or a page that is cut off, after the
   * pages before it. The batch can be used until the reader is closed.
   */
  async read(batch: HeapBatch): Promise<number> {
    const { pages, firstBlock } = this.#file.read(batch.bytes());
    batch.allTuples = this.#allTuples;
    batch.toast = this.#toast?.index ?? 0;
    batch.fill(pages, firstBlock, this.#file.path);
    return pages;
  }

  /** Lets the file go and gives the memory of the TOAST table back. */
  async close(): Promise<void> {
    this.#file.close();
    this.#toast?.free();
    this.#toast = undefined;
  }
}
