/**
 * Programs over JavaScript objects. The program is the one that other engines run over columns; here it becomes closures over a row that read its properties in place. Values
 * are JavaScript's: nothing is copied, and a text goes into linear memory only for a function that has no other way.
 */
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { columnsRead } from '../../program/columns-read.js';
import type { Program } from '../../program/program.js';
import { copies } from './copies.generated.js';
import { planOf } from './explore.js';
import { holdOfType } from './hold.js';
import { Linker, type ColumnReader } from './link.js';
import type { PlanNode } from './plan.js';
import type { Row, RowValue, Tree } from './tree.js';

export type { ColumnReader } from './link.js';
export type { ColumnSite, Row, RowValue } from './tree.js';
export { canReadInPlace } from './can-read.js';

/** Makes an error of what a row raised, with the row's number; `undefined` stands for a row that is no object. */
export type Failed = (error: unknown, index: number) => never;

/** What runs the program. */
interface Instance {
  readonly run: Tree;
  readonly filter: (rows: readonly Row[], kept: Row[]) => void;
  readonly params: (RowValue | null)[];
}

let loops = 0;

/** A program loaded for rows that are JavaScript objects. It is used once at a time: not by a getter of a row that it reads. */
export class RowProgram {
  readonly #program: Program;
  readonly #arena: Arena;
  readonly #reader: (column: number) => ColumnReader;
  readonly #readers = new Map<number, ColumnReader>();
  readonly #failed: Failed;
  readonly #plan: PlanNode;
  readonly #reads: ReadonlyMap<number, number>;
  #instance: Instance | undefined;

  /** `reader` is asked once for each column that the program reads. */
  constructor(program: Program, arena: Arena, reader: (column: number) => ColumnReader, failed: Failed) {
    if (program.layout !== 'columns') {
      throw new SqlError('XX000', `a program for the layout ${program.layout} cannot read JavaScript objects`);
    }
    this.#program = program;
    this.#arena = arena;
    this.#reader = (column) => {
      const made = this.#readers.get(column) ?? reader(column);
      this.#readers.set(column, made);
      return made;
    };
    this.#failed = failed;
    this.#plan = planOf(program);
    this.#reads = columnsRead(program);
  }

  /** The row's bit of a qual, or a scalar program's value. */
  evaluate(row: Row, params: readonly (Value | null)[]): RowValue | null {
    return this.#enter(params).run(row);
  }

  /** Adds to `kept` the rows that a qual selects. */
  filter(rows: readonly Row[], kept: Row[], params: readonly (Value | null)[]): void {
    for (const { site } of this.#readers.values()) site.recheck();
    this.#enter(params).filter(rows, kept);
  }

  /** What runs it, with these parameters. */
  #enter(params: readonly (Value | null)[]): Instance {
    const instance = this.#instance ?? this.#newInstance();
    if (instance.params.length > 0) this.#bind(instance, params);
    return instance;
  }

  #bind(instance: Instance, params: readonly (Value | null)[]): void {
    this.#program.params.forEach((type, n) => {
      const value = params[n] ?? null;
      instance.params[n] = value === null ? null : holdOfType(type, value);
    });
  }

  #newInstance(): Instance {
    const params: (RowValue | null)[] = this.#program.params.map(() => null);
    const run = new Linker(this.#program, this.#arena, this.#reader, this.#reads, params).link(this.#plan);
    const copy = copies[loops++ % copies.length];
    if (copy === undefined) throw new SqlError('XX000', 'there are no copies of the closures');
    this.#instance = { run, filter: copy.filter(run, this.#failed), params };
    return this.#instance;
  }
}
