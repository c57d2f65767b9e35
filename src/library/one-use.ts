/**
 * One use at a time, and none after the end. A row's getter can call the predicate that is reading it, or free it: the inner use would
 * write over what the outer one has at hand, so it is refused.
 */
import { SqlError } from '../error.js';

export class OneUse {
  readonly #what: string;
  #state: 'idle' | 'busy' | 'ended' = 'idle';

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
    if (this.#state !== 'idle') this.#refuse('is in use');
    this.#state = 'busy';
  }

  finish(): void {
    this.#state = 'idle';
  }

  /** True the first time. */
  end(): boolean {
    if (this.#state === 'busy') this.#refuse('cannot be freed: it is in use');
    const first = this.#state === 'idle';
    this.#state = 'ended';
    return first;
  }

  mustLive(): void {
    if (this.#state === 'ended')
      throw new SqlError('55000', `${this.#what} has been freed`, { hint: 'Use it before `free`, or make it again.' });
  }

  #refuse(state: string): never {
    this.mustLive();
    throw new SqlError('55006', `${this.#what} ${state}`, {
      hint: 'A row or parameter calls it while it is being read; make another one for that.',
    });
  }
}
