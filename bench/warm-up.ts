/** Running until it gets no faster: V8 interprets, then compiles quickly, then optimises, each when the code has been run for a while. */
import { performance } from 'node:perf_hooks';
import { median } from './statistics.js';

/** Passes are compared in groups, by their median. */
const group = 5;
const leastTime = 150;
const mostTime = 2000;
/** A pass of so many milliseconds calls its kernel often enough to be optimised within two of them. */
const longPass = 400;

/** Returns the number of passes. */
export function warmUp(pass: () => void): number {
  const start = performance.now();
  let best = Infinity;
  let passes = 1;
  /** Groups in a row that were no faster than the best one. */
  let stable = 0;
  pass();
  const first = performance.now() - start;
  if (first > longPass) {
    pass();
    return 2;
  }
  for (;;) {
    const times = Array.from({ length: group }, () => {
      const before = performance.now();
      pass();
      return performance.now() - before;
    });
    passes += group;
    const time = median(times);
    stable = time > best * 0.97 ? stable + 1 : 0;
    best = Math.min(best, time);
    const elapsed = performance.now() - start;
    if ((stable >= 3 && elapsed >= leastTime) || elapsed >= mostTime) return passes;
  }
}
