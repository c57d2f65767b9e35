/** A comparison is fair only if everybody does the same work: the same rows are selected by every contestant. */
import { describe, expect, it } from 'vitest';
import { conjunctsOf } from '../../bench/conjuncts.js';
import { contestantNames, isEngine, takesPart } from '../../bench/contestants.js';
import { predicateNames, type PredicateName } from '../../bench/predicates.js';
import { prepareWorkload } from '../../bench/workload.js';
import type { Job } from '../../bench/job.js';
import type { Rung } from '../../src/program/program.js';

/** A last batch that is not full and ends within a word of the bitmap. */
const rows = 4_000;
const batchRows = 1_201;

async function check(contestant: Job['contestant'], predicate: PredicateName, rung: Rung) {
  const conjuncts = await conjunctsOf(predicate);
  const workload = await prepareWorkload({
    layout: 'columns',
    contestant,
    predicate,
    conjuncts,
    rung,
    rows,
    batchRows,
    seed: 3,
    harness: 'plain',
  });
  return workload.check();
}

let turn = 0;
/** One of the lower rungs in turn, or the highest. */
const nextRungs = (): readonly Rung[] => [([0, 4, 2, 4, 3, 4] as const)[turn++ % 6] ?? 4];

describe('baselines', () => {
  it.each(predicateNames)('selects the same rows of %s by every engine and baseline', async (predicate) => {
    const expected = await check('switch', predicate, 0);
    expect(expected.selected).toBeGreaterThan(0);
    expect(expected.selected).toBeLessThan(rows);
    for (const contestant of contestantNames.filter((name) => takesPart(name, predicate))) {
      for (const rung of isEngine(contestant) ? nextRungs() : ([4] as const)) {
        expect({ contestant, rung, ...(await check(contestant, predicate, rung)) }).toEqual({
          contestant,
          rung,
          ...expected,
        });
      }
    }
  });
});
