/** How the page is to be seen: what an address's query asks for, the text of a frame, saved figures' names, and the script that a predictor becomes. */
import { expect, test } from 'vitest';
import { fileName } from '../../playground/parts/download.js';
import { predictorScript } from '../../playground/predictor/run.js';
import { positionAt } from '../../playground/sandbox/script.js';
import { frameText } from '../../playground/start/embed-dialog.js';
import { stops } from '../../playground/start/tour.js';
import { openPermalink } from '../../playground/state/permalink.js';
import { defaultState } from '../../playground/state/state.js';
import { paneIds, queryOf, viewOf } from '../../playground/state/view.js';
import { disturbedPart } from '../../playground/worker/race.js';

test('a query names panes, and says what it does not know', () => {
  expect(viewOf('')).toEqual({ panes: undefined, unknown: [], projector: false });
  expect(viewOf('?embed=program,stepper&projector')).toEqual({
    panes: new Set(['program', 'stepper']),
    unknown: [],
    projector: true,
  });
  expect(viewOf('?embed=toString, race')).toEqual({
    panes: new Set(['race']),
    unknown: ['toString'],
    projector: false,
  });
  expect(viewOf('?embed=').panes?.size).toBe(2);
  for (const pane of paneIds)
    expect(viewOf(queryOf([pane], true))).toMatchObject({ panes: new Set([pane]), projector: true });
});

test('a frame holds the panes and the state, and leads to nothing else', () => {
  const text = frameText('https://x.example/p/', ['program', 'race'], true, {
    ...defaultState,
    sql: 'a < 1 AND "b" > 2',
  });
  const source = /src="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const { search, hash } = new URL(source);
  expect(viewOf(search)).toMatchObject({ panes: new Set(['program', 'race']), projector: true });
  expect(openPermalink(hash).state.sql).toBe('a < 1 AND "b" > 2');
});

test('a lesson is a link', () => {
  expect(openPermalink('#lesson-7')).toEqual({ state: { ...defaultState, lesson: 7 } });
  expect(openPermalink('#lesson-x').state.lesson).toBe(0);
});

test('the tour stops at panes that there are, and ends at the lessons', () => {
  expect(stops.filter(({ pane }) => !paneIds.includes(pane))).toEqual([]);
  expect(stops.at(-1)?.pane).toBe('lessons');
  // Two minutes: 180 words a minute are read.
  expect(
    stops
      .map(({ text }) => text)
      .join(' ')
      .split(/\s+/).length,
  ).toBeLessThan(360);
});

test('a race is disturbed when measurements are much longer than the fastest of the same engine', () => {
  expect(disturbedPart([])).toBe(0);
  expect(
    disturbedPart([
      [1, 1.1, 1.2],
      [10, 11, 12],
    ]),
  ).toBe(0);
  expect(
    disturbedPart([
      [1, 2, 1, 2],
      [10, 10, 10, 14],
    ]),
  ).toBe(3 / 8);
});

test('files are named after what they show', () => {
  expect(fileName('a < t AND b < t, with branches', 'svg')).toBe('a-t-and-b-t-with-branches.svg');
});

test('a predictor keeps its lines in the script, may export, and its top-level names are what is watched', () => {
  const text =
    'const table = new Map();\nexport function predict(branch) {\n  const inner = 1;\n  return table.has(branch);\n}';
  const script = predictorScript(text);
  const lines = decodeURIComponent(script.address).split('\n');
  expect(lines[0]).toContain('const table = new Map();');
  expect(lines[1]).toBe('       function predict(branch) {');
  expect(lines[5]).toContain("table: typeof table === 'undefined' ? undefined : table");
  expect(positionAt(script, 2, 1)).toBe(26);
  expect(positionAt({ ...script, text: 'ü😀\nx' }, 2, 1)).toBe(4);
  expect(positionAt(script, 99, 1)).toBeUndefined();
  expect(positionAt(script, Number.NaN, Number.NaN)).toBeUndefined();
});
