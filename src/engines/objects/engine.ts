/**
 * Programs over JavaScript objects. The program is the one that other engines run over columns; here it becomes closures over a row that read its properties in place. Values
 * are JavaScript's: nothing is copied, and a text goes into linear memory only for a function that has no other way.
 */
import type { TypeName, Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { columnsRead } from '../../program/columns-read.js';
import type { Program } from '../../program/program.js';
import { copies } from './copies.generated.js';
import { planOf } from './explore.js';
import { holdOfType } from './hold.js';
import { Linker, type ColumnReader } from './link.js';
import type { PlanNode } from './plan.js';
import type { ColumnSite, Row, RowValue, Tree } from './tree.js';

export type { ColumnReader } from './link.js';
export type { ColumnSite, Row, RowValue } from './tree.js';
export { canReadInPlace } from './can-read.js';

/** Makes an error of what a row raised, with the row's number; `undefined` stands for a row that is no object. */
export type Failed = (error: unknown, index: number) => never;

/** What runs the program. */
interface Instance {
  readonly run: Tree;
  /** Of the columns that it reads. */
  readonly sites: readonly ColumnSite[];
}

/** A program loaded for rows that are JavaScript objects. It is used once at a time: not by a getter of a row that it reads. */
export class RowProgram {
  readonly #types: readonly TypeName[];
  readonly #params: (RowValue | null)[];
  /** What the first row calls, which has the errors of linking; then it is given up, and the program with it. */
  #link: (() => Instance) | undefined;
  #run: Tree = (row) => this.#linked()(row);
  #sites: readonly ColumnSite[] = [];
  readonly #failed: Failed;
  #filter: ((rows: readonly Row[], kept: Row[]) => void) | undefined;

  /** `reader` is asked once for each column that the program reads. */
  constructor(program: Program, arena: Arena, reader: (column: number) => ColumnReader, failed: Failed) {
    if (program.layout !== 'columns') {
      throw new SqlError('XX000', `a program for the layout ${program.layout} cannot read JavaScript objects`);
    }
    const plan = planOf(program);
    const params: (RowValue | null)[] = program.params.map(() => null);
    this.#types = program.params;
    this.#params = params;
    this.#link = () => linked(plan, program, arena, reader, params);
    this.#failed = failed;
  }

  /** The row's bit of a qual, or a scalar program's value. Little stands here: V8 makes one function of it and the closures, as long as that is not long. */
  evaluate(row: Row, params: readonly (Value | null)[]): RowValue | null {
    if (params.length > 0) this.#take(params);
    return this.#run(row);
  }

  /** Adds to `kept` the rows that a qual selects. */
  filter(rows: readonly Row[], kept: Row[], params: readonly (Value | null)[]): void {
    if (params.length > 0) this.#take(params);
    const run = this.#linked();
    for (const site of this.#sites) site.recheck();
    this.#filter ??= loopOver(run, this.#failed);
    this.#filter(rows, kept);
  }

  #linked(): Tree {
    const made = this.#link?.();
    if (made !== undefined) {
      this.#run = made.run;
      this.#sites = made.sites;
      this.#link = undefined;
    }
    return this.#run;
  }

  #take(params: readonly (Value | null)[]): void {
    for (let n = 0; n < this.#types.length; n++) {
      const type = this.#types[n];
      const value = params[n] ?? null;
      if (type !== undefined) this.#params[n] = value === null ? null : holdOfType(type, value);
    }
  }
}

function linked(
  plan: PlanNode,
  program: Program,
  arena: Arena,
  reader: (column: number) => ColumnReader,
  params: (RowValue | null)[],
): Instance {
  const readers = new Map<number, ColumnReader>();
  const readerOf = (column: number): ColumnReader => {
    const made = readers.get(column) ?? reader(column);
    readers.set(column, made);
    return made;
  };
  const run = new Linker(program, arena, readerOf, columnsRead(program), params).link(plan);
  return { run, sites: Array.from(readers.values(), ({ site }) => site) };
}

let loops = 0;

/** The next copy of the loop over rows. */
function loopOver(run: Tree, failed: Failed): (rows: readonly Row[], kept: Row[]) => void {
  const copy = copies[loops++ % copies.length];
  if (copy === undefined) throw new SqlError('XX000', 'there are no copies of the closures');
  return copy.filter(run, failed);
}
