/** Words of 64 rows, a bit a row: expressions over locals of the kernel, made smaller as they are built, and computed once, where they are first needed. */
import type { Writer } from '../stencils/writer.js';

export interface Word {
  readonly op: 'none' | 'all' | 'local' | 'not' | 'and' | 'or' | 'xor';
  /** What is operated on. */
  readonly a: Word | undefined;
  readonly b: Word | undefined;
  /** Of a local, and of whatever has been computed into one. */
  local: number | undefined;
  /** What it is not, once that has been asked for. */
  negation: Word | undefined;
  /** The operations of which it is the first operand: the same one is made once. A word has few. */
  made: Word[] | undefined;
}

const codes = { and: 0x83, or: 0x84, xor: 0x85 } as const;

const make = (op: Word['op'], a?: Word, b?: Word, local?: number): Word => ({
  op,
  a,
  b,
  local,
  negation: undefined,
  made: undefined,
});

export class Words {
  readonly none: Word = make('none');
  readonly all: Word = make('all');
  readonly #locals: (Word | undefined)[] = [];
  readonly #w: Writer;
  readonly #add: () => number;

  /** `add` gives an i64 local. */
  constructor(writer: Writer, add: () => number) {
    this.#w = writer;
    this.#add = add;
  }

  /** What a local of the kernel holds. */
  of(local: number): Word {
    let word = this.#locals[local];
    if (word === undefined) {
      word = make('local', undefined, undefined, local);
      this.#locals[local] = word;
    }
    return word;
  }

  #operation(op: 'and' | 'or' | 'xor', a: Word, b: Word): Word {
    let { made } = a;
    if (made === undefined) {
      made = [];
      a.made = made;
    }
    for (let i = 0; i < made.length; i++) {
      const word = made[i];
      if (word !== undefined && word.b === b && word.op === op) return word;
    }
    const word = make(op, a, b);
    made.push(word);
    return word;
  }

  not(a: Word): Word {
    if (a === this.none) return this.all;
    if (a === this.all) return this.none;
    if (a.negation === undefined) {
      a.negation = make('not', a);
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
    const denied = b.a;
    if (b.op === 'not' && denied?.op === 'and') {
      const { a: x, b: y } = denied;
      if (x !== undefined && y !== undefined && hasPart(a, x)) return this.and(a, this.not(y));
      if (x !== undefined && y !== undefined && hasPart(a, y)) return this.and(a, this.not(x));
    }
    return this.#operation('and', a, b);
  }

  or(a: Word, b: Word): Word {
    if (a === this.all || b === this.all || a.negation === b) return this.all;
    if (a === this.none || a === b) return b;
    if (b === this.none) return a;
    const { a: x, b: y } = a;
    const { a: u, b: v } = b;
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
    if (word.a !== undefined) this.settle(word.a);
    if (word.b !== undefined) this.settle(word.b);
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
    if (word.a !== undefined) this.push(word.a);
    if (word.b !== undefined) this.push(word.b);
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

let partsLeft = 0;

/** Whether a word is a conjunction's part, or is it. */
function hasPart(word: Word, part: Word): boolean {
  partsLeft = mostParts;
  return word === part || findPart(word, part);
}

function findPart({ op, a, b }: Word, part: Word): boolean {
  if (op !== 'and' || partsLeft-- <= 0) return false;
  return (
    (b !== undefined && (b === part || findPart(b, part))) || (a !== undefined && (a === part || findPart(a, part)))
  );
}
