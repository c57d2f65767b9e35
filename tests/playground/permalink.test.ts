/** Permalinks: what is written is read again, and nothing that is read throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleState, examples } from '../../playground/state/examples.js';
import { openPermalink, permalinkOf } from '../../playground/state/permalink.js';
import { codeTabs, compareCodes, defaultState, type Rung, type State } from '../../playground/state/state.js';
import { architectures } from '../../src/native/architecture.js';

const encoded = (value: unknown): string => `v1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;

const cell = fc.option(fc.string({ unit: 'binary' }), { nil: null });
const part = fc.double({ min: 0, max: 1, noNaN: true }).map((n) => Math.abs(n));
const anyState: fc.Arbitrary<State> = fc.record({
  sql: fc.string({ unit: 'binary' }),
  schema: fc.string(),
  params: fc.array(cell, { maxLength: 4 }),
  session: fc.record({
    timeZone: fc.string({ maxLength: 100 }),
    dateStyle: fc.string({ maxLength: 100 }),
    intervalStyle: fc.string({ maxLength: 100 }),
    clock: fc.string({ maxLength: 100 }),
  }),
  rung: fc.constantFrom<Rung>(0, 1, 2, 3, 4),
  rows: fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 10 }),
  row: fc.nat(40),
  step: fc.nat(1000),
  engine: fc.string(),
  tab: fc.constantFrom(...codeTabs),
  conditional: fc.string(),
  indirect: fc.string(),
  nullRate: part,
  selectivity: part,
  curveNulls: part,
  sorted: fc.boolean(),
  lesson: fc.nat(99),
  predictor: fc.string({ unit: 'binary' }),
  otherSql: fc.string(),
  otherRung: fc.constantFrom<Rung>(0, 1, 2, 3, 4),
  leftCode: fc.constantFrom(...compareCodes),
  rightCode: fc.constantFrom(...compareCodes),
  recorded: fc.string(),
  recordedBeside: fc.string(),
  architecture: fc.constantFrom(...architectures),
});

describe('permalinks', () => {
  test('bring every state back', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const link = permalinkOf(state);
        expect(openPermalink(`#${link ?? ''}`)).toEqual({ state });
      }),
    );
  });

  test('are short for what is as at the beginning, and made of what an address may hold', () => {
    expect(permalinkOf(defaultState)).toBe('');
    expect(openPermalink('')).toEqual({ state: defaultState });
    expect(permalinkOf({ ...defaultState, sql: "c = 'ü≠😀'" })).toMatch(/^v1\.[\w-]{10,80}$/);
  });

  test('are not made of a text that is too long', () => {
    expect(permalinkOf({ ...defaultState, sql: 'a'.repeat(20_001) })).toBeUndefined();
  });

  test('never throw, whatever is behind the #', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `v1.${text}`),
          fc.json().map((json) => `v1.${Buffer.from(json).toString('base64url')}`),
        ),
        (hash) => {
          const { state } = openPermalink(`#${hash}`);
          expect(Object.keys(state).sort()).toEqual(Object.keys(defaultState).sort());
        },
      ),
    );
  });

  test.each([
    ['v2.e30', /newer playground/],
    ['v1.', /damaged/],
    ['v1.!!!', /damaged/],
    [encoded([1, 2]), /damaged/],
    [encoded(null), /damaged/],
    ['nonsense.here', /cannot be read/],
  ])('%s gives the defaults and says why', (hash, notice) => {
    const opened = openPermalink(`#${hash}`);
    expect(opened.state).toEqual(defaultState);
    expect(opened.notice).toMatch(notice);
  });

  test('take what is right and leave what is wrong', () => {
    const { state, notice } = openPermalink(
      encoded({
        sql: 'a = 1',
        rung: 9,
        rows: 'all',
        selectivity: -1,
        session: { timeZone: 'UTC' },
        __proto__: {},
        unknown: 1,
      }),
    );
    expect(state).toEqual({ ...defaultState, sql: 'a = 1' });
    expect(notice).toMatch(/Some of the link/);
  });

  test('hold every example', () => {
    expect(examples.length).toBeGreaterThan(5);
    for (const example of examples) {
      const state = exampleState(example);
      expect(openPermalink(permalinkOf(state) ?? 'none')).toEqual({ state });
    }
  });
});
