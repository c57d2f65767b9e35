/**
 * How experiments time things: each is run until it gets no faster, because V8 optimises what has run for a while; then all are measured in turn, round by round,
 * so that what else the machine does falls on all alike. What is compared is the fastest round of each, or, where the difference is small, both in the same round. A pass should take
 * half a millisecond at most: a longer one is nearly always interrupted on a busy machine.
 */
import { SqlError } from '../error.js';
import type { Surroundings } from './experiment.js';
import { median, spreadOf, type Spread } from './statistics.js';

/** Something that is timed. */
export interface Contender {
  readonly name: string;
  /** Does all of its work once; what it returns is kept, so that no compiler can leave the work out. */
  readonly pass: () => number;
  /** How many things a pass works on, rows say: the time is given for one of them. */
  readonly items: number;
}

export interface TimingOptions {
  /** How many times each is measured with an effort of 1; at least twice with any. */
  readonly rounds?: number;
  /** Each is run for so long at least before it is measured, in milliseconds. */
  readonly warmUp?: number;
  /** A measurement is at least so long, in milliseconds, so that the clock does not count. */
  readonly sampleTime?: number;
  /** The part of the experiment that this is, from 0 to 1. */
  readonly progress?: readonly [from: number, to: number];
}

const longestWarmUp = 1500;
const group = 3;
const stretches = 3;
/** A measurement is at least so many steps of the clock long. */
const clockSteps = 25;
/** A clock that has not moved after so many questions is not asked again. */
const mostAsked = 100_000;

/** What was computed while the time was taken. Nobody needs it, but a compiler cannot know that. */
let kept = 0;

/** Takes what a pass gives. */
function consume(value: number): void {
  kept = (kept + value) | 0;
}

/** Runs a pass until a few in a row are not faster than the best ones before. */
function warm({ pass }: Contender, { now, effort }: Surroundings, least: number): void {
  const start = now();
  let best = Number.POSITIVE_INFINITY;
  let stable = 0;
  for (;;) {
    const times = Array.from({ length: group }, () => {
      const before = now();
      consume(pass());
      return now() - before;
    });
    const time = median(times);
    stable = time > best * 0.97 ? stable + 1 : 0;
    best = Math.min(best, time);
    const elapsed = now() - start;
    if ((stable >= 3 && elapsed >= least * effort) || elapsed >= longestWarmUp * effort) return;
  }
}

/** Nanoseconds for one item: passes are run until the time is long enough for the clock, and the fastest of a few such stretches counts. */
function sample({ pass, items }: Contender, now: () => number, sampleTime: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let stretch = 0; stretch < stretches; stretch++) {
    const start = now();
    let passes = 0;
    let end = start;
    do {
      consume(pass());
      passes++;
      end = now();
    } while (end - start < sampleTime);
    best = Math.min(best, ((end - start) * 1e6) / passes / items);
  }
  return best;
}

/** The step in which the clock goes on, in milliseconds: pages that are not isolated from others are given a coarse one. */
function clockStep(now: () => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let before = now();
  for (let asked = 0, seen = 0; asked < mostAsked && seen < 10; asked++) {
    const time = now();
    if (time > before) {
      smallest = Math.min(smallest, time - before);
      before = time;
      seen++;
    }
  }
  return Number.isFinite(smallest) ? smallest : 0;
}

/** Nanoseconds an item of each contender, by its name. */
export async function timeInTurns(
  contenders: readonly Contender[],
  surroundings: Surroundings,
  { rounds = 15, warmUp = 60, sampleTime = 0.5, progress: [from, to] = [0, 1] }: TimingOptions = {},
): Promise<ReadonlyMap<string, Spread>> {
  const { now, onStep, effort } = surroundings;
  const count = Math.max(2, Math.round(rounds * effort));
  const least = Math.max(sampleTime * Math.min(1, effort), clockSteps * clockStep(now));
  const steps = contenders.length + count;
  const step = (done: number): void | Promise<void> => onStep(from + (to - from) * (done / steps));
  for (const [n, contender] of contenders.entries()) {
    warm(contender, surroundings, warmUp);
    await step(n + 1);
  }
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < count; round++) {
    contenders.forEach((_, n) => {
      // Each round begins with another one.
      const turn = (n + round) % contenders.length;
      const contender = contenders[turn];
      if (contender !== undefined) times[turn]?.push(sample(contender, now, least));
    });
    await step(contenders.length + round + 1);
  }
  return new Map(contenders.map(({ name }, n) => [name, spreadOf(times[n] ?? [])]));
}

/** The spread of a contender that was timed. */
export function spreadFor(times: ReadonlyMap<string, Spread>, name: string): Spread {
  return times.get(name) ?? spreadOf([]);
}

/** Different code for one question must give one answer: raises XX001 if the passes do not. */
export function mustAgree(contenders: readonly Contender[]): void {
  const answers = contenders.map(({ pass }) => pass());
  if (answers.some((answer) => answer !== answers[0])) {
    throw new SqlError(
      'XX001',
      `${contenders.map(({ name }, n) => `${name} gives ${answers[n]}`).join(', ')}: they should agree`,
    );
  }
}
