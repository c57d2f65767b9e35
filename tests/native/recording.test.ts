/** The recording that the playground shows: it is of the code that is made today, and nothing of it was lost on its way through the file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { predicates } from '../../src/datasets/predicates.js';
import { loadParser } from '../../src/index.js';
import { demoRows, type DemoRows } from '../../src/lessons/demo-programs.js';
import { nativeCode } from '../../src/native/native-code.js';
import { placesOf } from '../../src/native/places.js';
import { nativeCodeOf, recordedCode, type Recording } from '../../src/native/recording.js';
import { highestRung } from '../../src/program/program.js';

const file = fileURLToPath(new URL('../../playground/recorded/native.json', import.meta.url));
const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
let demo: DemoRows;
beforeAll(async () => {
  await loadParser();
  demo = demoRows(64);
});

test('every canonical predicate was recorded, and its module is still the same: else `npm run record:native`', async () => {
  expect(recording.predicates.map(({ name }) => name)).toEqual(predicates.map(({ name }) => name));
  for (const [n, { sql }] of predicates.entries()) {
    const { module } = placesOf(await demo.program(sql, highestRung));
    expect(recording.predicates[n]?.module).toBe(Buffer.from(module).toString('base64'));
  }
});

test('each line is read again, and belongs to a step that the program has', async () => {
  for (const [n, { sql }] of predicates.entries()) {
    const { steps } = placesOf(await demo.program(sql, highestRung));
    for (const code of recording.predicates[n]?.codes ?? []) {
      expect(code.linked).toBe(true);
      const { instructions } = nativeCodeOf(code);
      expect(instructions.length).toBeGreaterThan(20);
      for (const { step = 0, at } of instructions) {
        expect(step).toBeLessThan(steps.length);
        expect(at).toBeLessThan(code.size);
      }
    }
  }
});

test.runIf(process.arch === 'x64')(
  'code that is recorded and read again is the code that it was',
  async () => {
    for (const code of await nativeCode(await demo.program('d > 0.25 AND e % 1000 = 7', highestRung))) {
      // An address of this run is all that may differ.
      const read = nativeCodeOf(JSON.parse(JSON.stringify(recordedCode(code))));
      expect(read).toEqual(code);
    }
  },
  30_000,
);

test('a damaged line is told', () => {
  const [code] = recording.predicates[0]?.codes ?? [];
  if (code === undefined) throw new Error('nothing was recorded');
  expect(() => nativeCodeOf({ ...code, lines: ['0 90 frobnicate rax'] })).toThrow(
    'not understood: 0 90 frobnicate rax',
  );
});
