/** The dispatch of interpreters under indirect predictors, against what was published and what valgrind's model counts. */
import { describe, expect, test } from 'vitest';
import type { PredicateName } from '../../bench/predicates.js';
import { recordReplicated, simulate, type Trace } from '../../src/predictor/index.js';
import type { Rung } from '../../src/program/program.js';
import { Stepper } from '../../src/stepper/stepper.js';
import { arena, demoBatch, programOf, traceOf } from './programs.js';
import { conditional, indirect } from './sequences.js';

const batch = demoBatch(4096);

interface Dispatches {
  readonly executed: number;
  readonly wrong: number;
  /** Wrong ones for each thousand instructions. */
  readonly mpki: number;
}

/** The dispatches of a trace under an indirect model. */
function dispatches(trace: Trace, model: string): Dispatches {
  const { sites } = simulate(trace, { conditional: conditional('two-bit').make(), indirect: indirect(model).make() });
  const jumps = sites.filter(({ site }) => site.role === 'dispatch');
  const executed = jumps.reduce((sum, jump) => sum + jump.executed, 0);
  const wrong = jumps.reduce((sum, { mispredicted }) => sum + mispredicted, 0);
  return { executed, wrong, mpki: (wrong / trace.instructions) * 1000 };
}

const programs: readonly (readonly [PredicateName, Rung])[] = [
  ['eq', 4],
  ['range', 4],
  ['arith', 0],
  ['arith', 4],
  ['case', 4],
  ['chain16', 3],
  ['chain16', 4],
];

describe.each(programs)('%s on rung %i', (name, rung) => {
  test('a BTB guesses the one dispatch of a switch right at most half of the time (published: 2 to 50 %)', async () => {
    const { executed, wrong } = dispatches(await traceOf(name, batch, 'shared', rung), 'btb');
    expect(wrong / executed).toBeGreaterThanOrEqual(0.5);
  });
  test('threaded code is foreseen better by a BTB', async () => {
    const [one, many] = [await traceOf(name, batch, 'shared', rung), await traceOf(name, batch, 'replicated', rung)];
    expect(dispatches(many, 'btb').executed).toBe(dispatches(one, 'btb').executed);
    expect(dispatches(many, 'btb').wrong).toBeLessThan(0.95 * dispatches(one, 'btb').wrong);
  });
  test('ITTAGE is wrong less than 0.5 times per 1,000 instructions, for a switch and for threaded code', async () => {
    for (const dispatch of ['shared', 'replicated'] as const)
      expect(dispatches(await traceOf(name, batch, dispatch, rung), 'ittage').mpki).toBeLessThan(0.5);
  });
  test('two-level lies between them', async () => {
    const trace = await traceOf(name, batch, 'shared', rung);
    const { wrong } = dispatches(trace, 'two-level');
    expect(wrong).toBeLessThan(0.5 * dispatches(trace, 'btb').wrong);
    expect(wrong).toBeGreaterThanOrEqual(dispatches(trace, 'ittage').wrong - 5);
  });
});

test('where one opcode follows itself, a BTB foresees the switch too: on rung 0 every call is a FUNCEXPR', async () => {
  const { executed, wrong } = dispatches(await traceOf('arith', batch, 'shared', 0), 'btb');
  expect(wrong / executed).toBeGreaterThan(0.5);
  expect(wrong / executed).toBeLessThan(0.98);
});

test('compiled code does not dispatch', async () => {
  expect(dispatches(await traceOf('chain16', batch, 'none'), 'btb').executed).toBe(0);
});

test('without the outcomes of branches in its history, ITTAGE meets the rows that are rejected as surprises', async () => {
  const trace = await traceOf('range', batch, 'shared');
  const deaf = indirect('ittage').make();
  const { sites } = simulate(trace, {
    conditional: conditional('two-bit').make(),
    indirect: {
      predict: (address) => deaf.predict(address),
      update: (address, target) => deaf.update(address, target),
    },
  });
  const wrong = sites
    .filter(({ site }) => site.role === 'dispatch')
    .reduce((sum, { mispredicted }) => sum + mispredicted, 0);
  expect(wrong).toBeGreaterThan(20 * dispatches(trace, 'ittage').wrong);
  // About as often as the rows decide otherwise than most: 10 % of b are null, 11 % of a are 10 or less.
  expect(wrong / batch.rows).toBeGreaterThan(0.2);
});

describe('replicated code', () => {
  test('one copy of each opcode is threaded code', async () => {
    const [one, threaded] = [
      recordReplicated(await programOf('chain16', 4), arena, batch, 1),
      await traceOf('chain16', batch, 'replicated'),
    ];
    expect(dispatches(one, 'btb')).toEqual(dispatches(threaded, 'btb'));
    expect(one.length).toBe(threaded.length);
    expect(one.sites.length).toBe(threaded.sites.length);
  });
  test('with a copy for each step a BTB is wrong only where the rows decide', async () => {
    const program = await programOf('chain16', 3);
    const [threaded, each] = [1, Number.POSITIVE_INFINITY].map((copies) =>
      dispatches(recordReplicated(program, arena, batch, copies), 'btb'),
    );
    expect(each?.executed).toBe(threaded?.executed);
    expect(each?.wrong).toBeLessThan(0.1 * (threaded?.wrong ?? 0));
  });
});

/**
 * What `quern bench dispatch --count` has counted with valgrind, whose model is a BTB, for each row of the dataset (docs/predictors.md). A handler of `wasm-threaded` that jumps has two
 * dispatches, one for each way on, which `record` does not tell apart.
 */
describe("cachegrind's model counts the same", () => {
  const rows = demoBatch(65_536);
  test.each([
    ['eq', 2.0, 2.0],
    ['range', 4.58, 4.58],
    ['arith', 8.56, 8.56],
    ['case', 6.84, 5.94],
    ['chain16', 12.87, 12.87],
  ] as const)('%s in wasm-switch: %f dispatches a row, %f of them mispredicted', async (name, perRow, wrongPerRow) => {
    const { executed, wrong } = dispatches(await traceOf(name, rows, 'shared'), 'btb');
    expect(Math.abs(executed / rows.rows - perRow)).toBeLessThan(0.02);
    expect(Math.abs(wrong / rows.rows - wrongPerRow)).toBeLessThan(0.02);
  });
  test.each([
    ['eq', 0],
    ['range', 0],
    ['arith', 1.32],
    ['case', 1.15],
    ['chain16', 6.97],
  ] as const)('%s in wasm-threaded: %f a row are mispredicted', async (name, perRow) => {
    const stepper = new Stepper(await programOf(name, 4), arena);
    stepper.bind(rows);
    const btb = indirect('btb').make({ entries: 4096 });
    let wrong = 0;
    for (let row = 0; row < rows.rows; row++) {
      let address = 4;
      stepper.begin(row);
      for (let step = stepper.next; step !== undefined; step = stepper.next) {
        if (btb.predict(address) !== step.opcode) wrong++;
        btb.update(address, step.opcode);
        stepper.step();
        const jumped = stepper.next?.at !== step.at + 1 + step.operands.length;
        address = 4 * (2 * step.opcode + (jumped ? 3 : 2));
      }
    }
    stepper.free();
    expect(Math.abs(wrong / rows.rows - perRow)).toBeLessThan(0.02);
  });
});
