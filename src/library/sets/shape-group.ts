/** The predicates of a shape of which there are many. They are found by an equality that all of them have, where there is one; otherwise, all are run. */
import type { Value } from '../../catalog/types.js';
import type { SqlError } from '../../error.js';
import { certainly, possibly, type Bound } from './bound.js';
import { EqualityIndex, equalityOf, hashKey, type Equality, type HashKey } from './equality.js';
import { Group, type Host, type RowInputs } from './group.js';
import type { Turned } from './turn.js';

/** What is told of predicates: true, perhaps true (of a row whose values are not all known), raised. */
export interface Answers<Owner> {
  readonly hit: (owner: Owner) => void;
  readonly maybe: (owner: Owner) => void;
  readonly failed: (owner: Owner, error: SqlError) => void;
}

/** To run a row by itself takes as long as to run so many together. */
const costOfOne = 8;

export class ShapeGroup<Owner> {
  readonly #group: Group<Owner>;
  readonly #equality: Equality | undefined;
  readonly #index: EqualityIndex | undefined;

  constructor(host: Host, turned: Turned) {
    this.#group = new Group(host, turned);
    this.#equality = equalityOf(turned);
    this.#index = this.#equality === undefined ? undefined : new EqualityIndex();
  }

  get count(): number {
    return this.#group.count;
  }

  /** Adds a predicate and gives its row. */
  add(values: readonly Value[], owner: Owner): number {
    const row = this.#group.add(values, owner);
    if (this.#index !== undefined) this.#index.add(this.#keyOf(row), row);
    return row;
  }

  /** Deletes a row. Gives the owner whose row has this number now, if there is one. */
  delete(row: number): Owner | undefined {
    const last = this.#group.count - 1;
    const index = this.#index;
    if (index === undefined) return this.#group.delete(row);
    index.delete(this.#keyOf(row), row);
    const lastKey = row === last ? undefined : this.#keyOf(last);
    if (lastKey !== undefined) index.delete(lastKey, last);
    const moved = this.#group.delete(row);
    if (lastKey !== undefined) index.add(lastKey, row);
    return moved;
  }

  evaluate(inputs: RowInputs, answers: Answers<Owner>): void {
    const { unknown } = inputs;
    if (unknown.size === 0 || !this.#group.turned.columns.some((column) => unknown.has(column))) {
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
    const candidates = this.#candidates(inputs);
    if (candidates?.length === 0) return;
    group.begin(inputs, bound);
    if (candidates === undefined) group.each(hit, failed);
    else for (const row of candidates) group.one(row, hit, failed);
  }

  /** The rows for which the equality is true, if it is known and they are few. */
  #candidates({ values, unknown }: RowInputs): number[] | undefined {
    const index = this.#index;
    if (this.#equality === undefined || index === undefined) return undefined;
    const { column, columnType } = this.#equality;
    if (unknown.has(column)) return undefined;
    const value = values[column] ?? null;
    if (value === null) return [];
    const most = this.#group.count / costOfOne;
    const rows: number[] = [];
    for (let row = index.first(hashKey(columnType, value)); row >= 0; row = index.after(row)) {
      if (rows.push(row) > most) return undefined;
    }
    return rows;
  }

  #keyOf(row: number): HashKey {
    const { literal = 0, literalType = 'int4' } = this.#equality ?? {};
    return hashKey(literalType, this.#group.literal(literal, row) ?? 0);
  }
}
