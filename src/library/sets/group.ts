/**
 * Predicates, or conditions of predicates, of one shape: their literals as rows of a batch, and a program that runs over these rows with a row's values as its parameters.
 * One call of a kernel answers for all.
 */
import type { Value } from '../../catalog/types.js';
import type { Engine, Kernel, RunRange } from '../../engines/engine.js';
import type { RowEngine } from '../../engines/named.js';
import type { Arena, Views } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { compileQual, type ProgramOptions } from '../../program/compile.js';
import type { Program } from '../../program/program.js';
import type { Expr } from '../../sql/expression.js';
import { columnsOfParams, type Bound } from './bound.js';
import { expressionOf } from './condition.js';
import { LiteralRows } from './literal-rows.js';
import { rowError } from './predicate-error.js';
import type { WorkBudget } from '../work-budget.js';
import type { RowInputs } from './row-inputs.js';
import type { TextPool } from './text-pool.js';
import type { Turned } from './turn.js';

/** What groups have in common. */
export interface Host {
  readonly arena: Arena;
  readonly engine: Engine;
  /** What runs groups when there are so many that their modules would not all be kept. */
  readonly interpreter: Engine;
  /** What runs predicates by themselves over a row's values; none does without it. */
  readonly rowEngine: RowEngine | undefined;
  /** How many groups there are. */
  groups: number;
  readonly pool: TextPool;
  readonly program: Pick<ProgramOptions, 'rung' | 'limits'>;
  /** What a call may cost; undefined where that is not limited. */
  readonly budget: WorkBudget | undefined;
}

/** So many rows are run again together when one of more has raised. */
const blockRows = 64;
/** More groups than this do not compile: at most 256 modules are kept, and what is dropped would be compiled again for each row. */
const mostCompiled = 128;
/** Programs for rows of which some values are not known: so many are kept. */
const mostBounds = 4;

export class Group<Owner> {
  readonly turned: Turned;
  readonly owners: Owner[] = [];
  readonly #host: Host;
  readonly #rows: LiteralRows;
  readonly #engine: Engine;
  readonly #program: Program;
  #kernel: Kernel | undefined;
  readonly #bounds = new Map<string, Kernel>();
  #running: Kernel | undefined;
  #run: RunRange | undefined;
  #views: Views | undefined;
  /** Why no row can be run. */
  #failure: SqlError | undefined;

  /** Compiles the program. Raises 54000 when it is too large. */
  constructor(host: Host, turned: Turned) {
    this.turned = turned;
    this.#host = host;
    this.#program = this.#compile(turned.conditions.map((condition) => expressionOf(condition)));
    this.#rows = new LiteralRows(host.arena, turned.literalTypes, host.pool);
    this.#engine = host.groups++ < mostCompiled ? host.engine : host.interpreter;
  }

  get count(): number {
    return this.#rows.count;
  }

  /** Adds a row and gives its number. */
  add(values: readonly Value[], owner: Owner): number {
    const row = this.#rows.add(values);
    this.owners.push(owner);
    return row;
  }

  /** Deletes a row; the owner of the last row gets its number, and is given back where that is another one. */
  delete(row: number): Owner | undefined {
    this.#rows.delete(row);
    const last = this.owners.pop();
    if (last === undefined || row === this.owners.length) return undefined;
    this.owners[row] = last;
    return last;
  }

  literal(literal: number, row: number): Value | null {
    return this.#rows.value(literal, row);
  }

  /** Takes a row's values; `bound` says which of them are not known, and what is asked then. */
  begin(inputs: RowInputs, bound?: Bound): void {
    this.#run = undefined;
    this.#failure = undefined;
    try {
      const kernel = bound === undefined ? this.#exact() : this.#bounded(bound);
      kernel.setParams(this.turned.columns.map((column) => inputs.placed(column)));
      this.#running = kernel;
    } catch (error) {
      // A constant that cannot be prepared, such as a wrong regular expression, is an error of those who have it.
      this.#failure = rowError(error);
    }
  }

  /** Runs all predicates; false when one has raised, and no bit can be asked for. */
  runAll(): boolean {
    return this.#tried(0, this.count);
  }

  /** After `runAll`: whether it is true for the row. */
  bit(row: number): boolean {
    const word = this.#host.arena.views.i32[(this.bitmap >> 2) + (row >> 5)] ?? 0;
    return ((word >>> (row & 31)) & 1) === 1;
  }

  /** After `runAll`: where the bits are. */
  get bitmap(): number {
    return this.#running?.bitmap ?? 0;
  }

  /** Whether it is true for one row. Raises what the row does. */
  runOne(row: number): boolean {
    this.#range()(row, row + 1);
    return this.bit(row);
  }

