/** Interpreters of different sizes: that they are what they are said to be, and run programs as the engines do. Nothing is timed here. */
import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { compareReports } from '../../bench/compare.js';
import type { Contender } from '../../bench/contender.js';
import type { Job } from '../../bench/job.js';
import { toReport } from '../../bench/json.js';
import { bytecodeOf, longestOptimized } from '../../bench/opcodes/bytecode.js';
import { chooseOpcodes, numbering } from '../../bench/opcodes/choice.js';
import type { GeneratedSwitch } from '../../bench/opcodes/generated-switch.js';
import { generateExecute } from '../../bench/opcodes/javascript.js';
import { sizeTables } from '../../bench/opcodes/report.js';
import { javascriptSwitches } from '../../bench/opcodes/switches.js';
import { isOptimized, tierOf } from '../../bench/opcodes/tier.js';
import { compileTime, webassemblyCompiler } from '../../bench/opcodes/webassembly.js';
import { disagreement, race } from '../../bench/race.js';
import { opcodes as scenario } from '../../bench/scenarios/opcodes.js';
import { jobOf } from '../../bench/scenarios/scenario.js';
import { opcodes } from '../../opcodes/machine/opcodes.js';

beforeAll(runBuiltBench);

const settings = { rows: 2_000, batchRows: 1_024, seed: 1, harness: 'plain' } as const;
const raceOptions = { samples: 1, processes: 1, stages: 'none', onStep: () => undefined } as const;
const limit = 60 * 1024;
const named = (...names: readonly string[]): ReadonlySet<number> =>
  new Set(names.map((name) => opcodes.findIndex((opcode) => opcode.name === name)));
/** What `a = 42` consists of on rung 3. */
const needed = named('SCAN_VAR_INT4_NOTNULL', 'INT4EQ', 'QUAL_NOTNULL', 'DONE_RETURN');

describe('the choice of opcodes', () => {
  const choose = (size: number) => chooseOpcodes(needed, size, opcodes.length);

  it('has what is needed, and so many as are asked for, each once', () => {
    for (const size of [4, 16, 100, opcodes.length]) {
      const chosen = choose(size);
      expect(new Set(chosen).size).toBe(size);
      expect(chosen).toEqual(expect.arrayContaining([...needed]));
      expect(chosen.every((opcode) => opcodes[opcode] !== undefined)).toBe(true);
    }
  });

  it('has all opcodes of a smaller one', () => {
    for (const [small, great] of [
      [4, 16],
      [16, 32],
      [64, 65],
      [128, 512],
    ] as const)
      expect(choose(great)).toEqual(expect.arrayContaining([...choose(small)]));
  });

  it('takes from all parts of the list alike', () => {
    const quarters = [0, 1, 2, 3].map(
      (quarter) => choose(128).filter((opcode) => Math.floor((4 * opcode) / opcodes.length) === quarter).length,
    );
    for (const size of quarters) expect(Math.abs(size - 32)).toBeLessThanOrEqual(4);
  });

  it('numbers them without gaps, or as they are', () => {
    const chosen = choose(16);
    const dense = numbering(chosen, opcodes.length);
    expect(chosen.map((opcode) => dense[opcode])).toEqual([...chosen.keys()]);
    expect(dense.filter((number) => number >= 0)).toHaveLength(16);
    const kept = numbering(chosen, opcodes.length, true);
    expect(chosen.map((opcode) => kept[opcode])).toEqual(chosen);
  });
});

describe('V8', () => {
  it('lets TurboFan compile up to 60 KB of bytecode, which all opcodes in one function pass and a quarter of them does not', async () => {
    expect(longestOptimized()).toBe(limit);
    const lengthOf = (size: number) =>
      bytecodeOf(generateExecute(numbering(chooseOpcodes(needed, size, opcodes.length), opcodes.length)));
    expect(await lengthOf(opcodes.length >> 2)).toBeLessThan(limit);
    expect(await lengthOf(opcodes.length)).toBeGreaterThan(limit);
  });

  it('says in which tier a function is', () => {
    setFlagsFromString('--allow-natives-syntax');
    const add = new Function('a', 'b', 'return a + b') as (a: number, b: number) => number;
    const native = (name: string): unknown => (new Function('f', `%${name}(f)`) as (f: unknown) => unknown)(add);
    native('PrepareFunctionForOptimization');
    add(1, 2);
    expect(isOptimized(tierOf(add) ?? 'turbofan')).toBe(false);
    native('OptimizeFunctionOnNextCall');
    add(1, 2);
    expect(tierOf(add)).toBe('turbofan');
  });

  it('says what is wrong when it cannot compile a text or a module', async () => {
    await expect(bytecodeOf('return function execute( {')).rejects.toMatchObject({
      code: 'XX000',
      message: expect.stringContaining('SyntaxError'),
    });
  });
});

