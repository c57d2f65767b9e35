/** A sink that keeps all as bytes. */
import type { Sink } from './sink.js';

export class BytesSink implements Sink {
  readonly #parts: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();

  add(data: string | Uint8Array): void {
    this.#parts.push(typeof data === 'string' ? this.#encoder.encode(data) : data.slice());
  }
  flush(): Promise<void> {
    return Promise.resolve();
  }
  get bytes(): Uint8Array {
    const all = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
