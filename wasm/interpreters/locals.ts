/** The locals of a function that is being made: what one step has bound is free again for the next one, so that an interpreter in one function needs few. */
import type binaryen from 'binaryen';
import type { Num } from '../../opcodes/language/term.js';

export class Locals {
  readonly #binaryen: typeof binaryen;
  readonly #paramCount: number;
  readonly #types: Num[] = [];
  readonly #places: Record<Num, number[]> = { i32: [], i64: [], f32: [], f64: [] };
  #used: Record<Num, number> = { i32: 0, i64: 0, f32: 0, f64: 0 };

  /** Of a function with so many parameters, which are the first locals. */
  constructor(b: typeof binaryen, paramCount: number) {
    this.#binaryen = b;
    this.#paramCount = paramCount;
  }

  /** A local for the whole function. */
  reserve(type: Num): number {
    return this.#paramCount + this.#types.push(type) - 1;
  }

  /** A local for the step at hand. */
  declare(type: Num): number {
    const place = this.#used[type]++;
    const found = this.#places[type][place] ?? this.reserve(type);
    this.#places[type][place] = found;
    return found;
  }

  /** The next step begins: it may use the locals of the last one. */
  nextStep(): void {
    this.#used = { i32: 0, i64: 0, f32: 0, f64: 0 };
  }

  /** The types behind the parameters, as Binaryen has them. */
  get vars(): number[] {
    return this.#types.map((type) => this.#binaryen[type]);
  }
}
