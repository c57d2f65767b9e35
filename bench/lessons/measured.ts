/** An experiment whose checks do not all hold is run once more with twice as much work: a moment in which the machine was busy is no finding. */
import type { LessonAnswer } from './messages.js';

export interface Measured extends Omit<LessonAnswer, 'kind'> {
  /** It was run a second time, whose checks these are; the seconds are of both. */
  readonly again: boolean;
}

/** Runs an experiment with a part of its usual work, and again if a check does not hold. What the second run finds counts, good or bad. */
export async function measured(run: (effort: number) => Promise<LessonAnswer>, effort: number): Promise<Measured> {
  const first = await run(effort);
  if (first.checks.every(({ holds }) => holds)) return { ...first, again: false };
  const second = await run(2 * effort);
  return {
    checks: second.checks,
    again: true,
    seconds: first.seconds + second.seconds,
    processorSeconds: first.processorSeconds + second.processorSeconds,
  };
}
