/** What the playground's workers compute for the panes, without a browser: the code of each step, the changes between rungs, the guesses, the errors' places. */
import { beforeAll, describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { predicates } from '../../bench/predicates.js';
import { rangeAt } from '../../playground/parts/range.js';
import { exampleState, examples } from '../../playground/state/examples.js';
import { defaultState } from '../../playground/state/state.js';
import { changesBetween } from '../../playground/worker/changes.js';
import { compile, type CompiledView } from '../../playground/worker/compile.js';
import { dispatchPanes } from '../../playground/worker/dispatch.js';
import { instructionsOf } from '../../playground/worker/disassembly.js';
import { exampleRows } from '../../playground/worker/rows.js';
import { sweep } from '../../playground/worker/sweep.js';
import { walk } from '../../playground/worker/walk.js';
import { engineNames, engines as registeredEngines } from '../../src/engines/engines.js';
import { schemaText } from '../../src/inputs/schema-text.js';
import { demoSchema } from '../../src/datasets/demo.js';
import { conditionalModels, indirectModels } from '../../src/predictor/index.js';
import { registered } from '../../playground/worker/models.js';

const schema = schemaText(demoSchema);
const source = (sql: string, rung: 0 | 1 | 2 | 3 | 4 = 4) => ({ sql, schema, rung, params: [] });

async function viewOf(sql: string, rung: 0 | 1 | 2 | 3 | 4 = 4): Promise<CompiledView> {
  const answer = await compile(source(sql, rung));
  if (answer.kind === 'wrong') throw new Error(answer.failure.message);
  return answer.view;
}

describe('the code of each step', () => {
  let parser: Awaited<ReturnType<typeof wabt>>;
  beforeAll(async () => {
    parser = await wabt();
  });

  test.each(predicates.map(({ name, sql }) => [name, sql]))(
    '%s: its instructions are those that wabt reads in the module',
    async (_, sql) => {
      const { code } = await viewOf(sql);
      if ('failure' in code) throw new Error(code.failure.message);
      const module = parser.readWasm(code.module, { readDebugNames: false });
      const text = module.toText({ foldExprs: false, inlineExport: false });
      module.destroy();
      const theirs = text
        .slice(text.indexOf('(local'))
        .split('\n')
        .slice(1)
        .map((line) =>
          line
            .trim()
            .replace(/\s*\(;.*?;\)/g, '')
            .replace(/\)+$/, ''),
        );
      // The whole function, loop and program, in one run.
      const ours = instructionsOf(code.module.subarray(code.body.from, code.body.to), code.body.from, new Map());
      expect(ours.length).toBeGreaterThan(30);
      const name = (line: string): string => line.split(' ')[0] ?? '';
      expect(ours.map(({ text: line }) => name(line))).toEqual(theirs.slice(0, ours.length).map(name));
      // Constants too, but for floats, which wabt writes in hexadecimal.
      const integers = (lines: readonly string[]): string[] => lines.filter((line) => /^i(32|64)\.const/.test(line));
      expect(integers(ours.map(({ text: line }) => line))).toEqual(integers(theirs.slice(0, ours.length)));
      for (const step of code.steps) {
        const bytes = step.patched.map(({ hex }) => hex).join(' ');
        const inModule = Array.from(code.module.subarray(step.from, step.to), (byte) =>
          byte.toString(16).padStart(2, '0'),
        ).join(' ');
        expect(bytes).toBe(inModule);
        // The stencil with its holes closed is what lies between the holes.
        expect(step.stencil.replaceAll(/\{[^}]*\}|\s/g, '')).toBe(
          step.patched.flatMap(({ hex, hole }) => (hole === undefined ? [hex.replaceAll(' ', '')] : [])).join(''),
        );
        expect(step.instructions.filter(({ text: line }) => line.startsWith('0x'))).toEqual([]);
      }
    },
  );
});

describe('changes between rungs', () => {
  test('what came and what went, in order', () => {
    expect(changesBetween(['a', 'b', 'c'], ['a', 'x', 'c'], 10)).toEqual([
      { from: 0, to: 0 },
      { from: 1 },
      { to: 1 },
      { from: 2, to: 2 },
    ]);
    expect(changesBetween([], ['a'], 10)).toEqual([{ to: 0 }]);
  });

  test('a step whose slots and jumps alone have other numbers is the same step', async () => {
    const { rungs } = await viewOf('a > 10 AND b < 50');
    const isNew = (rung: number): string[] =>
      rungs[rung]?.lines.flatMap(({ isNew: fresh, name }) => (fresh ? [name] : [])) ?? [];
    expect(isNew(0)).toEqual([]);
    expect(isNew(1)).toEqual(['FUNCEXPR_STRICT_2_LEFT', 'FUNCEXPR_STRICT_2_LEFT']);
    expect(isNew(3)).toContain('INT4GT');
    expect(isNew(3)).not.toContain('SCAN_VAR_INT4');
  });
});

