/**
 * The predicates of shapes of which there are few. Each is taken apart into its conditions, and the conditions of all predicates are grouped by their shapes, of which there
 * are few again: a hundred thousand predicates that are all different still compare the same columns in the same ways. All conditions of a shape are run at once; then
 * only predicates are looked at of which one chosen condition, which is true for few rows, is true.
 */
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { CodeStore } from './code-store.js';
import type { Host } from './group.js';
import type { RowInputs } from './row-inputs.js';
import { Leaf } from './leaf.js';
import { valuesOf, type LeafTree } from './plan.js';
import type { Answers } from './shape-group.js';
import type { Turned } from './turn.js';

/**
 * A predicate's block of words: the number of its owner, the length, where the condition stands that it is looked at for (-1: it is always looked at), whether another one may
 * be chosen, and from there on the conjuncts in order. A condition by itself is the number of its leaf and its row there; an AND or OR is its operator, the number
 * of words that follow, and its parts.
 */
const block = { owner: 0, length: 1, access: 2, mayMove: 3, code: 4 } as const;
const operators = { AND: -1, OR: -2 } as const;

/** What a condition is: false or null, true, not known. */
const no = 0;
const yes = 1;
const unknown = 2;
type Truth = typeof no | typeof yes | typeof unknown;

const noInputs: RowInputs = { values: [], placed: () => null, unknown: new Set() };

/** What is true is counted for the first rows, and then for one of so many. */
const countedFirst = 8;
const countedEach = 16;

export class ScatteredPredicates<Owner> {
  readonly #host: Host;
  readonly #byShape = new Map<string, Leaf>();
  /** By their numbers; those of leaves that are gone are used again. */
  readonly #leaves: (Leaf | undefined)[] = [];
  readonly #unusedLeaves: number[] = [];
  readonly #codes = new CodeStore();
  readonly #owners: (Owner | undefined)[] = [];
  readonly #unusedOwners: number[] = [];
  readonly #always = new Set<number>();
  #size = 0;
  #evaluations = 0;
  /** When other conditions are chosen, by what was seen until then. */
  #choice: number = countedFirst;
  #i32: Int32Array;
  /** Where the bits of each leaf are, as an index of words; -1 where they are not all known. */
  readonly #bases: number[] = [];
  /** The row at hand. */
  #inputs: RowInputs = noInputs;
  /** A condition of the predicate at hand was not known. */
  #sawUnknown = false;

  constructor(host: Host) {
    this.#host = host;
    this.#i32 = host.arena.views.i32;
  }

  /** How many predicates there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds a predicate and gives its block. */
  add(conjuncts: readonly LeafTree[], params: readonly (Value | null)[], owner: Owner): number {
    const length = block.code + conjuncts.reduce((sum, conjunct) => sum + lengthOf(conjunct), 0);
    const start = this.#codes.take(length);
    const { words } = this.#codes;
    words[start + block.access] = -1;
    let at = start + block.code;
    try {
      for (const conjunct of conjuncts) at = this.#write(start, at, conjunct, params);
    } catch (error) {
      this.#deleteRows(start, at);
      this.#codes.give(start, length);
      throw error;
    }
    words[start + block.length] = length;
    // Where a condition can raise, the first one decides whether it is evaluated.
    const raises = conjuncts.some((conjunct) => conjunct.kind === 'leaf' && conjunct.raises);
    words[start + block.mayMove] = raises ? 0 : 1;
    const number = this.#unusedOwners.pop() ?? this.#owners.length;
    words[start + block.owner] = number;
    this.#owners[number] = owner;
    this.#setAccess(start, this.#choose(start));
    this.#size++;
    return start;
  }

  delete(start: number): void {
    const { words } = this.#codes;
    const owner = words[start + block.owner] ?? 0;
    const length = words[start + block.length] ?? 0;
    this.#setAccess(start, -1);
    this.#always.delete(start);
    this.#deleteRows(start, start + length);
    this.#codes.give(start, length);
    this.#owners[owner] = undefined;
    this.#unusedOwners.push(owner);
    this.#size--;
  }

  /** The literals of a predicate in the order in which they are written, which is that of its whole shape. */
  literals(start: number): Value[] {
    const { words } = this.#codes;
    const end = start + (words[start + block.length] ?? 0);
    const found: Value[] = [];
    for (let at = start + block.code; at < end; at += 2) {
      if ((words[at] ?? -1) < 0) continue;
      const { group } = this.#leaf(words[at]);
      group.turned.literalTypes.forEach((_, literal) => {
        const value = group.literal(literal, words[at + 1] ?? 0);
        if (value === null) throw new SqlError('XX000', 'a literal of a predicate is null');
        found.push(value);
      });
    }
    return found;
  }

