/**
 * What interpreting and compiling cost on this machine, in nanoseconds: guesses to begin with, then averages of what was measured in this process, in which
 * the latest counts most. All programs share them, because the first run of a new one must be decided before any of its own rows were timed.
 */

/** How much a new measurement moves an average. */
const weight = 0.25;
/** A measurement this many times what was expected is taken for no more than that: something else ran meanwhile. */
const mostSurprise = 4;
/** Nanoseconds that a row takes beside its steps: the loop, the bit. */
const loop = 2;

export class Costs {
  /** A word of wordcode in the interpreter, for one row. Some four make a step; rows are rejected early, so not all are run. */
  word = 0.4;
  /** What a compiled row takes of the time of an interpreted one: in V8's baseline code at first, in its optimised code later. */
  compiledPart = 0.3;
  /** Making a module ready: each, and each word of it. */
  module = 50_000;
  moduleWord = 400;

  /** Predicted: a row of a program of so many words. */
  row(words: number): number {
    return loop + words * this.word;
  }

  /** Predicted: compiling a program of so many words. */
  compile(words: number): number {
    return this.module + words * this.moduleWord;
  }

  /** A row of so many words took so long in the interpreter. */
  interpreted(words: number, nanoseconds: number): void {
    const word = Math.max(0.01, (nanoseconds - loop) / words);
    this.word += (Math.min(word, this.word * mostSurprise) - this.word) * weight;
  }

  /** It took so long to compile a program of so many words: both parts of the cost are off by the same factor. */
  compiled(words: number, nanoseconds: number): void {
    const factor = 1 + (Math.min(nanoseconds / this.compile(words), mostSurprise) - 1) * weight;
    this.module *= factor;
    this.moduleWord *= factor;
  }

  /** A compiled row took this part of the time of an interpreted one. */
  ratio(part: number): void {
    this.compiledPart += (Math.min(part, 1) - this.compiledPart) * weight;
  }
}
