/**
 * A predicate over a reader that has rows as numbers of values: its parts that depend on one such column are asked of each different value once, and the rest
 * runs over the rows, for which these parts are columns of booleans. Rows of which that cannot be had are selected as ever, so that answers and errors stay the same.
 */
import type { Value } from '../catalog/types.js';
import type { Kernel, RunRange } from '../engines/engine.js';
import { SqlError, withinStack } from '../error.js';
import { answers, type ValueCondition } from '../inputs/columnar/column-run.js';
import type { Reader } from '../inputs/reader.js';
import type { Batch } from '../memory/batch.js';
import { columnsOf } from '../sql/columns-of.js';
import type { ColumnCondition } from '../sql/column-conditions.js';
import type { Expr, Schema } from '../sql/expression.js';
import { rebuild } from '../sql/rebuild.js';
import { askedConditions } from './asked-conditions.js';
import { qualProgram } from './batch-filter.js';
import type { Made } from './combine.js';
import { toParams } from './params.js';
import { Predicate } from './predicate.js';
import type { Params } from './types.js';

/** What selects the rows of a reader's batches. Whoever has it frees it. */
export interface ByValue<Row> {
  /** The predicate to run over the last batch that was read. */
  readonly current: () => Predicate<Row>;
  readonly free: () => void;
}

/**
 * Has the reader answer what it can of the predicate by the values' numbers. `used` are the columns that are read for something else than the predicate. Where there is nothing
 * to answer, the predicate is run as it is.
 */
export function byValue<B, Row>(
  reader: Reader<B>,
  predicate: Predicate<Row>,
  params: Params,
  used: readonly number[],
): ByValue<Row> {
  const asked = withinStack(() => conditionsFor(reader, predicate.made, used));
  if (asked === undefined) return { current: () => predicate, free: () => undefined };
  const { made } = predicate;
  const values = toParams(made.compiled, params);
  const conditions = asked.conditions.map((condition) => new Condition(condition, made, values));
  reader.ask?.(conditions, asked.spared);
  let rest: Predicate<Row> | undefined;
  return {
    current: () => {
      if (reader.answered !== true) return predicate;
      predicate.mustLive();
      rest ??= new Predicate<Row>(asked.rest);
      return rest;
    },
    free: () => {
      reader.ask?.([], []);
      rest?.free();
      for (const condition of conditions) condition.free();
    },
  };
}

interface Asked {
  readonly conditions: readonly ColumnCondition[];
  /** What the predicate is then. */
  readonly rest: Made;
  /** The columns that are read for nothing but the conditions. */
  readonly spared: readonly number[];
}

function conditionsFor<B>(reader: Reader<B>, { compiled, options }: Made, used: readonly number[]): Asked | undefined {
  const { numbered, ask } = reader;
  if (numbered === undefined || numbered.size === 0 || ask === undefined) return undefined;
  // What is asked of values is not counted as work.
  if (options.limits?.milliseconds !== undefined || !fits(reader, compiled.schema)) return undefined;
  const { expr, schema } = compiled;
  const { conditions, rest } = askedConditions(expr, schema, (column) => numbered.has(column), used);
  if (conditions.length === 0) return undefined;
  const stillRead = new Set([...columnsOf(rest), ...used]);
  const extended: Schema = [
    ...schema,
    ...conditions.map((_, n) => ({ name: `condition ${n + 1}`, type: 'bool' as const, notNull: false })),
  ];
  return {
    conditions,
    rest: { compiled: { ...compiled, expr: rest, schema: extended }, options: { ...options, schema: extended } },
    spared: [...new Set(conditions.map(({ column }) => column))].filter((column) => !stillRead.has(column)),
  };
}

/** The predicate is for columns as the reader has them. */
const fits = <B>({ schema }: Reader<B>, columns: Schema): boolean =>
  columns.length === schema.length &&
  columns.every(
    ({ type, notNull, typmod = -1 }, n) =>
      type === schema[n]?.type && typmod === (schema[n].typmod ?? -1) && (!notNull || schema[n].notNull),
  );

class Condition implements ValueCondition {
  readonly column: number;
  readonly #expr: Expr;
  readonly #made: Made;
  readonly #params: readonly (Value | null)[];
  #kernels: readonly Kernel[] = [];

  constructor({ column, expr }: ColumnCondition, made: Made, params: readonly (Value | null)[]) {
    this.column = column;
    this.#expr = inFirstColumn(expr);
    this.#made = made;
    this.#params = params;
  }

  ask(values: Batch): Uint8Array {
    const found = new Uint8Array(values.rows);
    const { compiled } = this.#made;
    // A dictionary without values may be of another type.
    if (values.schema[0]?.type !== compiled.schema[this.column]?.type) return found.fill(answers.raises);
    if (this.#kernels.length === 0) this.#load();
    [answers.isTrue, answers.isNull].forEach((answer, n) => {
      const kernel = this.#kernels[n];
      const run = kernel?.open?.(values);
      if (kernel === undefined || run === undefined) found.fill(answers.raises);
      else this.#askRange({ kernel, run, answer, found }, 0, values.rows);
    });
    return found;
  }

  free(): void {
    for (const kernel of this.#kernels) kernel.free();
  }

  /** For which values it is true, and for which it is null. A qual keeps no text beyond a row, however many values there are. */
  #load(): void {
    const { compiled, options } = this.#made;
    const column = compiled.schema[this.column];
    const schema = column === undefined ? [] : [{ ...column, notNull: false }];
    const isNull: Expr = { kind: 'NullTest', test: 'IS_NULL', arg: this.#expr, type: 'bool', location: -1 };
    for (const expr of [this.#expr, isNull]) {
      const kernel = compiled.engine.load(
        qualProgram({ expr, schema, params: compiled.params }, options),
        compiled.arena,
      );
      this.#kernels = [...this.#kernels, kernel];
      kernel.setParams(this.#params);
    }
  }

  /** Of values for some of which it raises an error, each half by itself. */
  #askRange(asking: Asking, from: number, to: number): void {
    const { kernel, run, answer, found } = asking;
    try {
      run(from, to);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (to - from < 2) {
        found[from] = answers.raises;
        return;
      }
      const middle = (from + to) >> 1;
      this.#askRange(asking, from, middle);
      this.#askRange(asking, middle, to);
      return;
    }
    const { u8 } = this.#made.compiled.arena.views;
    for (let value = from; value < to; value++)
      if (((u8[kernel.bitmap + (value >> 3)] ?? 0) >> (value & 7)) & 1) found[value] = (found[value] ?? 0) | answer;
  }
}

/** A run over values, and what those that it selects are. */
interface Asking {
  readonly kernel: Kernel;
  readonly run: RunRange;
  readonly answer: number;
  readonly found: Uint8Array;
}

const inFirstColumn = (expr: Expr): Expr =>
  expr.kind === 'Var' ? { ...expr, column: 0, notNull: false } : rebuild(expr, inFirstColumn);
