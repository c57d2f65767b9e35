/** A program over rows that are JavaScript objects, which are read in place. */
import { types, type Value } from '../catalog/types.js';
import type { Failed, Row, RowProgram, RowValue } from '../engines/objects/engine.js';
import type { RowEngine } from '../engines/named.js';
import { SqlError } from '../error.js';
import { highestRung, type Program, type Rung } from '../program/program.js';
import type { Column } from '../sql/expression.js';
import { kindOf } from './kind-of.js';
import type { Compiled } from './front-end.js';
import { ColumnError, columnReader, type RowForm } from './row-column.js';
import type { RunLimit } from './run-limit.js';

/** What a row raised, and which one. */
class RowFailure extends Error {
  readonly error: unknown;
  readonly index: number;

  constructor(error: unknown, index: number) {
    super();
    this.error = error;
    this.index = index;
  }
}

const failed: Failed = (error, index) => {
  throw error instanceof RowFailure ? error : new RowFailure(error, index);
};

/** The highest rung whose steps are for the engine over objects: it inlines and fuses by itself, and better without the steps that are made for others. */
const highestRowRung: Rung = 2;

/** A longer program, in words, is not for closures over a row: those of a hundred thousand conjuncts would take gigabytes. */
export const longestRowProgram = 32_768;

/** A column for such a program: a row has its value as its type has it, and not as a batch stores it. */
export const asItIs = ({ typmod: _, ...column }: Column): Column => column;

/** The options for a program that reads rows in place. */
export const rowProgramOptions = <Options extends { readonly rung?: Rung }>(
  options: Options,
): Options & { readonly rung: Rung } => ({
  ...options,
  rung: Math.min(options.rung ?? highestRung, highestRowRung) as Rung,
});

/** How many rows of an iterable are taken at a time. */
const chunkRows = 4096;

export class InPlace {
  readonly #program: RowProgram;
  readonly #type: Program['type'];

  constructor(engine: RowEngine, program: Program, { arena, schema }: Compiled, form: RowForm) {
    this.#type = program.type;
    this.#program = new engine.RowProgram(
      program,
      arena,
      (column) => columnReader(arena, schema, column, form),
      failed,
    );
  }

  /** A scalar program's value. */
  evaluate(row: unknown, params: readonly (Value | null)[]): Value | null {
    try {
      const value = this.#program.evaluate(rowOf(row), params);
      return value === null ? null : asValue(this.#type, value);
    } catch (error) {
      throw placed(error, 0);
    }
  }

  /** A scalar program's value, if that is a boolean. */
  test(row: unknown, params: readonly (Value | null)[]): boolean | null {
    try {
      const value = this.#program.evaluate(rowOf(row), params);
      return value === null ? null : value === 1;
    } catch (error) {
      throw placed(error, 0);
    }
  }

  /** The rows that a qual selects, of which the first has the number `from`. */
  filter<R>(rows: Iterable<R>, params: readonly (Value | null)[], limit: RunLimit, from: number): R[] {
    const kept: Row[] = [];
    limit.mustGoOn();
    if (Array.isArray(rows) && !limit.isWatched) this.#run(rows as readonly Row[], kept, params, from);
    else {
      let chunk: Row[] = [];
      let first = from;
      for (const row of rows) {
        if (chunk.push(row as Row) < chunkRows) continue;
        this.#run(chunk, kept, params, first);
        limit.mustGoOn();
        first += chunk.length;
        chunk = [];
      }
      this.#run(chunk, kept, params, first);
    }
    return kept as R[];
  }

  #run(rows: readonly Row[], kept: Row[], params: readonly (Value | null)[], first: number): void {
    try {
      this.#program.filter(rows, kept, params);
    } catch (error) {
      if (error instanceof RowFailure) throw placed(error.error, first + error.index);
      throw error;
    }
  }
}

/** Raises a TypeError for what cannot be gone through row by row. */
export function checkIterable(rows: unknown): asserts rows is Iterable<unknown> {
  const isObject = rows !== null && typeof rows === 'object';
  if (isObject && Symbol.iterator in rows) return;
  const hint = isObject && Symbol.asyncIterator in rows ? ' `filterAsync` takes an async iterable.' : '';
  throw new TypeError(
    `filter takes an array or another iterable of rows, not ${kindOf(rows)}${isObject ? ' that is not iterable' : ''}.${hint}`,
  );
}

export function rowOf(row: unknown): Row {
  if (row === null || typeof row !== 'object') throw new SqlError('42804', 'an object is expected');
  return row as Row;
}

/** An error with the row's number, and the column's name if it is of a column's value. Others than quern's pass as they are. */
export function placed(error: unknown, row: number): unknown {
  if (error === undefined) return new SqlError('42804', `row ${row}: an object is expected`, { row });
  if (error instanceof ColumnError) {
    const { code, message, hint, detail } = error.reason;
    return new SqlError(code, `row ${row}, column "${error.column}": ${message}`, { hint, detail, row });
  }
  return error instanceof SqlError ? error.with({ row }) : error;
}

/** The closures' form of a value, as it is outside. */
function asValue(type: Program['type'], value: RowValue): Value {
  // What a program gives is of no type that is held as an object.
  const held = value as Value;
  return types[type].representation === 'i64' ? BigInt(held) : held;
}
