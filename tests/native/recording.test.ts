/** The recording that the playground shows: it is of the code that is made today, and nothing of it was lost on its way through the file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { predicates } from '../../src/datasets/predicates.js';
import { loadParser } from '../../src/index.js';
import { demoRows, type DemoRows } from '../../src/lessons/demo-programs.js';
import { architectureNamed, architectures, type Architecture } from '../../src/native/architecture.js';
import { countsOf } from '../../src/native/counts.js';
import { nativeCode } from '../../src/native/native-code.js';
import { placesOf } from '../../src/native/places.js';
import { nativeCodeOf, recordedCode, type Recording } from '../../src/native/recording.js';
import { runCode } from '../../src/pipeline/run-code.js';
import { highestRung } from '../../src/program/program.js';

const recordingIn = (file: string): Recording =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../playground/recorded/${file}`, import.meta.url)), 'utf8'),
  ) as Recording;
const recordings = {
  x64: recordingIn('native.json'),
  arm64: recordingIn('native-arm64.json'),
} as const satisfies Record<Architecture, Recording>;
let demo: DemoRows;
beforeAll(async () => {
  await loadParser();
  demo = demoRows(64);
});

describe.each(architectures)('the recording of %s', (architecture) => {
  const recording = recordings[architecture];

  test('has every canonical predicate, and each module is still the same: else `npm run record:native`', async () => {
    expect(recording.architecture).toBe(architecture);
    expect(recording.predicates.map(({ name }) => name)).toEqual(predicates.map(({ name }) => name));
    for (const [n, { sql }] of predicates.entries()) {
      const { module } = placesOf(await demo.program(sql, highestRung));
      expect(recording.predicates[n]?.module).toBe(Buffer.from(module).toString('base64'));
    }
  });

  test('is read again line by line, and each belongs to a step that the program has', async () => {
    for (const [n, { sql }] of predicates.entries()) {
      const { steps } = placesOf(await demo.program(sql, highestRung));
      for (const code of recording.predicates[n]?.codes ?? []) {
        expect(code.linked).toBe(true);
        const { instructions } = nativeCodeOf(code, architecture);
        expect(instructions.length).toBeGreaterThan(20);
        const linked = instructions.flatMap(({ step }) => (step === undefined ? [] : [step]));
        expect(linked).toContain(0);
        // The baseline goes over the steps once; the optimised code may mix them.
        if (code.tier === 'baseline') expect(linked).toEqual([...linked].sort((one, other) => one - other));
        for (const { step = 0, at } of instructions) {
          expect(step).toBeLessThan(steps.length);
          expect(at).toBeLessThan(code.size);
        }
      }
    }
  });

  test('loads each column that range reads, and jumps', () => {
    const range = recording.predicates.find(({ name }) => name === 'range');
    const counts = (range?.codes ?? []).map((code) => countsOf(nativeCodeOf(code, architecture).instructions));
    expect(counts).toHaveLength(2);
    for (const { instructions, loads, stores, branches } of counts) {
      expect(loads).toBeGreaterThan(2);
      expect(stores).toBeGreaterThan(0);
      expect(branches).toBeGreaterThan(2);
      expect(loads + stores + branches).toBeLessThan(instructions);
    }
  });
});

test('the pipeline says that it runs x86-64 only', async () => {
  const [, optimized] = recordings.arm64.predicates[0]?.codes ?? [];
  if (optimized === undefined) throw new Error('nothing was recorded');
  const { instructions } = nativeCodeOf(optimized, 'arm64');
  const program = await demo.program('a = 42', highestRung);
  expect(() => runCode({ instructions, memoryField: 63 }, program, demo.batch)).toThrow('code of x86-64 only');
});

test.runIf(architectureNamed(process.arch) !== undefined)(
  'code that is recorded and read again is the code that it was',
  async () => {
    for (const code of await nativeCode(await demo.program('d > 0.25 AND e % 1000 = 7', highestRung))) {
      // An address of this run is all that may differ.
      const read = nativeCodeOf(JSON.parse(JSON.stringify(recordedCode(code))), code.architecture);
      expect(read).toEqual(code);
    }
  },
  30_000,
);

test('a damaged line is told', () => {
  const [code] = recordings.x64.predicates[0]?.codes ?? [];
  if (code === undefined) throw new Error('nothing was recorded');
  expect(() => nativeCodeOf({ ...code, lines: ['0 90 frobnicate rax'] }, 'x64')).toThrow(
    'not understood: 0 90 frobnicate rax',
  );
});
