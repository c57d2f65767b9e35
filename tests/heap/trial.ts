/**
 * Pages in an arena, with other bytes around them each time, and what comes out: of a predicate in every engine, and of reading all values. What is
 * read outside the pages would make a difference.
 */
import type { HeapTable } from '../../src/catalog/attribute.js';
import type { Value } from '../../src/catalog/types.js';
import type { Kernel } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { resultAt } from '../../src/library/result.js';
import type { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { pageBytes } from '../../src/memory/heap/page-layout.js';
import { Dice } from './dice.js';
import { questionsOf, type PredicateQuestion, type Question } from './question.js';
import type { Specimen } from './specimens.js';

/** What errors are to call the pages. */
export const file = 'damaged.heap';
/** The block that the first page is said to be. */
export const firstBlock = 40;

/** What came out: the rows and their bits or values, or the error. */
export interface Answer {
  readonly text: string;
  /** Of a question for a column. */
  readonly values: readonly (Value | null)[] | undefined;
  readonly error: SqlError | undefined;
}

/** All values of all rows, column by column, and what is wrong with a page at which the rows end. */
export interface Contents {
  readonly rows: number;
  readonly cells: readonly (Value | null | SqlError)[];
  readonly failure: SqlError | undefined;
}

/** Pages of bytes that lie before and behind the specimen's. */
const around = 2;

export class Trial {
  readonly arena: Arena;
  readonly table: HeapTable;
  readonly questions: readonly Question[];
  readonly surroundings: readonly string[];
  readonly #pages: number;
  readonly #batch: HeapBatch;
  readonly #columns: Batch;
  readonly #areas: readonly { readonly address: number; readonly before: Buffer; readonly behind: Buffer }[];
  readonly #toast: number;
  readonly #whole = new Map<Kernel, readonly (readonly number[])[]>();
  /** The numbers that the whole pages hold. */
  readonly #numbers: ReadonlySet<Value | null | SqlError>;

  private constructor(arena: Arena, { table, pages, toast }: Specimen, questions: readonly Question[]) {
    this.arena = arena;
    this.table = table;
    this.questions = questions;
    this.#pages = pages.length / pageBytes;
    this.#batch = new HeapBatch(arena, table, this.#pages, 0);
    this.#columns = new Batch(arena, table.columns, this.#batch.capacity);
    this.#toast = toast?.(arena) ?? 0;
    const dice = new Dice(1);
    const fillings = {
      zeros: () => 0,
      ones: () => 0xff,
      noise: () => dice.below(256),
      // What looks like more of the same is the most likely to be taken for it.
      'other pages': (n: number) => pages[n % pages.length] ?? 0,
    };
    this.surroundings = Object.keys(fillings);
    this.#areas = Object.values(fillings).map((byte) => {
      const side = () => Buffer.from(Array.from({ length: around * pageBytes }, (_, n) => byte(n)));
      const area = {
        address: arena.allocate((this.#pages + 2 * around) * pageBytes) + around * pageBytes,
        before: side(),
        behind: side(),
      };
      arena.views.u8.set(area.before, area.address - around * pageBytes);
      arena.views.u8.set(area.behind, area.address + pages.length);
      return area;
    });
    this.place(pages, 0, true);
    this.#numbers = new Set(this.contents('forwards').cells.filter((_, n) => this.#isNumeric(n)));
  }

  /** A specimen in the arena, with all the questions about it. */
  static async make(arena: Arena, specimen: Specimen): Promise<Trial> {
    return new Trial(arena, specimen, await questionsOf(arena, specimen));
  }

  /** Puts the pages into the surroundings of that number, for what comes next. */
  place(pages: Uint8Array, surroundings: number, allTuples: boolean): void {
    const { address } = this.#area(surroundings);
    this.arena.views.u8.set(pages, address);
    this.#batch.moveTo(address, this.#pages, firstBlock, file);
    this.#batch.allTuples = allTuples;
    this.#batch.toast = this.#toast;
  }

  /** What a kernel makes of the pages in place. */
  ask(question: Question, kernel: Kernel): Answer {
    const answer = answerOf(this.arena, kernel, this.#batch);
    if (question.kind === 'predicate' || answer.error !== undefined) return answer;
    const { type } = this.table.columns[question.column] ?? { type: 'int4' };
    const values = Array.from({ length: this.#batch.rows }, (_, row) => resultAt(kernel, this.arena, type, row));
    return { text: `${answer.text} ${values.map(valueText).join()}`, values, error: undefined };
  }

  /** All that there is in the pages in place, read in either order: what comes out must not depend on it. */
  contents(order: 'forwards' | 'backwards'): Contents {
    const batch = this.#batch;
    batch.walk();
    const failure = caught(() => batch.finish());
    const columns = this.table.columns.length;
    const cells = new Array<Value | null | SqlError>(batch.rows * columns);
    for (let n = 0; n < cells.length; n++) {
      const cell = order === 'forwards' ? n : cells.length - 1 - n;
      try {
        cells[cell] = batch.get(cell % columns, Math.floor(cell / columns));
      } catch (error) {
        cells[cell] = sqlError(error);
      }
    }
    return { rows: batch.rows, cells, failure };
  }

  /** Whether the text that PostgreSQL prints for a cell says all of it; a numeric of damaged digits is computed with all the same. */
  saysAll(cell: Value | null | SqlError, place: number): boolean {
    if (cell instanceof SqlError || (typeof cell === 'string' && cell.includes('\ufffd'))) return false;
    return !this.#isNumeric(place) || this.#numbers.has(cell);
  }

  #isNumeric(place: number): boolean {
    return this.table.columns[place % this.table.columns.length]?.type === 'numeric';
  }

  /** What the question's predicate makes of the same values as columns. */
  askColumns({ overColumns }: PredicateQuestion, { rows, cells }: Contents): Answer {
    const columns = this.#columns;
    columns.clear();
    let n = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < this.table.columns.length; column++)
        columns.set(column, row, cells[n++] as Value | null);
    }
    columns.rows = rows;
    return answerOf(this.arena, overColumns, columns);
  }

  /** The place of a row, as the batch says it. */
  ctid(row: number): { block: number; offset: number } {
    return this.#batch.ctid(row);
  }

  /** Where in the pages the tuples of the rows are that the kernel has selected. */
  selected(kernel: Kernel, surroundings: number): number[] {
    const { i32 } = this.arena.views;
    const { address } = this.#area(surroundings);
    const found: number[] = [];
    for (let row = 0; row < this.#batch.rows; row++) {
      if (((i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1)
        found.push(this.#batch.tuple(row).address - address);
    }
    return found;
  }

  /** The same for whole pages, of which a kernel raises nothing, by one that is like the question's. */
  selectedWhole({ overHeap }: PredicateQuestion, pages: Uint8Array, allTuples: boolean): readonly number[] {
    const known = this.#whole.get(overHeap)?.[allTuples ? 1 : 0];
    if (known !== undefined) return known;
    const both = [false, true].map((all) => {
      this.place(pages, 0, all);
      overHeap.run(this.#batch);
      return this.selected(overHeap, 0);
    });
    this.#whole.set(overHeap, both);
    return both[allTuples ? 1 : 0] ?? [];
  }

  /** Is everything as it was laid around the pages, and are they? Nobody has a reason to write there. */
  isUnchanged(surroundings: number, pages: Uint8Array): boolean {
    const { address, before, behind } = this.#area(surroundings);
    const { u8 } = this.arena.views;
    const end = address + pages.length;
    return (
      Buffer.from(u8.buffer, address, pages.length).equals(pages) &&
      before.equals(u8.subarray(address - before.length, address)) &&
      behind.equals(u8.subarray(end, end + behind.length))
    );
  }

  #area(surroundings: number) {
    const area = this.#areas[surroundings];
    if (area === undefined) throw new RangeError(`there are no surroundings ${surroundings}`);
    return area;
  }
}

function answerOf(arena: Arena, kernel: Kernel, batch: HeapBatch | Batch): Answer {
  const error = caught(() => {
    kernel.run(batch);
  });
  if (error !== undefined) return { text: errorText(error), values: undefined, error };
  const from = kernel.bitmap >> 2;
  return {
    text: `${batch.rows} rows: ${arena.views.i32.subarray(from, from + ((batch.rows + 31) >> 5)).join()}`,
    values: undefined,
    error,
  };
}

/** A value with its type, -0 and 0 apart. */
export const valueText = (value: Value | null | undefined): string =>
  `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;

/** All that an error says. */
export const errorText = ({ code, message, detail, hint, row }: SqlError): string =>
  `! ${code} ${message} (${detail ?? ''}) [${hint ?? ''}] ${row === undefined ? '' : `row ${row}`}`;

function sqlError(error: unknown): SqlError {
  if (!(error instanceof SqlError)) throw error;
  return error;
}

function caught(run: () => void): SqlError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return sqlError(error);
  }
}
