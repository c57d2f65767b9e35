/** `quern lesson 7 --predictor`: a predictor of one's own from a file, and every way in which it can go wrong. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ownPredictorExample } from '../../src/predictor/index.js';
import { quern, scratchDirectory } from './quern.js';

const scratch = scratchDirectory();

/** A module in a file. */
function fileOf(name: string, text: string): string {
  const file = scratch.path(name);
  writeFileSync(file, text);
  return file;
}

describe('quern lesson 7 --predictor', () => {
  it('scores the example like the two-bit counters, which it is', async () => {
    const { status, stdout, stderr } = await quern([
      'lesson',
      '7',
      '--predictor',
      fileOf('mine.js', ownPredictorExample),
    ]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const mean = (title: RegExp): string | undefined => title.exec(stdout)?.[1];
    expect(mean(/→ yours +([\d.]+)/)).toBe(mean(/ {2}two-bit counters +([\d.]+)/i));
    expect(stdout).toMatch(/Yours is number \d of 8/);
    expect(stdout).toMatch(/lesson 7, a mixture +[\d.]+ +[\d.]+ {2}TAGE/);
  }, 30_000);

  it.each([
    [
      'throws.mjs',
      'export function predict() {\n  return nothing;\n}',
      /failed in the recording "lesson 2, sorted": line 2, column 3: ReferenceError: nothing is not defined/,
    ],
    ['wrong.mjs', 'export const predict = () => "yes";', /predict gave the text "yes"/],
    [
      'greedy.mjs',
      'const all = [];\nexport const predict = () => { for (;;) all.push(new Array(1000).fill(all.length)); };',
      /took too much memory/,
    ],
    ['exits.mjs', 'export const predict = () => process.exit(3);', /its process ended with 3/],
  ])(
    'tells what is wrong with %s',
    async (name, text, message) => {
      const { status, stderr, stdout } = await quern(['lesson', '7', '--predictor', fileOf(name, text)]);
      expect(stderr).toMatch(message);
      expect(status).toBe(1);
      expect(stdout).toBe('');
    },
    60_000,
  );

  it('refuses a file that is not there, and another lesson', async () => {
    const missing = await quern(['lesson', '7', '--predictor', scratch.path('none.js')]);
    expect(missing.stderr).toMatch(/could not read .*none\.js/);
    const other = await quern(['lesson', '2', '--predictor', 'x.js']);
    expect([other.status, other.stderr]).toEqual([2, expect.stringMatching(/lesson 2 has no predictors/)]);
  });
});

// Twenty seconds until an endless loop is stopped: by itself, where time is no matter.
it.runIf(process.env['QUERN_SLOW'] !== undefined)(
  'stops an endless loop',
  async () => {
    const { status, stderr } = await quern([
      'lesson',
      '7',
      '--predictor',
      fileOf('endless.mjs', 'export const predict = () => { for (;;); };'),
    ]);
    expect(stderr).toMatch(/was stopped after 20 s, in the recording "lesson 2, sorted"/);
    expect(status).toBe(1);
  },
  60_000,
);
