/** What a benchmark is doing, on a terminal only. */
import { SingleBar } from 'cli-progress';

export interface BenchProgress {
  /** `done` is the part of the scenario that is done, 0 to 1. */
  step(what: string, done: number): void;
  stop(): void;
}

export function startProgress(scenario: string): BenchProgress {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: `${scenario} {bar} {what}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
  });
  bar.start(1000, 0, { what: '' });
  return {
    step: (what, done) => {
      bar.update(Math.round(done * 1000), { what });
    },
    stop: () => {
      bar.stop();
    },
  };
}