describe('the interpreters', () => {
  let job: Job;
  let switches: readonly GeneratedSwitch[];
  let contenders: readonly Contender[];

  beforeAll(async () => {
    job = await jobOf(settings, 'switch', 'eq', 3);
    switches = await javascriptSwitches(needed, () => undefined);
    const compile = await webassemblyCompiler();
    const numbers = numbering(chooseOpcodes(needed, 32, opcodes.length), opcodes.length);
    const code = compile(numbers);
    const wasm: GeneratedSwitch = {
      series: 'WebAssembly',
      opcodes: 32,
      numbers,
      code,
      facts: { codeBytes: code.length },
    };
    const [smallest, largest] = [switches[0], switches.findLast(({ series }) => series === 'one function')];
    const others = switches.filter(
      ({ series, opcodes: size }) => series === 'two functions' || (series === 'numbers kept' && size === 16),
    );
    const raced = [smallest, largest, ...others, wasm].flatMap((generated) =>
      generated === undefined ? [] : [{ ...job, generated }],
    );
    contenders = await race(raced, raceOptions);
  }, 300_000);

  it('come in ascending sizes up to all opcodes, with the two between which V8 stops to optimise', () => {
    const dense = switches.filter(({ series }) => series === 'one function');
    const sizes = dense.map(({ opcodes: size }) => size);
    expect(sizes).toEqual([...new Set(sizes)].sort((x, y) => x - y));
    expect([sizes[0], sizes.at(-1)]).toEqual([16, opcodes.length]);
    const above = dense.findIndex(({ facts }) => (facts.bytecodeBytes ?? 0) > limit);
    expect(dense[above - 1]?.facts.bytecodeBytes).toBeLessThanOrEqual(limit);
    expect(sizes[above]).toBe((sizes[above - 1] ?? 0) + 1);
  });

  it('select the rows that the engine selects', async () => {
    expect(contenders).toHaveLength(5);
    const [engine] = await race([job], raceOptions);
    expect(engine?.selected).toBeGreaterThan(0);
    for (const { selected, checksum } of contenders)
      expect([selected, checksum]).toEqual([engine?.selected, engine?.checksum]);
  });

  it('are never compiled by TurboFan when they are beyond the limit', () => {
    const beyond = contenders.filter(({ job: { generated } }) => (generated?.facts.bytecodeBytes ?? 0) > limit);
    expect(beyond.map(({ job: { generated } }) => generated?.opcodes)).toEqual([opcodes.length]);
    expect(beyond[0]?.tiers.length).toBeGreaterThan(0);
    expect(beyond[0]?.tiers).not.toContain('turbofan');
  });

  it('are told apart in the report and in comparisons', () => {
    const report = toReport('0.1.0', 'opcodes', settings.rows, contenders);
    const [smallest] = report.results;
    expect(smallest).toMatchObject({
      engine: 'switch in one function',
      opcodes: 16,
      code: { bytecodeBytes: switches[0]?.facts.bytecodeBytes },
    });
    expect(compareReports(report, report).map(({ ratio }) => ratio)).toEqual(report.results.map(() => 1));
    const tables = sizeTables(contenders, limit);
    expect(tables).toMatch(new RegExp(`switch in one function +${opcodes.length} .* > [\\d,]+ `));
    expect(tables).toMatch(/wasm-switch +32 /);
  });

  it('are refused a program that they have no case for', async () => {
    const [generated] = switches;
    if (generated === undefined) throw new Error('there is no interpreter');
    const numbers = generated.numbers.map((number, opcode) => (needed.has(opcode) ? -1 : number));
    await expect(race([{ ...job, generated: { ...generated, numbers } }], raceOptions)).rejects.toMatchObject({
      code: 'XX000',
      message: expect.stringContaining('no case for SCAN_VAR'),
    });
  });

  it('are not timed when one selects other rows', async () => {
    const [generated] = switches;
    if (generated === undefined || typeof generated.code !== 'string') throw new Error('there is no interpreter');
    const wrong = { ...generated, code: generated.code.replace('bits |= selected', 'bits |= 1 - selected') };
    expect(wrong.code).not.toBe(generated.code);
    await expect(race([job, { ...job, generated: wrong }], raceOptions)).rejects.toMatchObject({ code: disagreement });
  });
});

describe('in WebAssembly', () => {
  it('grow with their opcodes, and V8 compiles them with either compiler', async () => {
    const compile = await webassemblyCompiler();
    const [small, great] = [16, 32].map((size) =>
      compile(numbering(chooseOpcodes(needed, size, opcodes.length), opcodes.length)),
    );
    if (small === undefined || great === undefined) throw new Error('there is no module');
    expect(great.length).toBeGreaterThan(small.length);
    for (const compiler of ['turbofan', 'liftoff'] as const)
      expect(await compileTime(compiler, small)).toBeGreaterThan(0);
    await expect(compileTime('turbofan', small.subarray(0, 100))).rejects.toMatchObject({
      code: 'XX000',
      message: expect.stringContaining('CompileError'),
    });
  });
});

it('the scenario has no other engines', async () => {
  const asked = {
    ...settings,
    ...raceOptions,
    contestants: ['closure'],
    heapContestants: undefined,
    predicates: undefined,
    rung: undefined,
  } as const;
  await expect(scenario.run({ ...asked, deform: undefined, tables: undefined })).rejects.toMatchObject({
    code: '22023',
  });
});
