/** Finds the next byte that means something in a CSV, over an arena's memory (wasm/scan/special-bytes.wat). */
import type { Arena } from '../arena/arena.js';
import { decodeBase64 } from '../platform/base64.js';
import type { Dialect } from './csv-dialect.js';
import { specialBytesBase64 } from './special-bytes.generated.js';

type Find = (at: number, end: number, out: number, a: number, b: number, c: number, d: number) => number;

/** How many bytes are looked at in one call; all of them may be special. */
const blockBytes = 32 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

let module: WebAssembly.Module | undefined;

export class SpecialBytes {
  readonly #arena: Arena;
  readonly #find: Find;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #out: number;
  /** The addresses found in the block at hand. */
  readonly #found = new Int32Array(blockBytes);
  #count = 0;
  #index = 0;
  #blockEnd = 0;
  #end = 0;

  constructor(arena: Arena, { delimiter, quote }: Dialect) {
    module ??= new WebAssembly.Module(decodeBase64(specialBytesBase64));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
    this.#arena = arena;
    this.#find = exports['special_bytes'] as Find;
    this.#delimiter = delimiter;
    this.#quote = quote < 0 ? lineFeed : quote;
    this.#out = arena.allocate(blockBytes * 4);
  }

  /** Looks between these addresses from now on, because what stands there has changed. */
  reset(start: number, end: number): void {
    this.#count = 0;
    this.#index = 0;
    this.#blockEnd = start;
    this.#end = end;
  }

  /** The first special byte at the address or after it; the end when there is none. Addresses are asked for in ascending order. */
  next(at: number): number {
    for (;;) {
      while (this.#index < this.#count) {
        const found = this.#found[this.#index] ?? 0;
        if (found >= at) return found;
        this.#index++;
      }
      if (this.#blockEnd >= this.#end) return this.#end;
      this.#fill(Math.max(at, this.#blockEnd));
    }
  }

  free(): void {
    this.#arena.free(this.#out);
  }

  #fill(from: number): void {
    const to = Math.min(from + blockBytes, this.#end);
    this.#count = this.#find(from, to, this.#out, this.#delimiter, this.#quote, lineFeed, carriageReturn);
    const first = this.#out >> 2;
    this.#found.set(this.#arena.views.i32.subarray(first, first + this.#count));
    this.#index = 0;
    this.#blockEnd = to;
  }
}
