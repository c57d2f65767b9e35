/**
 * A predicate or expression over rows that are JavaScript objects: the value of one row, and a WHERE over many. Each is compiled when it is first asked for, and
 * read in place if its engine and its program can do that. Where work is limited it is counted, which is done over batches only.
 */
import type { Value } from '../catalog/types.js';
import type { Program } from '../program/program.js';
import { BatchFilter, qualProgram } from './batch-filter.js';
import { CopiedRow, CopiedRows } from './copied-rows.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { toParams } from './params.js';
import { scalarProgram } from './row-evaluator.js';
import { asItIs, checkIterable, InPlace, longestRowProgram, rowProgramOptions } from './row-program.js';
import type { RunLimit } from './run-limit.js';
import type { Params } from './types.js';

const none: readonly (Value | null)[] = [];

/** A program that reads rows in place, or undefined if it cannot. That over batches is as long or shorter: if it is too long, no other is compiled. */
function inPlace(
  compiled: Compiled,
  options: CompileOptions,
  compile: (compiled: Compiled, options: CompileOptions) => Program,
  overBatches: BatchFilter | undefined,
): InPlace | undefined {
  const { rowEngine, table } = compiled;
  if (rowEngine === undefined || options.limits?.milliseconds !== undefined) return undefined;
  if (table === undefined && (overBatches?.words ?? 0) > longestRowProgram) return undefined;
  const schema = compiled.schema.map(asItIs);
  const program = compile({ ...compiled, schema }, rowProgramOptions(options));
  if (program.code.length > longestRowProgram) return undefined;
  return rowEngine.canReadInPlace(program) ? new InPlace(rowEngine, program, compiled, options.rows ?? {}) : undefined;
}

function paramValues(compiled: Compiled, params: Params): readonly (Value | null)[] {
  return params.length === 0 && compiled.params.length === 0 ? none : toParams(compiled, params);
}

/** The value of one row. */
export class RowValues {
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #qual: BatchFilter | undefined;
  #made: InPlace | CopiedRow | undefined;

  /** @param qual is the predicate's own, whose program is given up for that over one row. */
  constructor(compiled: Compiled, options: CompileOptions, qual?: BatchFilter) {
    this.#compiled = compiled;
    this.#options = options;
    this.#qual = qual;
  }

  evaluate(row: unknown, params: Params): Value | null {
    const values = paramValues(this.#compiled, params);
    return (this.#made ?? this.#make()).evaluate(row, values);
  }

  /** The same of a boolean. */
  test(row: unknown, params: Params): boolean | null {
    const values = paramValues(this.#compiled, params);
    return (this.#made ?? this.#make()).test(row, values);
  }

  #make(): InPlace | CopiedRow {
    this.#made =
      inPlace(this.#compiled, this.#options, scalarProgram, this.#qual) ??
      new CopiedRow(
        scalarProgram(this.#compiled, this.#options),
        this.#compiled,
        this.#options.rows ?? {},
        this.#options.limits?.milliseconds,
      );
    this.#qual?.giveUp();
    return this.#made;
  }

  free(): void {
    if (this.#made instanceof CopiedRow) this.#made.free();
  }
}

/** The rows for which a predicate is true. */
export class RowFilter {
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #qual: BatchFilter;
  /** The qual over columns of a predicate that is for heap pages. */
  #own: BatchFilter | undefined;
  #made: InPlace | CopiedRows | undefined;

  /** @param qual is the predicate's own, over the layout that it is for. */
  constructor(compiled: Compiled, options: CompileOptions, qual: BatchFilter) {
    this.#compiled = compiled;
    this.#options = options;
    this.#qual = qual;
  }

  /** The first row has the number `first`. */
  filter<R>(rows: Iterable<R>, params: Params, limit: RunLimit, first = 0): R[] {
    checkIterable(rows);
    const values = paramValues(this.#compiled, params);
    return (this.#made ?? this.#make()).filter(rows, values, limit, first);
  }

  #make(): InPlace | CopiedRows {
    this.#made = inPlace(this.#compiled, this.#options, qualProgram, this.#qual) ?? this.#makeCopied();
    return this.#made;
  }

  #makeCopied(): CopiedRows {
    if (this.#compiled.table !== undefined)
      this.#own = new BatchFilter(() => qualProgram(this.#compiled, this.#options), this.#compiled);
    return new CopiedRows(this.#own ?? this.#qual, this.#compiled, this.#options.rows ?? {});
  }

  free(): void {
    this.#own?.free();
  }
}
