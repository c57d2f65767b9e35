/** The process of one contestant in the scenario `objects`: V8 has seen one predicate over one kind of rows. What it selects is compared with the hand-written loop before it is timed. */
import { performance } from 'node:perf_hooks';
import { answering } from '../dialogue.js';
import { objectContestants, type Filter, type ObjectContestant } from './contestants.js';
import type { ObjectAnswer, ObjectQuestion } from './messages.js';
import { objectPredicates } from './predicates.js';
import { objectRows } from './rows.js';

/** So long it runs before it is timed, so that V8 has optimised it. */
const warmUpMilliseconds = 1500;
/** A sample takes at least about so long. */
const sampleMilliseconds = 10;

const unable = (why: string): ObjectAnswer => ({ kind: 'timed', nsPerRow: [], why });

answering(async (question: ObjectQuestion): Promise<ObjectAnswer> => {
  const predicate = objectPredicates[question.predicate];
  const contestant: ObjectContestant = objectContestants[question.contestant];
  const rows = objectRows(question.rows, question.seed);
  const expected = predicate.hand(rows).map(({ id }) => id);
  let filter: Filter | undefined;
  try {
    filter = await contestant.prepare(predicate, rows);
    if (filter === undefined) return unable('cannot say it');
    const found = filter(objectRows(question.rows, question.seed)).map(({ id }) => id);
    if (found.length !== expected.length || found.some((id, i) => id !== expected[i]))
      return unable(`selects ${found.length} rows, not ${expected.length}`);
  } catch (error) {
    // Some libraries throw what is no Error.
    return unable(`raises ${error instanceof Error ? error.message : String(error)}`);
  }
  const start = performance.now();
  let runs = 0;
  do {
    filter(rows);
    runs++;
  } while (performance.now() - start < warmUpMilliseconds);
  const repeat = Math.max(1, Math.ceil((sampleMilliseconds * runs) / warmUpMilliseconds));
  const nsPerRow = Array.from({ length: question.samples }, () => {
    const begin = performance.now();
    for (let i = 0; i < repeat; i++) filter(rows);
    return ((performance.now() - begin) * 1e6) / repeat / rows.length;
  });
  return { kind: 'timed', nsPerRow };
});
