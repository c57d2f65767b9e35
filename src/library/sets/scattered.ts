/**
 * The predicates of shapes of which there are few. Each is taken apart into its conditions, and the conditions of all predicates are grouped by their shapes, of which there
 * are few again: a hundred thousand predicates that are all different still compare the same columns in the same ways. All conditions of a shape are run at once; then
 * only predicates are looked at of which one chosen condition is true.
 */
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { equalityOf } from './equality.js';
import { Group, type Host, type RowInputs } from './group.js';
import { valuesOf, type LeafTree } from './plan.js';
import type { Answers } from './shape-group.js';
import type { Turned } from './turn.js';

/** A predicate taken apart. */
export interface Scattered<Owner> {
  readonly owner: Owner;
  /**
   * The conjuncts in order. A condition by itself is two numbers, its group's and its row's; an AND or OR is its operator, the number of numbers that follow, and its
   * parts.
   */
  readonly code: number[];
  /** The place in the code of the condition that is looked at first; -1: the predicate is always looked at. */
  access: number;
}

const operators = { AND: -1, OR: -2 } as const;
/** What a condition is: false or null, true, not known. */
const no = 0;
const yes = 1;
const unknown = 2;
type Truth = typeof no | typeof yes | typeof unknown;

interface Leaf<Owner> {
  readonly number: number;
  readonly group: Group<Scattered<Owner>>;
  readonly isEquality: boolean;
  /** The place of each row in its predicate's code. */
  readonly places: number[];
  /** A bit for each row that is the access of its predicate. */
  access: Int32Array;
  accesses: number;
  state: 'run' | 'row by row' | 'unknown';
}

export class ScatteredPredicates<Owner> {
  readonly #host: Host;
  readonly #byShape = new Map<string, Leaf<Owner>>();
  /** By their numbers; those of groups that are gone are used again. */
  readonly #leaves: (Leaf<Owner> | undefined)[] = [];
  readonly #unused: number[] = [];
  readonly #always = new Set<Scattered<Owner>>();
  /** A condition of the predicate at hand was not known. */
  #sawUnknown = false;

  constructor(host: Host) {
    this.#host = host;
  }

  add(conjuncts: readonly LeafTree[], params: readonly (Value | null)[], owner: Owner): Scattered<Owner> {
    const predicate: Scattered<Owner> = { owner, code: [], access: -1 };
    try {
      for (const conjunct of conjuncts) this.#write(predicate, conjunct, params);
    } catch (error) {
      this.delete(predicate);
      throw error;
    }
    predicate.access = this.#choose(predicate.code, conjuncts);
    if (predicate.access < 0) this.#always.add(predicate);
    else this.#setAccess(predicate, true);
    return predicate;
  }

  delete(predicate: Scattered<Owner>): void {
    const { code } = predicate;
    if (predicate.access >= 0) this.#setAccess(predicate, false);
    else this.#always.delete(predicate);
    // Where its own last row moves, that is nobody's access any more.
    predicate.access = -1;
    for (let at = 0; at < code.length; at += 2)
      if ((code[at] ?? 0) >= 0) this.#deleteRow(this.#leaf(code[at]), code[at + 1] ?? 0);
  }

  evaluate(inputs: RowInputs, answers: Answers<Owner>): void {
    for (const leaf of this.#leaves) if (leaf !== undefined) this.#begin(leaf, inputs);
    for (const leaf of this.#leaves) if (leaf !== undefined && leaf.accesses > 0) this.#visit(leaf, answers);
    for (const predicate of this.#always) this.#decide(predicate, answers);
  }

  free(): void {
    for (const leaf of this.#leaves) leaf?.group.free();
  }

  #begin(leaf: Leaf<Owner>, inputs: RowInputs): void {
    if (inputs.unknown.size > 0 && leaf.group.turned.columns.some((column) => inputs.unknown.has(column))) {
      leaf.state = 'unknown';
      return;
    }
    leaf.group.begin(inputs);
    leaf.state = leaf.group.runAll() ? 'run' : 'row by row';
  }

  /** Decides about the predicates that are looked at because of a condition of this shape. */
  #visit({ group, access, state }: Leaf<Owner>, answers: Answers<Owner>): void {
    const start = group.bitmap >> 2;
    const { i32 } = this.#host.arena.views;
    for (let word = 0; word < (group.count + 31) >> 5; word++) {
      let bits = access[word] ?? 0;
      if (state === 'run') bits &= i32[start + word] ?? 0;
      for (; bits !== 0; bits &= bits - 1) {
        const predicate = group.owners[word * 32 + (31 - Math.clz32(bits & -bits))];
        if (predicate === undefined) continue;
        if (state === 'run' && predicate.code.length === 2) answers.hit(predicate.owner);
        else this.#decide(predicate, answers);
      }
    }
  }

  #decide({ owner, code }: Scattered<Owner>, answers: Answers<Owner>): void {
    this.#sawUnknown = false;
    let truth: Truth;
    try {
      truth = this.#ask(code, 0, code.length, operators.AND);
    } catch (error) {
      if (!(error instanceof SqlError) || error.code === '57014') throw error;
      if (this.#sawUnknown) answers.maybe(owner);
      else answers.failed(owner, error);
      return;
    }
    if (truth === yes) answers.hit(owner);
    else if (truth === unknown) answers.maybe(owner);
  }

  #ask(code: readonly number[], from: number, to: number, operator: number): Truth {
    const decides = operator === operators.OR ? yes : no;
    let isKnown = true;
    for (let at = from; at < to; ) {
      const head = code[at] ?? 0;
      const argument = code[at + 1] ?? 0;
      at += 2;
      let truth: Truth;
      if (head >= 0) truth = this.#truth(head, argument);
      else {
        truth = this.#ask(code, at, at + argument, head);
        at += argument;
      }
      if (truth === decides) return truth;
      if (truth === unknown) isKnown = false;
    }
    if (!isKnown) return unknown;
    return decides === yes ? no : yes;
  }

  #truth(number: number, row: number): Truth {
    const { group, state } = this.#leaf(number);
    if (state === 'run') return group.bit(row) ? yes : no;
    if (state === 'row by row') return group.runOne(row) ? yes : no;
    this.#sawUnknown = true;
    return unknown;
  }

