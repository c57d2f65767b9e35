/** The branches of a predicate from its text, as a user of `quern/predictor` asks for them. */
import { describe, expect, test } from 'vitest';
import { engineNames, engines } from '../../src/engines/engines.js';
import { Arena, Batch, loadParser, parseSchema } from '../../src/index.js';
import { branches, conditionalModels, indirectModels, simulate } from '../../src/predictor/index.js';

await loadParser();

const rows = 200;
function numbers(): Batch {
  const batch = new Batch(new Arena(), parseSchema('a int4 not null'), rows);
  for (let row = 0; row < rows; row++) batch.set(0, row, row % 2);
  batch.rows = rows;
  return batch;
}

describe('the branches of a predicate', () => {
  test.each(engineNames)('%s: as many indirect jumps as it has ways to dispatch', async (engine) => {
    const { sites, rows: recorded } = await branches('a = 1 AND a < 5', numbers(), { engine, rung: 0 });
    const jumps = sites.filter(({ kind }) => kind === 'indirect').length;
    expect(recorded).toBe(rows);
    const { dispatch } = engines[engine];
    if (dispatch === 'none') expect(jumps).toBe(0);
    else if (dispatch === 'shared') expect(jumps).toBe(1);
    else expect(jumps).toBeGreaterThan(1);
  });

  test('a parameter decides which way they go', async () => {
    const taken = async (value: number): Promise<number> => {
      const trace = await branches('a >= $1 AND a < 5', numbers(), { params: [value] });
      const isData = (n: number): boolean => trace.sites[trace.siteOf(n)]?.role === 'data';
      return Array.from({ length: trace.length }, (_, n) => n).filter((n) => isData(n) && trace.outcomeOf(n) === 1)
        .length;
    };
    // A row that is rejected takes the branch.
    expect([(await taken(1)) - (await taken(0)), (await taken(2)) - (await taken(0))]).toEqual([rows / 2, rows]);
  });

  test('what alternates is learned by a history and not by a counter', async () => {
    const trace = await branches('a = 1 AND a < 5', numbers());
    const wrong = (name: string): number => {
      const conditional = conditionalModels.find((model) => model.name === name)?.make();
      const indirect = indirectModels.at(-1)?.make();
      if (conditional === undefined || indirect === undefined) return Number.NaN;
      return simulate(trace, { conditional, indirect }).mispredicted;
    };
    expect(wrong('two-bit')).toBeGreaterThan(rows / 4);
    expect(wrong('tage')).toBeLessThan(rows / 10);
  });

  test('a wrong predicate and missing parameters are told as predicate() tells them', async () => {
    await expect(branches('b = 1', numbers())).rejects.toMatchObject({ code: '42703' });
    await expect(branches('a = $1', numbers())).rejects.toMatchObject({ code: '08P01' });
  });
});
