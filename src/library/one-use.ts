/**
 * One use at a time, and none after the end. A row's getter can call the predicate that is reading it, or free it: the inner use would
 * write over what the outer one has at hand, so it is refused.
 */
import { SqlError } from '../error.js';

export class OneUse {
  readonly #what: string;
  #busy = false;
  #ended = false;

  /** @param what is what errors call it: "the predicate". */
  constructor(what: string) {
    this.#what = what;
  }

  run<T>(work: () => T): T {
    this.begin();
    try {
      return work();
    } finally {
      this.finish();
    }
  }

  /** What `run` does before the work, for where a closure for each row would cost too much; `finish` must follow. */
  begin(): void {
    this.mustLive();
    this.#mustBeIdle('is in use');
    this.#busy = true;
  }

  finish(): void {
    this.#busy = false;
  }

  /** True the first time. */
  end(): boolean {
    this.#mustBeIdle('cannot be freed: it is in use');
    const first = !this.#ended;
    this.#ended = true;
    return first;
  }

  mustLive(): void {
    if (this.#ended)
      throw new SqlError('55000', `${this.#what} has been freed`, { hint: 'Use it before `free`, or make it again.' });
  }

  #mustBeIdle(state: string): void {
    if (this.#busy)
      throw new SqlError('55006', `${this.#what} ${state}`, {
        hint: 'A row or parameter calls it while it is being read; make another one for that.',
      });
  }
}
