/** Where writers put bytes: a buffer that somebody empties. */
export interface Sink {
  /** Takes a text or a copy of bytes; nothing need be written before `flush`. */
  add(data: string | Uint8Array): void;
  /** Writes what was added and waits until it is taken. */
  flush(): Promise<void>;
}

/** A sink that keeps all as one text. */
export class TextSink implements Sink {
  readonly #parts: string[] = [];
  readonly #decoder = new TextDecoder();

  add(data: string | Uint8Array): void {
    this.#parts.push(typeof data === 'string' ? data : this.#decoder.decode(data));
  }
  flush(): Promise<void> {
    return Promise.resolve();
  }
  get text(): string {
    return this.#parts.join('');
  }
}