describe('a walk', () => {
  test('its result is the predicate’s, in three values, and every registered predictor guesses', async () => {
    const rows = [
      ['42', '17'],
      ['3', '99'],
      ['42', null],
      ['x', '1'],
    ];
    const answer = await walk({
      ...source('a > 10 AND b < 50', 1),
      rows: rows.map((cells) => [...cells, null, '0', '0', '2000-01-01', null, '2000-01-01']),
      row: 0,
      dispatch: 'shared',
      warmUp: 50,
    });
    expect(answer.results.slice(0, 3)).toEqual([true, false, null]);
    expect(answer.cells.map(({ row, column, failure }) => [row, column, failure.code])).toEqual([[3, 0, '22P02']]);
    expect(answer.selected).toBe(true);
    const branches = answer.moments.flatMap((moment) => moment.branches);
    expect(branches.filter(({ kind }) => kind === 'indirect').length).toBe(answer.moments.length);
    for (const { kind, guesses } of branches) {
      expect(guesses.map(({ model }) => model)).toEqual(
        (kind === 'indirect' ? indirectModels : conditionalModels).map(({ title }) => title),
      );
    }
    // The predictors have seen these places before.
    expect(
      Math.max(...branches.flatMap(({ guesses }) => guesses.map(({ askedBefore }) => askedBefore))),
    ).toBeGreaterThan(40);
  });

  test('a row that raises an error is walked up to it', async () => {
    const example = examples.find(({ title }) => title === 'A division by zero');
    if (example === undefined) throw new Error('the example is gone');
    const { sql, schema: columns, rows } = exampleState(example);
    const answer = await walk({ sql, schema: columns, rung: 3, params: [], rows, row: 1, dispatch: 'none', warmUp: 0 });
    expect(answer.failure?.code).toBe('22012');
    expect(answer.moments.length).toBeGreaterThan(0);
    expect(answer.unguessed).toBe('the row raises an error');
  });

  test('every example compiles, and its rows can be run', async () => {
    for (const example of examples) {
      const { sql, schema: columns, rung, params, rows, row } = exampleState(example);
      expect((await compile({ sql, schema: columns, rung, params })).kind).toBe('compiled');
      const { cells, moments } = await walk({
        sql,
        schema: columns,
        rung,
        params,
        rows,
        row,
        dispatch: 'replicated',
        warmUp: 20,
      });
      expect(cells).toEqual([]);
      expect(moments.length).toBeGreaterThan(0);
    }
  });
});

describe('simulations', () => {
  test('the three ways have the same branches on data, and dispatch as they should', async () => {
    const answer = await dispatchPanes({
      ...source('a > 10 AND b < 50'),
      rowCount: 500,
      nullRate: 0.1,
      conditional: '',
      indirect: '',
    });
    const executed = answer.map(({ sites }) =>
      sites.filter(({ role }) => role === 'data').reduce((sum, site) => sum + site.executed, 0),
    );
    expect(executed[0]).toBeGreaterThan(0);
    expect(new Set(executed).size).toBe(1);
    expect(answer.map(({ sites }) => sites.filter(({ role }) => role === 'dispatch').length > 0)).toEqual([
      true,
      true,
      false,
    ]);
    expect(answer[0]?.sites.filter(({ role }) => role === 'dispatch').length).toBe(1);
  });

  test('the curve is highest in the middle, for random rows', async () => {
    const { points } = await sweep({ nullRate: 0, selectivity: 0.3, sorted: false });
    const tent = points.filter(({ model }) => model === 'two-bit counters').map(({ perRow }) => perRow);
    expect(tent).toHaveLength(21);
    expect(tent[0]).toBeLessThan(0.02);
    expect(tent[20]).toBeLessThan(0.02);
    expect(tent[10]).toBeGreaterThan(0.4);
    expect(tent.indexOf(Math.max(...tent))).toBeGreaterThanOrEqual(7);
    expect(tent.indexOf(Math.max(...tent))).toBeLessThanOrEqual(13);
  });

  test('what is registered in the library is what the page lists', () => {
    const { conditional, indirect, engines } = registered(null);
    expect(conditional.map(({ name }) => name)).toEqual(conditionalModels.map(({ name }) => name));
    expect(indirect.map(({ name }) => name)).toEqual(indirectModels.map(({ name }) => name));
    expect(engines).toEqual(engineNames.map((name) => ({ name, dispatch: registeredEngines[name].dispatch })));
  });

  test('random rows can be typed again', async () => {
    const rows = await exampleRows({ schema, rows: 8 });
    const { cells, results } = await walk({ ...source('a >= 0'), rows, row: 0, dispatch: 'none', warmUp: 0 });
    expect(cells).toEqual([]);
    expect(results).toEqual(rows.map(() => true));
  });
});

describe('the place of an error', () => {
  test.each([
    ['a = nosuch', 5, 'nosuch'],
    ["c = 'ü😀' AND x", 14, 'x'],
    ['a = ', 5, '='],
    ['a = 1)', 6, ')'],
    ['a = "b c"', 5, '"b c"'],
  ])('%s at %i is %s', (text, position, word) => {
    const { from, to } = rangeAt(text, position);
    expect(text.slice(from, to)).toBe(word);
  });

  test('an unknown one is the whole text, and every one is within it', () => {
    expect(rangeAt(defaultState.sql, undefined)).toEqual({ from: 0, to: defaultState.sql.length });
    for (let position = 1; position < 60; position++) {
      const { from, to } = rangeAt(defaultState.sql, position);
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(defaultState.sql.length);
    }
    expect(rangeAt('', 1)).toEqual({ from: 0, to: 0 });
  });
});
