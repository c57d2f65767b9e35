/** The branches over which a predictor of one's own is scored: those of the canonical predicates, and those that the lessons are about. */
import { predicates } from '../datasets/predicates.js';
import type { Dispatch } from '../engines/engine.js';
import { record } from '../predictor/record.js';
import { recordedBranches, type RecordedBranches } from '../predictor/recorded.js';
import { demoRows } from './demo-programs.js';

/** A predicate, and how the code that runs it shares places: `none` is compiled code, `shared` an interpreter's switch. */
interface Recorded {
  readonly name: string;
  readonly sql: string;
  readonly dispatch: Dispatch;
}

/** The last condition of compiled code is computed and not branched on, so what is to be guessed comes before one that always holds. The questions of the lessons about prediction, as predicates: sorted and shuffled values, a pattern, a long sequence that comes again, and the mixture of lesson 7. */
const ofLessons: readonly Recorded[] = [
  { name: 'lesson 2, sorted', sql: 'e < 2048 AND d >= 0', dispatch: 'none' },
  { name: 'lesson 2, shuffled', sql: 'a < 50 AND d >= 0', dispatch: 'none' },
  { name: 'lesson 5, pattern', sql: 'e % 14 IN (0, 3, 4, 8, 9, 10, 13) AND d >= 0', dispatch: 'none' },
  { name: 'lesson 6, repeated', sql: '(e % 400) * 7919 % 100 < 50 AND d >= 0', dispatch: 'none' },
  {
    name: 'lesson 7, a mixture',
    sql: 'e % 6 < 3 AND a < 50 OR e % 6 >= 3 AND (a >= 50 OR b > 10)',
    dispatch: 'shared',
  },
];

/** How many rows of the dataset `demo` are run. */
const rowsOfRecording = 4096;

/** The recordings, of the lessons first. The same on every machine. */
export async function ownRecordings(rows: number = rowsOfRecording): Promise<readonly RecordedBranches[]> {
  const demo = demoRows(rows);
  try {
    const recordings: RecordedBranches[] = [];
    const canonical = predicates.map(({ name, sql }): Recorded => ({ name, sql, dispatch: 'none' }));
    for (const { name, sql, dispatch } of [...ofLessons, ...canonical]) {
      const trace = record(await demo.program(sql, 4), demo.arena, demo.batch, { dispatch });
      recordings.push(recordedBranches(name, trace));
    }
    return recordings;
  } finally {
    demo.free();
  }
}
