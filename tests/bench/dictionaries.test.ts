/** The scenario `dictionaries`: the same rows are selected with the dictionary asked, with its values stored and with texts. */
import { expect, it } from 'vitest';
import { dictionaries } from '../../bench/scenarios/dictionaries.js';
import { loadParser } from '../../src/index.js';

it('compares the three ways and shows a time of each', async () => {
  await loadParser();
  const { text } = await dictionaries.run({
    rows: 5_000,
    batchRows: 65_536,
    seed: 1,
    samples: 1,
    processes: 1,
    harness: 'tinybench',
    contestants: undefined,
    heapContestants: undefined,
    predicates: undefined,
    rung: undefined,
    deform: undefined,
    tables: undefined,
    onStep: () => undefined,
  });
  expect(text).toContain('5,000 rows');
  expect(text).toMatch(/city = 'Oslo 12' OR a = 7 +\d+ \(\d+\) +\d+ \(\d+\) +\d+ \(\d+\) +\d+/);
});