  evaluate(inputs: RowInputs, answers: Answers<Owner>): void {
    const isCounted = this.#evaluations < countedFirst || this.#evaluations % countedEach === 0;
    if (++this.#evaluations === this.#choice) this.#chooseAgain();
    this.#inputs = inputs;
    for (const leaf of this.#leaves) {
      if (leaf === undefined) continue;
      leaf.state = 'waiting';
      this.#bases[leaf.number] = -1;
      if (leaf.accesses > 0 || isCounted) this.#begin(leaf);
      if (isCounted) leaf.count(this.#host.arena);
    }
    for (const leaf of this.#leaves) if (leaf !== undefined && leaf.accesses > 0) this.#visit(leaf, answers);
    for (const start of this.#always) this.#decide(start, answers);
  }

  /** Runs the conditions of a leaf. */
  #begin(leaf: Leaf): void {
    leaf.begin(this.#inputs);
    this.#bases[leaf.number] = leaf.state === 'run' ? leaf.base : -1;
    this.#i32 = this.#host.arena.views.i32;
  }

  free(): void {
    for (const leaf of this.#leaves) leaf?.group.free();
  }

  /** Decides about the predicates that are looked at because of a condition of this shape. */
  #visit({ group, access, state, base }: Leaf, answers: Answers<Owner>): void {
    const { owners } = group;
    const words = (group.count + 31) >> 5;
    for (let word = 0; word < words; word++) {
      let bits = access[word] ?? 0;
      if (state === 'run') bits &= this.#i32[base + word] ?? 0;
      for (; bits !== 0; bits &= bits - 1)
        this.#decide(owners[word * 32 + (31 - Math.clz32(bits & -bits))] ?? 0, answers);
    }
  }

  #decide(start: number, answers: Answers<Owner>): void {
    const { words } = this.#codes;
    this.#sawUnknown = false;
    let truth: Truth = no;
    let failure: SqlError | undefined;
    try {
      truth = this.#ask(start + block.code, start + (words[start + block.length] ?? 0), operators.AND);
    } catch (error) {
      if (!(error instanceof SqlError) || error.code === '57014') throw error;
      failure = error;
    }
    if (truth === no && failure === undefined) return;
    const owner = this.#owners[words[start + block.owner] ?? 0];
    if (owner === undefined) throw new SqlError('XX000', 'a predicate has no owner');
    if (truth === yes) answers.hit(owner);
    // Whether what raises would have been evaluated can depend on what is not known.
    else if (failure === undefined || this.#sawUnknown) answers.maybe(owner);
    else answers.failed(owner, failure);
  }

  #ask(from: number, to: number, operator: number): Truth {
    const { words } = this.#codes;
    const decides = operator === operators.OR ? yes : no;
    let isKnown = true;
    for (let at = from; at < to; ) {
      const head = words[at] ?? 0;
      const argument = words[at + 1] ?? 0;
      at += 2;
      let truth: Truth;
      if (head >= 0) truth = this.#truth(head, argument);
      else {
        truth = this.#ask(at, at + argument, head);
        at += argument;
      }
      if (truth === decides) return truth;
      if (truth === unknown) isKnown = false;
    }
    if (!isKnown) return unknown;
    return decides === yes ? no : yes;
  }

  #truth(number: number, row: number): Truth {
    const base = this.#bases[number] ?? -1;
    if (base >= 0) return (((this.#i32[base + (row >> 5)] ?? 0) >>> (row & 31)) & 1) === 1 ? yes : no;
    const leaf = this.#leaf(number);
    if (leaf.state === 'waiting') {
      this.#begin(leaf);
      return this.#truth(number, row);
    }
    if (leaf.state === 'row by row') return leaf.group.runOne(row) ? yes : no;
    this.#sawUnknown = true;
    return unknown;
  }

  /** Where the condition stands, among the conjuncts by themselves, that is true for the fewest rows; -1 if there is none. */
  #choose(start: number): number {
    const { words } = this.#codes;
    const code = start + block.code;
    const end = start + (words[start + block.length] ?? 0);
    if (words[start + block.mayMove] === 0) return end > code && (words[code] ?? -1) >= 0 ? code : -1;
    let chosen = -1;
    let least = Infinity;
    for (let at = code; at < end; ) {
      const head = words[at] ?? 0;
      if (head < 0) {
        at += 2 + (words[at + 1] ?? 0);
        continue;
      }
      const { rate } = this.#leaf(head);
      if (rate < least) {
        least = rate;
        chosen = at;
      }
      at += 2;
    }
    return chosen;
  }

  /** Chooses for all predicates: after eight rows, sixty-four, and so on, so that it costs next to nothing. */
  #chooseAgain(): void {
    this.#choice *= 8;
    const { words } = this.#codes;
    const starts = new Set<number>();
    for (const leaf of this.#leaves) for (const start of leaf?.group.owners ?? []) starts.add(start);
    for (const start of starts) {
      const chosen = this.#choose(start);
      if (chosen !== words[start + block.access]) this.#setAccess(start, chosen);
    }
  }

  #setAccess(start: number, access: number): void {
    const { words } = this.#codes;
    const before = words[start + block.access] ?? -1;
    if (before >= 0) this.#leaf(words[before]).setAccess(words[before + 1] ?? 0, false);
    words[start + block.access] = access;
    if (access < 0) this.#always.add(start);
    else {
      this.#leaf(words[access]).setAccess(words[access + 1] ?? 0, true);
      this.#always.delete(start);
    }
  }

  /** Writes a condition at a place of the block, and gives the place after it. */
  #write(start: number, at: number, tree: LeafTree, params: readonly (Value | null)[]): number {
    const { words } = this.#codes;
    if (tree.kind !== 'leaf') {
      words[at] = operators[tree.kind];
      words[at + 1] = 0;
      let next = at + 2;
      try {
        for (const part of tree.parts) next = this.#write(start, next, part, params);
      } catch (error) {
        this.#deleteRows(at + 2 - block.code, next);
        throw error;
      }
      words[at + 1] = next - at - 2;
      return next;
    }
    const leaf = this.#byShape.get(tree.turned.shape) ?? this.#newLeaf(tree.turned);
    try {
      const row = leaf.group.add(valuesOf(tree.turned.sources, params), start);
      leaf.places[row] = at;
      words[at] = leaf.number;
      words[at + 1] = row;
    } catch (error) {
      this.#dropIfEmpty(leaf);
      throw error;
    }
    return at + 2;
  }

  #newLeaf(turned: Turned): Leaf {
    const number = this.#unusedLeaves.at(-1) ?? this.#leaves.length;
    const leaf = new Leaf(number, this.#host, turned);
    this.#unusedLeaves.pop();
    this.#leaves[number] = leaf;
    this.#byShape.set(turned.shape, leaf);
    return leaf;
  }

  #dropIfEmpty(leaf: Leaf): void {
    if (leaf.group.count > 0) return;
    this.#byShape.delete(leaf.group.turned.shape);
    this.#leaves[leaf.number] = undefined;
    this.#unusedLeaves.push(leaf.number);
    leaf.group.free();
  }

  /** Deletes the rows of a block's conditions up to a place. */
  #deleteRows(start: number, end: number): void {
    const { words } = this.#codes;
    for (let at = start + block.code; at < end; at += 2)
      if ((words[at] ?? -1) >= 0) this.#deleteRow(this.#leaf(words[at]), words[at + 1] ?? 0);
  }

  /** The last row takes the place of one that is deleted. */
  #deleteRow(leaf: Leaf, row: number): void {
    const { words } = this.#codes;
    const last = leaf.group.count - 1;
    const moved = leaf.group.delete(row);
    const place = leaf.places.pop() ?? 0;
    leaf.setAccess(row, false);
    if (moved !== undefined) {
      const isAccess = words[moved + block.access] === place;
      leaf.setAccess(last, false);
      leaf.setAccess(row, isAccess);
      leaf.places[row] = place;
      words[place + 1] = row;
    }
    this.#dropIfEmpty(leaf);
  }

  #leaf(number: number | undefined): Leaf {
    const leaf = this.#leaves[number ?? -1];
    if (leaf === undefined) throw new SqlError('XX000', 'a condition has no group');
    return leaf;
  }
}

/** How many words a condition takes. */
const lengthOf = (tree: LeafTree): number =>
  tree.kind === 'leaf' ? 2 : 2 + tree.parts.reduce((sum, part) => sum + lengthOf(part), 0);