  /** Which condition is looked at first: an equality, which is true for few; where a condition can raise, the first one, because that decides whether it is evaluated. */
  #choose(code: readonly number[], conjuncts: readonly LeafTree[]): number {
    const raises = conjuncts.some((conjunct) => conjunct.kind === 'leaf' && conjunct.raises);
    let chosen = -1;
    let at = 0;
    for (const { kind } of conjuncts) {
      if (kind === 'leaf' && (chosen < 0 || this.#leaf(code[at]).isEquality)) {
        chosen = at;
        if (this.#leaf(code[at]).isEquality) return chosen;
      }
      if (raises) return chosen;
      at += kind === 'leaf' ? 2 : 2 + (code[at + 1] ?? 0);
    }
    return chosen;
  }

  #write(predicate: Scattered<Owner>, tree: LeafTree, params: readonly (Value | null)[]): void {
    const { code } = predicate;
    if (tree.kind !== 'leaf') {
      const at = code.push(operators[tree.kind], 0) - 1;
      for (const part of tree.parts) this.#write(predicate, part, params);
      code[at] = code.length - at - 1;
      return;
    }
    const leaf = this.#byShape.get(tree.turned.shape) ?? this.#newLeaf(tree.turned);
    try {
      const row = leaf.group.add(valuesOf(tree.turned.sources, params), predicate);
      leaf.places[row] = code.length;
      code.push(leaf.number, row);
    } catch (error) {
      this.#dropIfEmpty(leaf);
      throw error;
    }
  }

  #newLeaf(turned: Turned): Leaf<Owner> {
    const leaf: Leaf<Owner> = {
      number: this.#unused.pop() ?? this.#leaves.length,
      group: new Group(this.#host, turned),
      isEquality: equalityOf(turned) !== undefined,
      places: [],
      access: new Int32Array(2),
      accesses: 0,
      state: 'run',
    };
    this.#leaves[leaf.number] = leaf;
    this.#byShape.set(turned.shape, leaf);
    return leaf;
  }

  #dropIfEmpty(leaf: Leaf<Owner>): void {
    if (leaf.group.count > 0) return;
    this.#byShape.delete(leaf.group.turned.shape);
    this.#leaves[leaf.number] = undefined;
    this.#unused.push(leaf.number);
    leaf.group.free();
  }

  /** The last row takes the place of one that is deleted. */
  #deleteRow(leaf: Leaf<Owner>, row: number): void {
    const moved = leaf.group.delete(row);
    const place = leaf.places.pop() ?? 0;
    if (moved !== undefined) {
      if (moved.access === place) this.#flip(leaf, leaf.group.count, false);
      leaf.places[row] = place;
      moved.code[place + 1] = row;
      if (moved.access === place) this.#flip(leaf, row, true);
    }
    this.#dropIfEmpty(leaf);
  }

  #setAccess({ code, access }: Scattered<Owner>, on: boolean): void {
    const leaf = this.#leaf(code[access]);
    leaf.accesses += on ? 1 : -1;
    this.#flip(leaf, code[access + 1] ?? 0, on);
  }

  #flip(leaf: Leaf<Owner>, row: number, on: boolean): void {
    const word = row >> 5;
    if (word >= leaf.access.length) {
      const grown = new Int32Array(Math.max(word + 1, leaf.access.length * 2));
      grown.set(leaf.access);
      leaf.access = grown;
    }
    const bits = leaf.access[word] ?? 0;
    leaf.access[word] = on ? bits | (1 << (row & 31)) : bits & ~(1 << (row & 31));
  }

  #leaf(number: number | undefined): Leaf<Owner> {
    const leaf = this.#leaves[number ?? -1];
    if (leaf === undefined) throw new SqlError('XX000', 'a condition has no group');
    return leaf;
  }
}
