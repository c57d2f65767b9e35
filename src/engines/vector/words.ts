/** Words of 64 rows, a bit a row: expressions over locals of the kernel, made smaller as they are built, and computed once, where they are first needed. */
import type { Writer } from '../stencils/writer.js';

export interface Word {
  readonly op: 'none' | 'all' | 'local' | 'not' | 'and' | 'or' | 'xor';
  readonly args: readonly Word[];
  /** Of a local, and of whatever has been computed into one. */
  local: number | undefined;
  /** The words have numbers, in the order in which they are made. */
  readonly number: number;
  /** What it is not, once that has been asked for. */
  negation: Word | undefined;
}

const codes = { and: 0x83, or: 0x84, xor: 0x85 } as const;
/** For the key of an operation: less than 2 ^ 53 with the numbers of two words. */
const kinds = { and: 1, or: 2, xor: 3 } as const;
const mostWords = 2 ** 25;

export class Words {
  #count = 0;
  readonly none: Word = this.#make('none', []);
  readonly all: Word = this.#make('all', []);
  readonly #made = new Map<number, Word>();
  readonly #locals = new Map<number, Word>();
  readonly #w: Writer;
  readonly #add: () => number;

  /** `add` gives an i64 local. */
  constructor(writer: Writer, add: () => number) {
    this.#w = writer;
    this.#add = add;
  }

  #make(op: Word['op'], args: readonly Word[], local?: number): Word {
    return { op, args, local, number: this.#count++, negation: undefined };
  }

  /** What a local of the kernel holds. */
  of(local: number): Word {
    let word = this.#locals.get(local);
    if (word === undefined) {
      word = this.#make('local', [], local);
      this.#locals.set(local, word);
    }
    return word;
  }

  #operation(op: 'and' | 'or' | 'xor', a: Word, b: Word): Word {
    const key = (kinds[op] * mostWords + a.number) * mostWords + b.number;
    let word = this.#made.get(key);
    if (word === undefined) {
      word = this.#make(op, [a, b]);
      this.#made.set(key, word);
    }
    return word;
  }

  not(a: Word): Word {
    if (a === this.none) return this.all;
    if (a === this.all) return this.none;
    if (a.negation === undefined) {
      a.negation = this.#make('not', [a]);
      a.negation.negation = a;
    }
    return a.negation;
  }

  and(a: Word, b: Word): Word {
    if (a === this.none || b === this.none || a.negation === b) return this.none;
    if (a === this.all || a === b) return b;
    if (b === this.all) return a;
    // What is among the parts of a conjunction already adds nothing; of a & ~(a & c) only a & ~c is left.
    if (hasPart(a, b)) return a;
    if (hasPart(b, a)) return b;
    const [denied] = b.args;
    if (b.op === 'not' && denied?.op === 'and') {
      const [x, y] = denied.args;
      if (x !== undefined && y !== undefined && hasPart(a, x)) return this.and(a, this.not(y));
      if (x !== undefined && y !== undefined && hasPart(a, y)) return this.and(a, this.not(x));
    }
    return this.#operation('and', a, b);
  }

  or(a: Word, b: Word): Word {
    if (a === this.all || b === this.all || a.negation === b) return this.all;
    if (a === this.none || a === b) return b;
    if (b === this.none) return a;
    const [x, y] = a.args;
    const [u, v] = b.args;
    // The two parts of a word that was split: (x & y) | (x & ~y).
    if (
      a.op === 'and' &&
      b.op === 'and' &&
      x === u &&
      y !== undefined &&
      v !== undefined &&
      y.negation === v &&
      x !== undefined
    )
      return x;
    return this.#operation('or', a, b);
  }

  xor(a: Word, b: Word): Word {
    if (a === b) return this.none;
    if (a === this.none) return b;
    if (b === this.none) return a;
    if (a === this.all) return this.not(b);
    if (b === this.all) return this.not(a);
    return this.#operation('xor', a, b);
  }

  /** `then` for the rows of `rows`, which `otherwise` is not asked for; the other way round for those of `others`. Other rows do not matter. */
  merged(rows: Word, then: Word, others: Word, otherwise: Word): Word {
    return then === otherwise ? then : this.or(this.and(rows, then), this.and(others, otherwise));
  }

  /** Computes the word into a local, at the first time; to be called where every later reader passes. */
  settle(word: Word): void {
    if (word.local !== undefined || word === this.none || word === this.all) return;
    for (const arg of word.args) this.settle(arg);
    this.#operate(word);
    word.local = this.#add();
    this.#w.byte(0x21);
    this.#w.padded(word.local);
  }

  /** Pushes the word. */
  push(word: Word): void {
    if (word.local !== undefined) {
      this.#w.byte(0x20);
      this.#w.padded(word.local);
    } else if (word === this.none || word === this.all) {
      this.#w.byte(0x42);
      this.#w.byte(word === this.none ? 0x00 : 0x7f);
    } else this.#operate(word);
  }

  #operate(word: Word): void {
    for (const arg of word.args) this.push(arg);
    if (word.op === 'not') {
      this.#w.byte(0x42);
      this.#w.byte(0x7f);
      this.#w.byte(codes.xor);
      return;
    }
    if (word.op === 'and' || word.op === 'or' || word.op === 'xor') this.#w.byte(codes[word.op]);
  }
}

/** So many words are looked at, at most, for a conjunction's part. */
const mostParts = 64;

/** Whether a word is a conjunction's part, or is it. */
function hasPart(word: Word, part: Word): boolean {
  let left = mostParts;
  const search = (at: Word): boolean => {
    if (at === part) return true;
    if (at.op !== 'and' || left-- <= 0) return false;
    const [a, b] = at.args;
    return (b !== undefined && search(b)) || (a !== undefined && search(a));
  };
  return search(word);
}
