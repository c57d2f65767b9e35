/** The shapes of a set's predicates. Those of which there are many have a group of their own. The predicates of the others run by themselves where they are few, and are taken apart where they are many. */
import type { Value } from '../../catalog/types.js';
import type { Host } from './group.js';
import type { RowInputs } from './row-inputs.js';
import { valuesOf, type Plan } from './plan.js';
import { ScatteredPredicates } from './scattered.js';
import { ShapeGroup, type Answers } from './shape-group.js';
import { Single } from './single.js';
import type { Turned } from './turn.js';

/** When a shape has so many predicates, they get a group. */
const grouped = 32;
/** So many predicates without a group are taken apart: about from here on, to call a kernel for each condition costs less than to run them one by one. */
const scattered = 128;

interface Shape<Key> {
  readonly text: string;
  readonly columns: readonly number[];
  count: number;
  group: ShapeGroup<Entry<Key>> | undefined;
  /** While it has no group: the predicate that was added last, from which the others follow. */
  latest: Entry<Key> | undefined;
}

/** A predicate of a set. */
export interface Entry<Key> {
  readonly key: Key;
  readonly shape: Shape<Key>;
  /** It is in the group of its shape. */
  isGrouped: boolean;
  /** It runs by itself. */
  single: Single | undefined;
  /** Its row in the group, or the block that it was taken apart into. */
  place: number;
  /** While it is not: another one of the same shape. */
  next: Entry<Key> | undefined;
  /** What is known of it during one change. */
  change: number;
}

export class Shapes<Key> {
  readonly #host: Host;
  readonly #shapes = new Map<string, Shape<Key>>();
  readonly #groups = new Set<ShapeGroup<Entry<Key>>>();
  readonly #scattered: ScatteredPredicates<Entry<Key>>;
  readonly #singles = new Set<Entry<Key>>();
  /** How many shapes read each column. */
  readonly #readers: number[] = [];
  #columns: readonly number[] | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#scattered = new ScatteredPredicates(host);
  }

  /** The columns that any predicate reads. */
  get columns(): readonly number[] {
    this.#columns ??= this.#readers.flatMap((readers, column) => (readers > 0 ? [column] : []));
    return this.#columns;
  }

  add(key: Key, plan: Plan, params: readonly (Value | null)[]): Entry<Key> {
    const known = this.#shapes.get(plan.whole.shape);
    const shape = known ?? {
      text: plan.whole.shape,
      columns: plan.whole.columns,
      count: 0,
      group: undefined,
      latest: undefined,
    };
    if (shape.group === undefined && shape.count >= grouped) this.#gather(shape, plan.whole);
    const { group } = shape;
    const entry: Entry<Key> = {
      key,
      shape,
      isGrouped: group !== undefined,
      single: undefined,
      place: -1,
      next: undefined,
      change: 0,
    };
    if (group !== undefined) entry.place = group.add(valuesOf(plan.whole.sources, params), entry);
    else {
      this.#addApart(entry, plan, params);
      entry.next = shape.latest;
      shape.latest = entry;
    }
    if (known === undefined) this.#appear(shape);
    shape.count++;
    return entry;
  }

  delete(entry: Entry<Key>): void {
    const { shape } = entry;
    if (entry.isGrouped) {
      const moved = shape.group?.delete(entry.place);
      if (moved !== undefined) moved.place = entry.place;
      if (shape.group?.count === 0) this.#dropGroup(shape);
    } else {
      this.#deleteApart(entry);
      unlink(entry);
    }
    if (--shape.count === 0) this.#disappear(shape);
  }

  evaluate(inputs: RowInputs, answers: Answers<Entry<Key>>): void {
    this.#runSingles(inputs, answers);
    if (this.#scattered.size > 0) this.#scattered.evaluate(inputs, answers);
    for (const group of this.#groups) group.evaluate(inputs, answers);
  }

  free(): void {
    this.#scattered.free();
    for (const group of this.#groups) group.free();
  }

  /** Adds a predicate of a shape without a group. */
  #addApart(entry: Entry<Key>, plan: Plan, params: readonly (Value | null)[]): void {
    if (this.#singles.size + this.#scattered.size < scattered && this.#host.rowEngine !== undefined) {
      entry.single = new Single(plan, params);
      this.#singles.add(entry);
      return;
    }
    for (const other of this.#singles) this.#scatter(other);
    entry.place = this.#scattered.add(plan.leaves, params, entry);
  }

  #deleteApart(entry: Entry<Key>): void {
    if (entry.single === undefined) this.#scattered.delete(entry.place);
    else this.#singles.delete(entry);
    entry.single = undefined;
  }

  /** Takes apart a predicate that ran by itself. */
  #scatter(entry: Entry<Key>): void {
    const { single } = entry;
    if (single === undefined) return;
    entry.place = this.#scattered.add(single.plan.leaves, single.params, entry);
    this.#deleteApart(entry);
  }

  #literals({ single, place }: Entry<Key>): Value[] {
    return single === undefined ? this.#scattered.literals(place) : valuesOf(single.plan.whole.sources, single.params);
  }

  #runSingles(inputs: RowInputs, answers: Answers<Entry<Key>>): void {
    for (const entry of this.#singles) {
      if (entry.single?.canRun(this.#host, inputs) === true) entry.single.run(inputs, entry, answers);
      else this.#scatter(entry);
    }
  }

  /** Gives the shape a group, and puts its predicates there. */
  #gather(shape: Shape<Key>, turned: Turned): void {
    const group = new ShapeGroup<Entry<Key>>(this.#host, turned);
    this.#groups.add(group);
    shape.group = group;
    for (let entry = shape.latest; entry !== undefined; entry = shape.latest) {
      const row = group.add(this.#literals(entry), entry);
      this.#deleteApart(entry);
      entry.place = row;
      entry.isGrouped = true;
      shape.latest = entry.next;
      entry.next = undefined;
    }
  }

  #dropGroup(shape: Shape<Key>): void {
    if (shape.group === undefined) return;
    this.#groups.delete(shape.group);
    shape.group.free();
    shape.group = undefined;
  }

  #appear(shape: Shape<Key>): void {
    this.#shapes.set(shape.text, shape);
    for (const column of shape.columns) this.#count(column, 1);
  }

  #disappear(shape: Shape<Key>): void {
    this.#shapes.delete(shape.text);
    for (const column of shape.columns) this.#count(column, -1);
  }

  #count(column: number, change: number): void {
    while (this.#readers.length <= column) this.#readers.push(0);
    const before = this.#readers[column] ?? 0;
    this.#readers[column] = before + change;
    if (before === 0 || before + change === 0) this.#columns = undefined;
  }
}

/** Takes a predicate out of those of its shape, of which there are few. */
function unlink<Key>(entry: Entry<Key>): void {
  const { shape } = entry;
  if (shape.latest === entry) shape.latest = entry.next;
  for (let other = shape.latest; other !== undefined; other = other.next)
    if (other.next === entry) other.next = entry.next;
}
