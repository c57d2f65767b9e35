/**
 * What interpreting and compiling cost on this machine, in nanoseconds: guesses to begin with, then the medians of what was measured last in this process. All
 * programs share them, because the first run of a new one must be decided before any of its own rows were timed.
 */
import { decode } from '../../program/decode.js';
import type { Program } from '../../program/program.js';

/** Nanoseconds that a row takes beside its steps: the loop, the bit. */
const loop = 2;
/** What a call of a runtime function takes, in words of wordcode: it loops over a text. */
const callWords = 30;
/** A time that kept compiling from being tried could never be corrected, so it is taken for no more than this many times the guess. */
const mostSurprise = 4;
/** So many measurements make a median. */
const most = 15;

/** The median of the latest measurements: one in which the machine did something else moves it no more than any other. */
class RecentMedian {
  value: number;
  readonly #kept: number[];
  #next = 1;

  constructor(guess: number) {
    this.value = guess;
    this.#kept = [guess];
  }

  see(measured: number): void {
    this.#kept[this.#next] = measured;
    this.#next = (this.#next + 1) % most;
    this.value = this.#kept.toSorted((x, y) => x - y)[this.#kept.length >> 1] ?? measured;
  }
}

/** How large a program is: the words of its code, and how many of its steps call a runtime function. */
export interface Size {
  readonly words: number;
  readonly calls: number;
}

export const sizeOf = ({ code }: Program): Size => {
  let calls = 0;
  for (const step of decode(code)) if (step?.info.callsRuntime === true) calls++;
  return { words: code.length, calls };
};

const weight = ({ words, calls }: Size): number => words + calls * callWords;

export class Costs {
  /** A word of wordcode in the interpreter, for one row. Some three make a step; rows are rejected early, so not all are run. */
  readonly #word = new RecentMedian(0.8);
  /** What a compiled row takes of the time of an interpreted one: in V8's baseline code at first, in its optimised code later. */
  readonly #compiledPart = new RecentMedian(0.3);
  /** By which factor compiling takes longer than guessed: a module, and each word of it. */
  readonly #compiling = new RecentMedian(1);

  /** What was compiled so that the interpreter need not be optimised, in nanoseconds; no bound any more once it ran for long. */
  #instead = 0;

  /** Predicted: a row of a program in the interpreter. */
  row(size: Size): number {
    return loop + weight(size) * this.#word.value;
  }

  /** Predicted: compiling a program of so many words. */
  compile({ words }: Size): number {
    return this.#compiling.value * guessCompile(words);
  }

  /**
   * Whether to compile a program so that the interpreter, whose optimising has that price, is not run for long: until so much has been spent on compiling, or the interpreter ran
   * for long all the same.
   */
  sparesOptimising(size: Size, price: number): boolean {
    return this.#instead + this.compile(size) <= price;
  }

  /** The interpreter ran so long that it will be optimised. */
  ranLong(): void {
    this.#instead = Infinity;
  }

  /** What a compiled row takes of the time of an interpreted one. */
  get compiledPart(): number {
    return this.#compiledPart.value;
  }

  /** A row took so long in the interpreter. */
  interpreted(size: Size, nanoseconds: number): void {
    this.#word.see(Math.max(0.01, (nanoseconds - loop) / weight(size)));
  }

  /** A row of a program that was compiled at once took so long: were nothing learned from those, a cost that was thought too high would never be corrected. */
  compiledAtOnce(size: Size, nanoseconds: number): void {
    const interpreted = nanoseconds / this.compiledPart;
    if (interpreted < this.row(size)) this.interpreted(size, interpreted);
  }

  /** It took so long to compile a program. */
  compiled({ words }: Size, nanoseconds: number): void {
    this.#instead += nanoseconds;
    this.#compiling.see(Math.min(nanoseconds / guessCompile(words), mostSurprise));
  }

  /** A compiled row took this part of the time of an interpreted one. */
  ratio(part: number): void {
    this.#compiledPart.see(Math.min(part, 1));
  }
}

const guessCompile = (words: number): number => 200_000 + words * 3000;
