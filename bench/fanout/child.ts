/** The process of one contestant in the scenario `fanout`. What it says of several events is compared with every predicate written by hand before it is timed. */
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answering } from '../dialogue.js';
import { cpuMicroseconds } from './cpu-time.js';
import { fanoutEvents, fanoutPredicates, holds } from './conditions.js';
import { fanoutContestants, type FanoutContestant, type Prepared } from './contestants.js';
import type { FanoutAnswer, FanoutQuestion } from './messages.js';

const checkedEvents = 4;
/** Events that are matched in turn. */
const events = 64;
const warmUpMilliseconds = 1500;
const sampleMilliseconds = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

answering(async (question: FanoutQuestion): Promise<FanoutAnswer> => {
  const contestant: FanoutContestant = fanoutContestants[question.contestant];
  const none = { kind: 'timed', nsPerPredicate: [], matched: 0, build: 0, bytes: 0 } as const;
  if (question.count > (contestant.most ?? Infinity)) return { ...none, why: 'would take too long' };
  const predicates = fanoutPredicates(question.predicates, question.count, question.seed);
  const given = fanoutEvents(events, question.seed);
  const before = heapBytes();
  const start = cpuMicroseconds();
  let prepared: Prepared | undefined;
  try {
    prepared = await contestant.prepare(predicates);
  } catch (error) {
    return { ...none, why: `raises ${error instanceof Error ? error.message : String(error)}` };
  }
  if (prepared === undefined) return { ...none, why: 'cannot say it' };
  const build = (cpuMicroseconds() - start) / question.count;
  const { match } = prepared;
  let matched = 0;
  for (const event of given.slice(0, checkedEvents)) {
    const expected = predicates.flatMap((conjunction, i) => (holds(conjunction, event) ? [i] : []));
    const found = [...(await match(event))].sort((a, b) => a - b);
    if (found.join() !== expected.join())
      return { ...none, why: `finds ${found.length} predicates, not ${expected.length}` };
    matched += expected.length / question.count / checkedEvents;
  }
  const bytes = heapBytes() - before + (prepared.linearBytes?.() ?? 0);
  await repeat(prepared, given, warmUpMilliseconds);
  const nsPerPredicate: number[] = [];
  for (let sample = 0; sample < question.samples; sample++)
    nsPerPredicate.push((await repeat(prepared, given, sampleMilliseconds)) / question.count);
  const exchange = prepared.exchange?.();
  return { kind: 'timed', nsPerPredicate, matched, build, bytes, ...(exchange === undefined ? {} : { exchange }) };
});

let next = 0;

/** Nanoseconds of processor time an event, over at least so long a time. */
async function repeat(
  { match }: Prepared,
  given: ReturnType<typeof fanoutEvents>,
  milliseconds: number,
): Promise<number> {
  const start = performance.now();
  const cpu = cpuMicroseconds();
  let runs = 0;
  let now: number;
  do {
    const event = given[next++ % given.length];
    // Waiting for what is there already would take longer than a match.
    const found = event === undefined ? [] : match(event);
    if (found instanceof Promise) await found;
    runs++;
    now = performance.now();
  } while (now - start < milliseconds);
  return ((cpuMicroseconds() - cpu) * 1000) / runs;
}
