/** The pipeline: the code that it runs selects what the engine selects, and its cycles are those that can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { predicateNamed, predicates } from '../../src/datasets/predicates.js';
import { engineNamed } from '../../src/engines/named.js';
import { loadParser } from '../../src/index.js';
import { demoRows, type DemoRows } from '../../src/lessons/demo-programs.js';
import { parseInstruction } from '../../src/native/instruction.js';
import type { X64Instruction } from '../../src/native/x64/line.js';
import type { Executed } from '../../src/pipeline/execute.js';
import { runKernel } from '../../src/pipeline/kernel-run.js';
import { throughPipeline } from '../../src/pipeline/pipeline.js';
import { timeline, timelineLegend } from '../../src/pipeline/timeline.js';

/** These call functions on texts. */
const calling = new Set(['or-text', 'prefix', 'infix']);
const rows = 256;
let demo: DemoRows;
beforeAll(async () => {
  await loadParser();
  demo = demoRows(rows);
});

describe.runIf(process.arch === 'x64')('kernels', () => {
  test.each(predicates.filter(({ name }) => !calling.has(name)))(
    '$name selects in the pipeline what it selects on the engine',
    async ({ sql }) => {
      const program = await demo.program(sql, 4);
      const kernel = (await engineNamed('copy-patch')).load(program, demo.arena);
      kernel.run(demo.batch);
      const expected = [...new Uint32Array(demo.arena.memory.buffer, kernel.bitmap, rows / 32)];
      const run = await runKernel(program, demo.batch, { rows });
      expect([...run.bitmap]).toEqual(expected);
      expect(run.cyclesPerRow).toBeGreaterThan(run.instructionsPerRow / 6);
    },
    30_000,
  );
  test('a predicate that calls a function is refused by what it calls', async () => {
    const program = await demo.program(predicateNamed('prefix').sql, 4);
    await expect(runKernel(program, demo.batch, { rows })).rejects.toMatchObject({
      code: '0A000',
      message: expect.stringMatching(/does not imitate call/),
    });
  }, 30_000);
  test('a predictor that knows nothing costs cycles, and its wrong guess is marked in the picture', async () => {
    const program = await demo.program('a < 50', 4);
    const never = { predict: () => false, update: () => undefined };
    const [blind, usual] = [
      await runKernel(program, demo.batch, { rows, predictor: never }),
      await runKernel(program, demo.batch, { rows }),
    ];
    expect(blind.mispredictionsPerRow).toBeGreaterThan(usual.mispredictionsPerRow);
    expect(blind.cyclesPerRow).toBeGreaterThan(usual.cyclesPerRow);
    const picture = timeline(blind);
    expect(picture).toMatch(/^! +\d+ +\S+ {2}j\w+ .*D=+eE-*R/m);
    expect(picture).toContain(timelineLegend);
  }, 30_000);
});

describe('throughPipeline', () => {
  /** Instructions in a row, as if each were executed once. */
  const code = (...texts: readonly string[]): X64Instruction[] =>
    texts.map((text, n) => {
      const parsed = parseInstruction(`0x1  ${n.toString(16)}  90  ${text}`, 'x64');
      if (parsed?.architecture !== 'x64') throw new Error(`${text} is no instruction`);
      return parsed;
    });
  const once = (instructions: readonly X64Instruction[], taken = false): Executed[] =>
    instructions.map(({ control }, index) => ({ index, taken: taken && control === 'branch', address: undefined }));
  const right = { predict: () => false, update: () => undefined };
  const cyclesOf = (instructions: readonly X64Instruction[], predictor = right, taken = false): number =>
    throughPipeline(instructions, once(instructions, taken), predictor).at(-1)?.retired ?? 0;
  const many = (text: (n: number) => string): X64Instruction[] =>
    code(...Array.from({ length: 200 }, (_, n) => text(n)));

  // Five cycles go by until the first one gets to a port.
  test('additions that wait take a cycle each, multiplications three, and copies none', () => {
    expect(cyclesOf(many(() => 'addl rax,rbx'))).toBe(205);
    expect(cyclesOf(many(() => 'imull rax,rbx'))).toBe(605);
    expect(cyclesOf(many(() => 'movl rax,rbx'))).toBeLessThan(60);
  });
  test('additions that do not wait are done four at a time, by the four ports', () => {
    const registers = ['rax', 'rbx', 'rcx', 'rdx', 'rsi', 'rdi', 'r8', 'r9'];
    const cycles = cyclesOf(many((n) => `addl ${registers[n % 8]},r10`));
    expect(cycles).toBeGreaterThanOrEqual(50);
    expect(cycles).toBeLessThan(70);
  });
  test('a load is waited for, and so is a store by who reads there', () => {
    const loads = code('movl rax,[rbx]', 'addl rax,rcx');
    expect(throughPipeline(loads, once(loads), right)[1]?.waitsFor).toEqual([0]);
    const memory = code('movl [rbx],rax', 'movl rcx,[rbx]');
    const executed = once(memory).map((one) => ({ ...one, address: 64n }));
    expect(throughPipeline(memory, executed, right)[1]?.waitsFor).toEqual([0]);
  });
  test('after a wrong guess nothing comes in until the branch has executed and eleven cycles more', () => {
    const branch = code('cmpl rax,rbx', 'jz 0x3  <+0x3>', 'addl rcx,rdx');
    const passages = throughPipeline(branch, once(branch), { predict: () => true, update: () => undefined });
    expect(passages[1]?.wrong).toBe(true);
    expect(passages[2]?.fetched).toBe((passages[1]?.done ?? 0) + 11);
  });
});
