/** Native code of kernels: every line that V8 prints is understood, and instructions belong to the steps that they come from. `QUERN_NODE` names another binary of Node to be asked as well. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { predicateNamed, predicates, type PredicateName } from '../../src/datasets/predicates.js';
import { allNumbers, divisors } from '../../src/engines/stencils/baking.js';
import { writeModule } from '../../src/engines/stencils/module.js';
import { optimize, optimizingEngine } from '../../src/engines/optimizing/engine.js';
import { writeVectorModule } from '../../src/engines/vector/write.js';
import { loadParser } from '../../src/index.js';
import { demoRows, type DemoRows } from '../../src/lessons/demo-programs.js';
import { architectureNamed } from '../../src/native/architecture.js';
import { parseInstruction } from '../../src/native/instruction.js';
import { nativeCode } from '../../src/native/native-code.js';
import { parseNative } from '../../src/native/parse.js';
import { printCode } from '../../src/native/print.js';
import { countsOf } from '../../src/native/counts.js';
import { nativeText } from '../../src/native/text.js';

const nodes = [process.execPath, ...(process.env['QUERN_NODE'] === undefined ? [] : [process.env['QUERN_NODE']])];
const here = process.arch === 'x64';
const isRead = architectureNamed(process.arch) !== undefined;
let demo: DemoRows;
beforeAll(async () => {
  await loadParser();
  await optimizingEngine.prepare?.();
  demo = demoRows(64);
});
const programOf = (name: PredicateName) => demo.program(predicateNamed(name).sql, 4);

test.runIf(isRead).each(nodes)(
  'every line of the canonical predicates is understood, by three engines and both compilers of %s',
  async (node) => {
    const programs = await Promise.all(predicates.map(({ name }) => programOf(name)));
    const modules = programs.flatMap((program) => [
      writeModule(program, divisors(program)).bytes,
      writeVectorModule(program, divisors(program)).bytes,
      optimize(writeModule(program, allNumbers(program))).bytes,
    ]);
    for (const [tier, compiler] of [
      ['baseline', 'Liftoff'],
      ['optimized', 'TurboFan'],
    ] as const) {
      const { text, architecture } = await printCode(modules, tier, { node });
      const functions = parseNative(text, architecture);
      // V8 compiles equal modules once.
      expect(functions.length).toBeGreaterThanOrEqual(new Set(modules.map(String)).size);
      expect(new Set(functions.map((one) => one.compiler))).toEqual(new Set([compiler]));
      for (const { instructions } of functions) {
        expect(instructions.length).toBeGreaterThan(20);
        // Each begins where the one before it ends, so none is missing.
        let at = 0;
        for (const instruction of instructions) {
          expect(instruction.at).toBe(at);
          at += instruction.bytes.length / 2;
        }
      }
    }
  },
  180_000,
);

describe.runIf(here)('the code of range', () => {
  test('belongs to its steps: the baseline’s in their order, the optimised code’s mixed', async () => {
    const program = await programOf('range');
    const [baseline, optimized] = await nativeCode(program);
    const linked = baseline.instructions.flatMap(({ step }) => (step === undefined ? [] : [step]));
    expect(linked).toEqual([...linked].sort((one, other) => one - other));
    // a > 10 is a comparison and a jump; the comparison b < 50 keeps its outcome.
    const ofStep = (code: typeof baseline, step: number): string[] =>
      code.instructions.filter((one) => one.step === step).map(({ mnemonic }) => mnemonic);
    expect(ofStep(baseline, 0).slice(-3)).toEqual(['cmpl', 'jl', 'jmp']);
    expect(ofStep(baseline, 3)).toContain('setll');
    // What comes after the last step is the loop's: it counts the rows.
    const after = baseline.instructions.slice(
      baseline.instructions.findLastIndex(({ step }) => step !== undefined) + 1,
    );
    expect(after.some(({ mnemonic }) => mnemonic === 'retl')).toBe(true);
    expect(countsOf(optimized.instructions).loads).toBeLessThan(countsOf(baseline.instructions).loads);
    if (optimized.linked) expect(ofStep(optimized, 0)).toContain('cmpl');
    const text = nativeText([baseline, optimized], program, (step, line) => `<${step}>${line}`);
    expect(text).toMatch(/<0>.*cmpl .* compare\n/);
    expect(text).toContain('baseline (Liftoff)');
  }, 30_000);
  test('of an engine without stencils is shown without steps', async () => {
    const [baseline] = await nativeCode(await programOf('range'), { engine: 'vector' });
    expect(baseline.linked).toBe(false);
    expect(baseline.instructions.some(({ mnemonic }) => mnemonic.startsWith('vpcmp'))).toBe(true);
  }, 30_000);
});

describe('parseInstruction', () => {
  test('reads operands of every kind', () => {
    const parsed = parseInstruction('0x3a6b196e76d6    16  468b5c0710           movl r11,[rdi+r8*4-0x10]', 'x64');
    expect(parsed).toMatchObject({
      at: 0x16,
      mnemonic: 'movl',
      operands: [
        { kind: 'register', name: 'r11' },
        { kind: 'memory', base: 'rdi', index: 'r8', scale: 4, offset: -16 },
      ],
      text: 'movl r11, [rdi+r8*4-0x10]',
    });
    expect(parseInstruction('0x1  1  eb1a  jmp 0x1b  <+0x1b>', 'x64')).toMatchObject({
      operands: [{ kind: 'place', at: 27 }],
    });
    expect(parseInstruction('0x1  1  c5  vcmppd xmm1,xmm2,xmm3, (lt)', 'x64')?.operands).toHaveLength(4);
  });
  test.each([
    '0x1  1  90  frobnicate rax',
    '0x1  1  90  movl rax,[rbx+rcx*3]',
    '0x1  1  90  movl rax,zzz',
    'something else',
  ])('does not pass over what it does not know: %s', (line) => {
    expect(parseInstruction(line, 'x64')).toBeUndefined();
  });
});

describe('instructions of ARM64', () => {
  const forms = readFileSync(fileURLToPath(new URL('arm64-lines.txt', import.meta.url)), 'utf8')
    .trimEnd()
    .split('\n');
  test('are read in every form in which V8 has been seen to print them for kernels, and read again from a recording', () => {
    expect(forms.length).toBeGreaterThan(150);
    for (const form of forms) {
      const parsed = parseInstruction(`0x1b00  40  d503201f       ${form}`, 'arm64');
      expect(parsed?.meaning, form).toMatch(/^[a-z01]/);
      const again = parseInstruction(`0x0  40  d503201f  ${parsed?.printed}`, 'arm64');
      expect(again).toEqual(parsed);
      expect(parsed?.printed).not.toMatch(/addr 0x(?!0\))/);
    }
  });
  test.each([
    ['ldr w5, [x1, w0, uxtw]', 'ldr w5, [x1, w0, uxtw]', 'load', { loads: true, stores: false }],
    ['stp x7, x16, [sp, #-32]!', 'stp x7, x16, [sp, #-32]!', 'store two', { loads: false, stores: true }],
    ['sub x6, x5, #0x3 (3)', 'sub x6, x5, #0x3', 'subtract', { loads: false, stores: false }],
    ['b.hs #+0x20 (addr 0x1b60)', 'b.hs +60', 'go on there if not below, unsigned', { control: 'branch' }],
    ['tbz w20, #0, #-0x10 (addr 0x1b30)', 'tbz w20, #0, +30', 'go on there if this bit is 0', { control: 'branch' }],
    ['bl #-0x634 (addr 0x150c)', 'bl code of V8', 'call', { control: 'call' }],
    ['cset w3, lt', 'cset w3, lt', '1 if less, signed, else 0', {}],
    ['cmgt v0.4s, v0.4s, v1.4s', 'cmgt v0.4s, v0.4s, v1.4s', 'compare: greater, signed, 4 × 32 bits', {}],
    ['fmov d2, #0x0 (2.0000)', 'fmov d2, #2', 'copy a float, or its bits', {}],
    ['constant pool begin (num_const = 4)', 'constant pool begin', 'a constant, never executed', { isFiller: true }],
  ])('say what they do: %s', (line, text, meaning, more) => {
    expect(parseInstruction(`0x1b40  40  d503201f       ${line}`, 'arm64')).toMatchObject({ text, meaning, ...more });
  });
  test.each([
    'frobnicate x0',
    'ldr w0, [x1, x2, ror #1]',
    'add x0, x1, rax',
    'cset w0, always',
    'b.xx #+0x8 (addr 0x8)',
  ])('are not passed over where they are not known: %s', (line) => {
    expect(parseInstruction(`0x0  0  d503201f  ${line}`, 'arm64')).toBeUndefined();
  });
});

test('a line that is not understood is told', () => {
  const text =
    '--- WebAssembly code ---\nname: f\nindex: 0\ncompiler: Liftoff\nInstructions (size = 1)\n0x1  0  90  mystery\n';
  expect(() => parseNative(text, 'x64')).toThrow(/not understood: 0x1 {2}0 {2}90 {2}mystery/);
});

test('a binary that prints no code, or is no Node, is told', async () => {
  await expect(printCode([], 'baseline', { node: '/bin/true' })).rejects.toThrow(
    '/bin/true prints no code of WebAssembly',
  );
  await expect(printCode([], 'baseline', { node: '/nowhere/node' })).rejects.toThrow(/could not be asked .*ENOENT/);
});
