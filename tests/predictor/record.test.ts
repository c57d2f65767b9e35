/** What is recorded of a program on an engine, and how a simulation counts it. */
import { describe, expect, test } from 'vitest';
import { ignorant, trivial } from './trivial-predictors.js';
import { record, simulate, Trace } from '../../src/predictor/index.js';
import { arena, demoBatch, programOf, traceOf } from './programs.js';
import { conditional, indirect } from './sequences.js';

const batch = demoBatch(512);
const { rows } = batch;

describe('a = 42', () => {
  test('a switch has one dispatch for all steps, threaded code one for each opcode and one for the row loop, compiled code none', async () => {
    const dispatchesOf = async (dispatch: 'shared' | 'replicated' | 'none'): Promise<string[]> =>
      (await traceOf('eq', batch, dispatch)).sites.filter(({ role }) => role === 'dispatch').map(({ name }) => name);
    expect(await dispatchesOf('shared')).toEqual(['dispatch']);
    expect(await dispatchesOf('none')).toEqual([]);
    const threaded = await dispatchesOf('replicated');
    expect(threaded[0]).toBe('dispatch of the row loop');
    expect(threaded).toHaveLength(2);
  });
  test('whatever the dispatch, the branches on values are the same', async () => {
    const outcomes = async (dispatch: 'shared' | 'replicated' | 'none'): Promise<number[]> => {
      const trace = await traceOf('range', batch, dispatch);
      return Array.from({ length: trace.length }, (_, n) => n)
        .filter((n) => trace.sites[trace.siteOf(n)]?.kind === 'conditional')
        .map((n) => trace.outcomeOf(n));
    };
    expect(await outcomes('replicated')).toEqual(await outcomes('shared'));
    expect(await outcomes('none')).toEqual(await outcomes('shared'));
  });
  test('the loop over the rows is taken but for the last row', async () => {
    const trace = await traceOf('eq', batch, 'none');
    const loop = trace.sites.findIndex(({ role }) => role === 'rows');
    const outcomes = Array.from({ length: trace.length }, (_, n) => n)
      .filter((n) => trace.siteOf(n) === loop)
      .map((n) => trace.outcomeOf(n));
    expect(outcomes).toEqual([...new Array<number>(rows - 1).fill(1), 0]);
    expect(trace.rows).toBe(rows);
  });
});

test('compiled code has branches of its own for each step, an interpreter one for each opcode', async () => {
  const data = async (dispatch: 'shared' | 'none'): Promise<number> =>
    (await traceOf('chain16', batch, dispatch, 3)).sites.filter(({ role }) => role === 'data').length;
  expect(await data('none')).toBeGreaterThan(2 * (await data('shared')));
});

test('sites are at different addresses', async () => {
  for (const dispatch of ['shared', 'replicated', 'none'] as const) {
    const { sites } = await traceOf('case', batch, dispatch);
    expect(new Set(sites.map(({ address }) => address)).size).toBe(sites.length);
  }
});

test('most ends the trace with the row at hand', async () => {
  const whole = await traceOf('eq', batch, 'shared');
  const trace = record(await programOf('eq', 4), arena, batch, { dispatch: 'shared', most: 10 });
  expect(trace.length).toBeGreaterThanOrEqual(10);
  expect(trace.length).toBeLessThan(10 + (2 * whole.length) / rows);
  expect(trace.rows).toBeLessThan(rows);
});

describe('simulate', () => {
  test('counts by site and by opcode, a row and per thousand instructions', async () => {
    const trace = await traceOf('range', batch, 'replicated');
    const result = simulate(trace, { conditional: conditional('two-bit').make(), indirect: indirect('btb').make() });
    expect(result.executed).toBe(trace.length);
    expect(result.sites.reduce((sum, { executed }) => sum + executed, 0)).toBe(trace.length);
    expect(result.sites.reduce((sum, { mispredicted }) => sum + mispredicted, 0)).toBe(result.mispredicted);
    expect([...result.opcodes.values()].reduce((sum, { mispredicted }) => sum + mispredicted, 0)).toBe(
      result.mispredicted,
    );
    expect(result.perRow).toBeCloseTo(result.mispredicted / rows, 10);
    expect(result.perThousandInstructions).toBeCloseTo((1000 * result.mispredicted) / trace.instructions, 10);
    expect(result.mispredicted).toBeGreaterThan(0);
  });
  test('who is always right, or always wrong, is found to be so', async () => {
    const trace = await traceOf('range', batch, 'shared');
    const outcomes = Array.from({ length: trace.length }, (_, n) => trace.outcomeOf(n));
    const right = trivial(outcomes, false);
    expect(simulate(trace, right).mispredicted).toBe(0);
    const wrong = trivial(outcomes, true);
    expect(simulate(trace, wrong).mispredicted).toBe(trace.length);
  });
  test('an empty trace has no mispredictions', () => {
    expect(simulate(new Trace(), ignorant)).toMatchObject({
      executed: 0,
      mispredicted: 0,
      perRow: 0,
      perThousandInstructions: 0,
    });
  });
  test('a trace grows as far as it must', () => {
    const trace = new Trace();
    const site = trace.addSite({ kind: 'conditional', role: 'data', name: 'x', address: 20 });
    for (let n = 0; n < 5000; n++) trace.add(site, n % 3 === 0 ? 1 : 0);
    expect(trace.length).toBe(5000);
    expect(
      Array.from({ length: 5000 }, (_, n) => trace.outcomeOf(n)).every(
        (outcome, n) => outcome === (n % 3 === 0 ? 1 : 0),
      ),
    ).toBe(true);
  });
});