  /** Tells each owner for whose row it is true, and each whose row raises. No row is run more than three times, however many raise. */
  each(hit: (owner: Owner) => void, failed: (owner: Owner, error: SqlError) => void): void {
    const { count } = this;
    if (this.#tried(0, count)) {
      this.#hits(0, count, hit);
      return;
    }
    for (let from = 0; from < count; from += blockRows) {
      const to = Math.min(from + blockRows, count);
      if (this.#tried(from, to)) this.#hits(from, to, hit);
      else for (let row = from; row < to; row++) this.one(row, hit, failed);
    }
  }

  /** The same of the first `count` of these rows, each by itself. */
  some(
    rows: Int32Array,
    count: number,
    hit: (owner: Owner) => void,
    failed: (owner: Owner, error: SqlError) => void,
  ): void {
    if (this.#failure !== undefined) {
      for (let at = 0; at < count; at++) this.one(rows[at] ?? 0, hit, failed);
      return;
    }
    // The memory does not grow while rows are run, so that the function and the views stay.
    const run = this.#range();
    const { arena } = this.#host;
    const { i32 } = arena.views;
    const start = this.bitmap >> 2;
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      const owner = this.#owner(row);
      try {
        run(row, row + 1);
      } catch (error) {
        failed(owner, rowError(error));
        continue;
      }
      if ((((i32[start + (row >> 5)] ?? 0) >>> (row & 31)) & 1) === 1) hit(owner);
    }
    if (arena.views.i32 !== i32) throw new SqlError('XX000', 'the memory has grown while rows were run');
  }

  /** The same of one row. */
  one(row: number, hit: (owner: Owner) => void, failed: (owner: Owner, error: SqlError) => void): void {
    const owner = this.#owner(row);
    let found: boolean;
    try {
      found = this.runOne(row);
    } catch (error) {
      failed(owner, rowError(error));
      return;
    }
    if (found) hit(owner);
  }

  free(): void {
    this.#kernel?.free();
    for (const kernel of this.#bounds.values()) kernel.free();
    this.#rows.free();
    this.#host.groups--;
  }

  #owner(row: number): Owner {
    const owner = this.owners[row];
    if (owner === undefined) throw new SqlError('XX000', `row ${row} has no owner`);
    return owner;
  }

  #hits(from: number, to: number, hit: (owner: Owner) => void): void {
    const { i32 } = this.#host.arena.views;
    const { owners } = this;
    const start = this.bitmap >> 2;
    for (let word = from >> 5; word < (to + 31) >> 5; word++) {
      for (let bits = i32[start + word] ?? 0; bits !== 0; bits &= bits - 1) {
        const owner = owners[word * 32 + (31 - Math.clz32(bits & -bits))];
        if (owner !== undefined) hit(owner);
      }
    }
  }

  #tried(from: number, to: number): boolean {
    try {
      this.#range()(from, to);
      return true;
    } catch (error) {
      rowError(error);
      return false;
    }
  }

  /** The function that runs rows, bound again where the memory has grown since. */
  #range(): RunRange {
    if (this.#failure !== undefined) throw this.#failure;
    const { arena } = this.#host;
    if (this.#run === undefined || this.#views !== arena.views) {
      this.#run = this.#running?.open?.(this.#rows.batch);
      this.#views = arena.views;
    }
    const run = this.#run;
    if (run === undefined) throw new SqlError('XX000', 'the engine cannot run a part of a batch');
    const { budget } = this.#host;
    if (budget === undefined) return run;
    return (from, to) => {
      budget.run((to - from) * this.#program.code.length, () => {
        run(from, to);
      });
    };
  }

  #exact(): Kernel {
    this.#kernel ??= this.#engine.load(this.#program, this.#host.arena);
    return this.#kernel;
  }

  #bounded(bound: Bound): Kernel {
    let kernel = this.#bounds.get(bound.key);
    if (kernel === undefined) {
      const unknown = columnsOfParams(this.turned.columns, bound.unknown);
      const program = this.#compile(this.turned.conditions.map((condition) => bound.replace(condition, unknown)));
      kernel = this.#engine.load(program, this.#host.arena);
      for (const [key, oldest] of this.#bounds) {
        if (this.#bounds.size < mostBounds) break;
        this.#bounds.delete(key);
        oldest.free();
      }
      this.#bounds.set(bound.key, kernel);
    }
    return kernel;
  }

  #compile(conjuncts: readonly Expr[]): Program {
    const { literalTypes, columnTypes } = this.turned;
    return compileQual(conjuncts, {
      schema: literalTypes.map((type, n) => ({ name: `literal ${n + 1}`, type, notNull: true })),
      params: columnTypes,
      ...this.#host.program,
    });
  }
}
