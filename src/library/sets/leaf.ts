/** The conditions of one shape of predicates that are taken apart: their group, which of them are looked at first, and how often they are true. */
import type { Arena } from '../../arena/arena.js';
import { accessesOf } from './access.js';
import { Group, type Host } from './group.js';
import { knowsAll, type RowInputs } from './row-inputs.js';
import type { Turned } from './turn.js';

/** What is known of the bits for the row at hand: nothing yet; all; each must be run by itself, because one raised; nothing, because a value is not known. */
export type LeafState = 'waiting' | 'run' | 'row by row' | 'unknown';

/** Before anything was seen: the part of the rows for which an equality is true, and any other condition. */
const guesses = { equality: 0.01, other: 0.4 } as const;
/** So many rows weigh as much as the guess. */
const guessRows = 64;

export class Leaf {
  readonly number: number;
  /** The owner of a row is the block of its predicate. */
  readonly group: Group<number>;
  /** Where each row stands in its predicate's block. */
  readonly places: number[] = [];
  /** A bit for each row that its predicate is looked at for. */
  access = new Int32Array(2);
  accesses = 0;
  state: LeafState = 'waiting';
  /** Where its bits are, as an index of 32-bit words. */
  base = 0;
  readonly #guess: number;
  #seen = 0;
  #passed = 0;

  constructor(number: number, host: Host, turned: Turned) {
    this.number = number;
    this.group = new Group(host, turned);
    const isEquality = accessesOf(turned).some(({ how }) => how === 'equal');
    this.#guess = isEquality ? guesses.equality : guesses.other;
  }

  /** The part of its conditions that is true for a row, as far as seen. */
  get rate(): number {
    return (this.#passed + this.#guess * guessRows) / (this.#seen + guessRows);
  }

  begin(inputs: RowInputs): void {
    if (!knowsAll(inputs, this.group.turned.columns)) {
      this.state = 'unknown';
      return;
    }
    this.group.begin(inputs);
    this.state = this.group.runAll() ? 'run' : 'row by row';
    this.base = this.group.bitmap >> 2;
  }

  /** Counts how many are true, after `begin`. */
  count(arena: Arena): void {
    if (this.state !== 'run') return;
    const { i32 } = arena.views;
    const { count } = this.group;
    for (let word = this.base; word < this.base + ((count + 31) >> 5); word++) this.#passed += bitCount(i32[word] ?? 0);
    this.#seen += count;
  }

  setAccess(row: number, on: boolean): void {
    const word = row >> 5;
    if (word >= this.access.length) {
      const grown = new Int32Array(Math.max(word + 1, this.access.length * 2));
      grown.set(this.access);
      this.access = grown;
    }
    const bits = this.access[word] ?? 0;
    const bit = 1 << (row & 31);
    if (((bits & bit) !== 0) === on) return;
    this.access[word] = bits ^ bit;
    this.accesses += on ? 1 : -1;
  }
}

function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
