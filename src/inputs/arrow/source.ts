/** Vectors in memory as runs of rows: where the parts of different columns end at different rows, a run ends too. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import type { ColumnCursor, ColumnRun, RunSource } from '../columnar/column-run.js';
import type { Dictionary } from '../columnar/dictionary.js';
import { columnsOf, vectorOf, type ArrowColumn } from './columns.js';
import { arrowCursor, type Dictionaries } from './cursor.js';
import type { Parts } from './table.js';
import type { ArrowVector } from './vector.js';

/** The dictionaries that columns have now: record batches that have the same share what is stored of it. */
export class KeptDictionaries {
  readonly #kept = new Map<number, { readonly parts: readonly ArrowVector[]; readonly dictionary: Dictionary }>();
  /** Those that others have replaced, to which rows may point until the next run. */
  #replaced: Dictionary[] = [];

  of(column: number): Dictionaries {
    return {
      of: (parts, make) => {
        const kept = this.#kept.get(column);
        if (kept !== undefined && isSame(kept.parts, parts)) return kept.dictionary;
        if (kept !== undefined) this.#replaced.push(kept.dictionary);
        const dictionary = make();
        this.#kept.set(column, { parts, dictionary });
        return dictionary;
      },
    };
  }

  /** Called when no row of the runs so far is used any more. */
  sweep(): void {
    for (const dictionary of this.#replaced) dictionary.free();
    this.#replaced = [];
  }

  free(): void {
    this.sweep();
    for (const { dictionary } of this.#kept.values()) dictionary.free();
    this.#kept.clear();
  }
}

/** The same bytes, whoever has wrapped them. */
const isSame = (a: readonly ArrowVector[], b: readonly ArrowVector[]): boolean =>
  a.length === b.length &&
  a.every(
    (part, index) =>
      part.rows === b[index]?.rows &&
      part.values.buffer === b[index].values.buffer &&
      part.values.byteOffset === b[index].values.byteOffset &&
      part.offsets.buffer === b[index].offsets.buffer &&
      part.offsets.byteOffset === b[index].offsets.byteOffset,
  );

export class VectorSource implements RunSource {
  readonly columns: readonly ArrowColumn[];
  readonly #arena: Arena;
  readonly #parts: Parts;
  readonly #dictionaries = new KeptDictionaries();
  /** The rows at which the parts of some column end. */
  readonly #ends: readonly number[];
  #next = 0;

  constructor(arena: Arena, parts: Parts) {
    this.#arena = arena;
    this.#parts = parts;
    this.columns = columnsOf(parts.fields);
    this.#ends = endsOf(parts.columns);
  }

  next(): Promise<ColumnRun | undefined> {
    this.#dictionaries.sweep();
    const firstRow = this.#ends[this.#next - 1] ?? 0;
    const end = this.#ends[this.#next++];
    if (end === undefined) return Promise.resolve(undefined);
    return Promise.resolve({
      name: undefined,
      firstRow,
      rows: end - firstRow,
      statistics: () => undefined,
      open: (columns: readonly number[]) => Promise.resolve(columns.map((column) => this.#open(column, firstRow))),
    });
  }

  close(): Promise<void> {
    this.#dictionaries.free();
    return Promise.resolve();
  }

  #open(place: number, row: number): ColumnCursor {
    const column = this.columns[place];
    if (column === undefined) throw new SqlError('42703', `there is no column ${place}`);
    let before = 0;
    for (const part of this.#parts.columns[column.field] ?? []) {
      if (row < before + part.rows) {
        const cursor = arrowCursor(this.#arena, vectorOf(part, column), this.#dictionaries.of(place));
        cursor.skip(row - before);
        return cursor;
      }
      before += part.rows;
    }
    throw new SqlError('XX001', `column "${column.name}" has fewer rows than others`);
  }
}

function endsOf(columns: Parts['columns']): number[] {
  const ends = new Set<number>();
  const lengths = columns.map((parts) => {
    let end = 0;
    for (const { rows } of parts) {
      end += rows;
      ends.add(end);
    }
    return end;
  });
  if (lengths.some((length) => length !== lengths[0]))
    throw new SqlError('XX001', 'the columns of the table have different numbers of rows');
  ends.delete(0);
  return [...ends].sort((a, b) => a - b);
}
