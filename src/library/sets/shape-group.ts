/** The predicates of a shape of which there are many. Where a condition that all of them have is true for few, those are found by it; otherwise, all are run. */
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { accessesOf, indexFor, type Access } from './access.js';
import type { Index } from './literal-index.js';
import { certainly, possibly, type Bound } from './bound.js';
import { Group, type Host } from './group.js';
import { knowsAll, type RowInputs } from './row-inputs.js';
import type { Turned } from './turn.js';

/** What is told of predicates: true, perhaps true (of a row whose values are not all known), raised. */
export interface Answers<Owner> {
  readonly hit: (owner: Owner) => void;
  readonly maybe: (owner: Owner) => void;
  readonly failed: (owner: Owner, error: SqlError) => void;
}

/** To run a row by itself takes as long as to run so many together. */
const costOfOne = 32;

export class ShapeGroup<Owner> {
  readonly #group: Group<Owner>;
  readonly #accesses: readonly (Access & { readonly index: Index })[];
  #found = new Int32Array(0);
  /** What the next way finds is written here, and is `#found` where it is less. */
  #spare = new Int32Array(0);

  constructor(host: Host, turned: Turned) {
    this.#group = new Group(host, turned);
    this.#accesses = accessesOf(turned).map((access) => ({ ...access, index: indexFor(access) }));
  }

  get count(): number {
    return this.#group.count;
  }

  /** Adds a predicate and gives its row. */
  add(values: readonly Value[], owner: Owner): number {
    const row = this.#group.add(values, owner);
    for (const access of this.#accesses) access.index.add(this.#literal(access, row), row);
    return row;
  }

  /** Deletes a row. Gives the owner whose row has this number now, if there is one. */
  delete(row: number): Owner | undefined {
    const last = this.#group.count - 1;
    const moving = this.#accesses.map((access) => {
      access.index.delete(this.#literal(access, row), row);
      const literal = this.#literal(access, last);
      if (row !== last) access.index.delete(literal, last);
      return literal;
    });
    const moved = this.#group.delete(row);
    if (row !== last) for (const [i, { index }] of this.#accesses.entries()) index.add(moving[i] ?? '', row);
    return moved;
  }

  evaluate(inputs: RowInputs, answers: Answers<Owner>): void {
    const { unknown } = inputs;
    if (knowsAll(inputs, this.#group.turned.columns)) {
      this.#run(
        inputs,
        undefined,
        (owner) => {
          answers.hit(owner);
        },
        answers.failed,
      );
      return;
    }
    const certain = new Set<Owner>();
    // Whether what raises would have been evaluated can depend on what is not known.
    const failed = (owner: Owner): void => {
      if (!certain.has(owner)) answers.maybe(owner);
      certain.add(owner);
    };
    this.#run(
      inputs,
      certainly(unknown),
      (owner) => {
        certain.add(owner);
        answers.hit(owner);
      },
      failed,
    );
    this.#run(
      inputs,
      possibly(unknown),
      (owner) => {
        if (!certain.has(owner)) answers.maybe(owner);
      },
      failed,
    );
  }

  free(): void {
    this.#group.free();
  }

  #run(
    inputs: RowInputs,
    bound: Bound | undefined,
    hit: (owner: Owner) => void,
    failed: (owner: Owner, error: SqlError) => void,
  ): void {
    const group = this.#group;
    const count = this.#find(inputs);
    if (count === 0) return;
    group.begin(inputs, bound);
    if (count < 0) group.each(hit, failed);
    else group.some(this.#found, count, hit, failed);
  }

  /** Writes the rows that may be true into `#found` and gives how many they are, or -1 if they are not few. Of several ways to them the one counts that finds the fewest. */
  #find({ values, unknown }: RowInputs): number {
    const most = Math.floor(this.#group.count / costOfOne);
    if (this.#found.length < most) {
      this.#found = new Int32Array(most * 2);
      this.#spare = new Int32Array(most * 2);
    }
    let fewest = -1;
    for (const { column, index } of this.#accesses) {
      if (unknown.has(column)) continue;
      const value = values[column] ?? null;
      if (value === null) return 0;
      const count = index.find(value, this.#spare, fewest < 0 ? most : fewest - 1);
      if (count < 0) continue;
      [this.#found, this.#spare] = [this.#spare, this.#found];
      if (count === 0) return 0;
      fewest = count;
    }
    return fewest;
  }

  #literal({ literal }: Access, row: number): Value {
    const value = this.#group.literal(literal, row);
    if (value === null) throw new SqlError('XX000', 'a literal of a predicate is null');
    return value;
  }
}
