/** Reads the file of a table as the server has left it, in runs of pages that go into a batch as they are. */
import type { HeapTable, TableColumn } from '../catalog/attribute.js';
import type { Arena } from '../arena/arena.js';
import type { SqlError } from '../error.js';
import { HeapBatch } from '../memory/heap/batch.js';
import { formatValue } from '../functions/text-value.js';
import { HeapFile, type HeapFileOptions } from './heap-file.js';
import { loadToast, type LoadedToast } from './heap-toast.js';
import { jsonOfText } from './json-value.js';
import type { Reader } from './reader.js';
import { mustGoOn, type Signal } from './signal.js';

/** 1 MB: many rows, and no more than a processor's cache holds. */
const batchPages = 128;
const nothing: ReadonlyMap<number, string> = new Map();

export interface HeapReaderOptions extends HeapFileOptions {
  /** The table, by which the tuples are read. */
  readonly table: HeapTable;
  /** The file of its TOAST table, where values are that do not fit a page; without it such a value raises 0A000. */
  readonly toast?: string | undefined;
  /** Whether all tuples are rows, also deleted ones and those whose insertion failed; else those that are visible by their hint bits. */
  readonly allTuples?: boolean | undefined;
  /** Whether reading goes on after a page that is damaged; `skipped` then has its number and what is wrong. */
  readonly skipDamaged?: boolean | undefined;
  /** An `AbortSignal`: once it is aborted, reading raises 57014. */
  readonly signal?: Signal | undefined;
  /** Is told how many pages have been read, after each batch. */
  readonly onRead?: ((pages: number) => void) | undefined;
}

/** A page that was left, at its first damage. */
export interface SkippedPage {
  readonly block: number;
  readonly error: SqlError;
}

export class HeapReader implements Reader<HeapBatch> {
  readonly table: HeapTable;
  /** A heap file's types are declared, and what cannot be computed with is no column of the schema. */
  readonly opaque = nothing;
  readonly foreseen = undefined;
  readonly #arena: Arena;
  /** The batch that was read into last. */
  #batch: HeapBatch | undefined;
  readonly #file: HeapFile;
  #toast: LoadedToast | undefined;
  readonly #allTuples: boolean;
  readonly #skipDamaged: boolean;
  readonly #onRead: ((pages: number) => void) | undefined;
  readonly #signal: Signal | undefined;
  /** The pages that were left, with `skipDamaged`: the rows before the damage have been read, those after it on the page have not. */
  readonly skipped: SkippedPage[] = [];

  private constructor(
    arena: Arena,
    file: HeapFile,
    toast: LoadedToast | undefined,
    { table, allTuples = false, skipDamaged = false, onRead, signal }: HeapReaderOptions,
  ) {
    this.#arena = arena;
    this.table = table;
    this.#file = file;
    this.#toast = toast;
    this.#allTuples = allTuples;
    this.#skipDamaged = skipDamaged;
    this.#onRead = onRead;
    this.#signal = signal;
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
        arena,
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
    mustGoOn(this.#signal);
    const { pages, firstBlock } = this.#file.read(batch.bytes());
    batch.allTuples = this.#allTuples;
    batch.toast = this.#toast?.index ?? 0;
    batch.fill(pages, firstBlock, this.#file.path);
    this.#batch = batch;
    if (pages > 0) this.#onRead?.(pages);
    return pages;
  }

  /** See `Reader`: with `skipDamaged` it goes past a page that is not what it should be. */
  goPast(error: SqlError): boolean {
    if (!this.#skipDamaged || error.code !== 'XX001') return false;
    const block = error.row === undefined ? this.#file.nextBlock : (this.#batch?.blockOf(error.row) ?? 0);
    this.#file.goPast(block);
    this.skipped.push({ block, error });
    return true;
  }

  /** A batch of pages, whatever columns are needed: pages are read as they are. */
  newBatch(): HeapBatch {
    return new HeapBatch(this.#arena, this.table, batchPages);
  }

  /** The error itself, which names its place. */
  located(error: SqlError): SqlError {
    return error;
  }

  /** Undefined: a tuple is no text. */
  source(): undefined {
    return undefined;
  }

  text(row: number, column: number): string | null {
    const value = this.#batch?.get(column, row) ?? null;
    const type = this.schema[column]?.type;
    return value === null || type === undefined ? null : formatValue(this.#arena, type, value);
  }

  json(row: number, column: number): string {
    return jsonOfText(this.schema[column]?.type ?? 'text', this.text(row, column));
  }

  /** Lets the file go and gives the memory of the TOAST table back. */
  async close(): Promise<void> {
    this.#file.close();
    this.#toast?.free();
    this.#toast = undefined;
  }
}
