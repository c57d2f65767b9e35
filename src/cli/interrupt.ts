/**
 * Ctrl-C while rows are written: what is written is ended first, so that it can be read. A read that waits for input is not waited for; a second Ctrl-C ends the
 * process at once.
 */
import { Interrupted } from './failure.js';

export interface Interrupt {
  /** What the promise gives, or Interrupted if Ctrl-C comes first. */
  before<T>(work: Promise<T>): Promise<T>;
  /** Ctrl-C ends the process again. */
  forget(): void;
}

export function onInterrupt(): Interrupt {
  let stop: (error: Interrupted) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = reject;
  });
  // Nobody may be waiting when it comes.
  interrupted.catch(() => undefined);
  const listener = (): void => {
    stop(new Interrupted());
  };
  process.once('SIGINT', listener);
  return {
    before: (work) => Promise.race([interrupted, work]),
    forget: () => {
      process.off('SIGINT', listener);
    },
  };
}
