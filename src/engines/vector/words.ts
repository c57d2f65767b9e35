/** Words of 64 rows, a bit a row: expressions over locals of the kernel, made smaller as they are built, and computed once, where they are first needed. */
import type { Writer } from '../stencils/writer.js';

export interface Word {
  readonly op: 'none' | 'all' | 'local' | 'not' | 'and' | 'or' | 'xor';
  readonly args: readonly Word[];
  /** Of a local, and of whatever has been computed into one. */
  local: number | undefined;
}

const codes = { and: 0x83, or: 0x84, xor: 0x85 } as const;

export class Words {
  readonly none: Word = { op: 'none', args: [], local: undefined };
  readonly all: Word = { op: 'all', args: [], local: undefined };
  readonly #made = new Map<string, Word>();
  readonly #numbers = new Map<Word, number>();
  readonly #w: Writer;
  readonly #add: () => number;

  /** `add` gives an i64 local. */
  constructor(writer: Writer, add: () => number) {
    this.#w = writer;
    this.#add = add;
  }

  /** What a local of the kernel holds. */
  of(local: number): Word {
    return this.#make('local', [], local);
  }

  #number(word: Word): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(word, number);
    }
    return number;
  }

  #make(op: Word['op'], args: readonly Word[], local?: number): Word {
    const key = `${op} ${args.map((arg) => this.#number(arg)).join(' ')} ${local ?? ''}`;
    let word = this.#made.get(key);
    if (word === undefined) {
      word = { op, args, local };
      this.#made.set(key, word);
    }
    return word;
  }

  not(a: Word): Word {
    if (a === this.none) return this.all;
    if (a === this.all) return this.none;
    const [inner] = a.args;
    return a.op === 'not' && inner !== undefined ? inner : this.#make('not', [a]);
  }

  and(a: Word, b: Word): Word {
    if (a === this.none || b === this.none || this.not(a) === b) return this.none;
    if (a === this.all || a === b) return b;
    if (b === this.all) return a;
    // What is among the parts of a conjunction already adds nothing; of a & ~(a & c) only a & ~c is left.
    const parts = conjuncts(a);
    if (parts.has(b)) return a;
    if (conjuncts(b).has(a)) return b;
    const [denied] = b.args;
    if (b.op === 'not' && denied?.op === 'and') {
      const [x, y] = denied.args;
      if (x !== undefined && y !== undefined && (parts.has(x) || x === a)) return this.and(a, this.not(y));
      if (x !== undefined && y !== undefined && (parts.has(y) || y === a)) return this.and(a, this.not(x));
    }
    return this.#make('and', [a, b]);
  }

  or(a: Word, b: Word): Word {
    if (a === this.all || b === this.all || this.not(a) === b) return this.all;
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
      this.not(y) === v &&
      x !== undefined
    )
      return x;
    return this.#make('or', [a, b]);
  }

  xor(a: Word, b: Word): Word {
    if (a === b) return this.none;
    if (a === this.none) return b;
    if (b === this.none) return a;
    if (a === this.all) return this.not(b);
    if (b === this.all) return this.not(a);
    return this.#make('xor', [a, b]);
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
      this.#w.copy(Uint8Array.of(0x42, 0x7f, codes.xor));
      return;
    }
    if (word.op === 'and' || word.op === 'or' || word.op === 'xor') this.#w.byte(codes[word.op]);
  }
}

/** The parts of a conjunction. */
function conjuncts(word: Word, found = new Set<Word>()): Set<Word> {
  if (word.op === 'and' && found.size < 32) for (const arg of word.args) conjuncts(arg, found);
  else found.add(word);
  return found;
}
