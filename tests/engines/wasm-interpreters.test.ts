/** The interpreters in WebAssembly: that each dispatches as its name says, and that the register versions keep values in registers and answer the same. */
import { beforeAll, describe, expect, test } from 'vitest';
import { demoBatches, demoSchema } from '../../bench/dataset.js';
import { predicates } from '../../bench/predicates.js';
import { fallsThrough, visitBody } from '../../opcodes/targets/effects.js';
import { withVersions, type VersionedOpcode } from '../../opcodes/targets/versions.js';
import { opcodes } from '../../opcodes/machine/opcodes.js';
import type { Engine } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { wasmInterpreter } from '../../src/engines/wasm-interpreter/engine.js';
import { keepInRegisters } from '../../src/engines/wasm-interpreter/registers.js';
import { Versions } from '../../src/engines/wasm-interpreter/versions.js';
import * as switchInMemory from '../../src/engines/wasm-switch/memory.generated.js';
import * as switchInRegisters from '../../src/engines/wasm-switch/register.generated.js';
import * as threadedInMemory from '../../src/engines/wasm-threaded/memory.generated.js';
import * as threadedInRegisters from '../../src/engines/wasm-threaded/register.generated.js';
import * as threadedShared from '../../src/engines/wasm-threaded/shared.generated.js';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { decodeBase64 } from '../../src/platform/base64.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import { decode } from '../../src/program/decode.js';
import type { Program, Rung } from '../../src/program/program.js';
import { opcodeNumber } from '../../src/program/steps.js';
import { verify } from '../../src/program/verify.js';
import { loadParser, qualList } from '../../src/sql/index.js';
import { decodeModule } from '../../wasm/stencils/reader.js';
import { compileSwitch } from '../../wasm/interpreters/switch.js';
import { compileThreaded } from '../../wasm/interpreters/threaded.js';
import { countInstructions, type InstructionName } from './instructions.js';
import { everyRung, outcomes } from './outcome.js';
import { freeTable, tableOf } from './table.js';

const ordinary = opcodes.map((step, number) => ({ number, step }));
const versioned = withVersions(ordinary);

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
const total = (base64: string, name: InstructionName): number => sum(countInstructions(decodeBase64(base64), name));

/** How many ways lead from the steps to other steps. */
function waysOn(steps: readonly Pick<VersionedOpcode, 'step'>[]): number {
  let ways = 0;
  for (const { step } of steps) {
    if (fallsThrough(step)) ways++;
    visitBody(step.body, { read: () => undefined, write: () => undefined, jump: () => ways++ });
  }
  return ways;
}

describe('the dispatch', () => {
  test('of the switch is one br_table, and another in the function of the rare steps', () => {
    for (const { base64 } of [switchInMemory, switchInRegisters]) {
      expect(total(base64, 'br_table')).toBe(2);
      expect(total(base64, 'return_call_indirect') + total(base64, 'return_call')).toBe(0);
    }
  });

  test('of threaded code is at each place where a step goes on, as often as the definitions say', () => {
    expect(total(threadedInMemory.base64, 'return_call_indirect')).toBe(waysOn(ordinary));
    expect(total(threadedInRegisters.base64, 'return_call_indirect')).toBe(waysOn(versioned));
    for (const { base64 } of [threadedInMemory, threadedInRegisters]) {
      expect(total(base64, 'return_call') + total(base64, 'br_table')).toBe(0);
    }
  });

  test('of threaded code with a shared one is one return_call_indirect, to which all steps go', () => {
    expect(
      countInstructions(decodeBase64(threadedShared.base64), 'return_call_indirect').filter((count) => count > 0),
    ).toEqual([1]);
    expect(total(threadedShared.base64, 'return_call')).toBe(waysOn(ordinary));
  });

  test('of the switch stays below the size at which the V8 of Node 20 takes its poor register allocator', () => {
    // Of the functions measured (docs/opcode-count.md) one of 32.7 kB is below it, one of 34.3 kB above: a program takes 1.2 to 1.4 times as long there.
    const sizes = decodeModule(decodeBase64(switchInMemory.base64)).bodies.map(({ code }) => code.length);
    expect(Math.max(...sizes)).toBeLessThan(32_000);
  });

  test('is made for the opcodes that are given, and no others', () => {
    const few = ordinary.filter(({ step }) => ['QUAL', 'INT4EQ', 'DONE_RETURN'].includes(step.name));
    const all = new Uint8Array(compileSwitch(few));
    expect(countInstructions(all, 'br_table')).toEqual([1]);
    expect(all.length).toBeLessThan(2000);
    const threaded = new Uint8Array(compileThreaded(few, { dispatch: 'replicated', registers: false }));
    // QUAL goes on in two places, INT4EQ in one, DONE_RETURN nowhere; the scan has none.
    expect(sum(countInstructions(threaded, 'return_call_indirect'))).toBe(3);
  });
});

const arena = new Arena({ scratchBytes: 1024 * 1024 });
beforeAll(() => loadParser());

async function qual(sql: string, rung: Rung): Promise<Program> {
  const { expr } = await compileSql(sql, 'predicate', { schema: demoSchema, arena });
  return compileQual(qualList(expr), { schema: demoSchema, rung });
}

const byNumber = new Map(versioned.map((opcode) => [opcode.number, opcode]));
const versions = new Versions(threadedInRegisters.versions);

/** The program's steps with what they take from the registers and leave there: `INT4GT a→result`. */
function inRegisters(program: Program): string[] {
  const kept = keepInRegisters(program, versions);
  return [...decode(program.code)].flatMap((step) => {
    if (step === undefined) return [];
    const { input = '', output = '' } = byNumber.get(kept.get(step.at) ?? step.opcode)?.version ?? {};
    return [`${step.info.mnemonic ?? step.info.name}${input === '' && output === '' ? '' : ` ${input}→${output}`}`];
  });
}

/** A program over the columns a int4 and b int4. Slot 0 is the constant 1, slot 1 the constant 7, the others are i32 too. */
function handMade(slots: number, ...steps: readonly (readonly [name: string, ...operands: number[]])[]): Program {
  const program: Program = {
    kind: 'qual',
    layout: 'columns',
    type: 'bool',
    constants: [
      { type: 'bool', representation: 'i32', value: 1 },
      { type: 'int4', representation: 'i32', value: 7 },
    ],
    tables: [],
    columns: ['int4', 'int4'],
    params: [],
    cells: 0,
    families: [],
    usesScratch: false,
    slots: Array.from({ length: slots }, () => 'i32'),
    code: Int32Array.from(steps.flatMap(([name, ...operands]) => [opcodeNumber(name), ...operands])),
  };
  verify(program);
  return program;
}

const registerEngines: readonly Engine[] = [engines['wasm-switch-register'], engines['wasm-threaded-register']];

/** What a program selects of rows around the constants, in the registers' engines; they must agree with the interpreter that has none. */
function selected(program: Program): string {
  const values = [null, 0, 1, 3, 7, 8, 49];
  const schema = ['a', 'b'].map((name) => ({ name, type: 'int4' as const, notNull: false }));
  const table = tableOf(
    arena,
    schema,
    values.flatMap((a) => values.map((b) => [a, b])),
  );
  const expected = outcomes(engines.switch, program, table).join();
  const found = registerEngines.map((engine) => outcomes(engine, program, table).join());
  freeTable(table);
  expect(found).toEqual([expected, expected]);
  return expected;
}

describe('the registers', () => {
  test('hold what one step makes and the next one reads', async () => {
    expect(inRegisters(await qual('a + b > 100 AND a * 2 < b', 0))).toEqual([
      'SCAN_VAR_INT4',
      'SCAN_VAR_INT4 →result',
      'FUNCEXPR_STRICT_2 b→result',
      'FUNCEXPR_STRICT_2 a→result',
      'QUAL a→',
      'SCAN_VAR_INT4 →result',
      'FUNCEXPR_STRICT_2 a→',
      'SCAN_VAR_INT4 →result',
      'FUNCEXPR_STRICT_2 b→result',
      'QUAL a→',
      'DONE_RETURN',
      'DONE_RETURN',
    ]);
  });

  test('hold a value past a null check, but not to where two ways meet', async () => {
    expect(inRegisters(await qual('b > 5', 3))).toEqual([
      'SCAN_VAR_INT4 →result',
      'JUMP_IF_NULL a→',
      'INT4GT a→result',
      'QUAL_NOTNULL a→',
      'DONE_RETURN',
      'DONE_RETURN',
    ]);
    expect(inRegisters(await qual('coalesce(b, 0) > 5', 3))).toEqual([
      'SCAN_VAR_INT4',
      'JUMP_IF_NOT_NULL',
      'CONST',
      'SET_NOTNULL',
      'INT4GT →result',
      'QUAL_NOTNULL a→',
      'DONE_RETURN',
      'DONE_RETURN',
    ]);
  });

  test('hold texts and floats too', async () => {
    expect(inRegisters(await qual("c LIKE 'x1%' AND d > 0.5", 3))).toEqual([
      'SCAN_VAR_TEXT →result',
      'JUMP_IF_NULL a→',
      'TEXTLIKE a→result',
      'QUAL_NOTNULL a→',
      'SCAN_VAR_FLOAT8_NOTNULL →result',
      'FLOAT8GT a→result',
      'QUAL_NOTNULL a→',
      'DONE_RETURN',
      'DONE_RETURN',
    ]);
  });

  test('do not hold a value that one step reads twice', () => {
    const program = handMade(
      4,
      ['SCAN_VAR_INT4_NOTNULL', 2, 0],
      ['INT4MUL', 3, 2, 2],
      ['INT4GT', 2, 3, 1],
      ['DONE_RETURN', 2],
    );
    expect(inRegisters(program)).toEqual([
      'SCAN_VAR_INT4_NOTNULL',
      'INT4MUL →result',
      'INT4GT a→result',
      'DONE_RETURN a→',
    ]);
    expect(selected(program)).toContain('1');
  });

  test('do not hold a value that is read again after another has been made', () => {
    const program = handMade(
      6,
      ['SCAN_VAR_INT4_NOTNULL', 2, 0],
      ['INT4PL', 3, 2, 1],
      ['INT4MUL', 4, 3, 2],
      ['INT4GT', 5, 4, 1],
      ['DONE_RETURN', 5],
    );
    expect(inRegisters(program)).toEqual([
      'SCAN_VAR_INT4_NOTNULL',
      'INT4PL →result',
      'INT4MUL a→result',
      'INT4GT a→result',
      'DONE_RETURN a→',
    ]);
    expect(selected(program)).toContain('1');
  });

  test('do not hold a value whose null flag another step has written', () => {
    // The comparison leaves the flag of slot 3 alone, which QUAL reads: STRICT_CHECK has set it.
    const program = handMade(
      5,
      ['SCAN_VAR_INT4', 2, 0],
      ['STRICT_CHECK', 3, 2, 16],
      ['INT4GT', 3, 2, 1],
      ['QUAL', 3, 16],
      ['DONE_RETURN', 0],
      ['BOOLTEST_IS_FALSE', 4, 0],
      ['DONE_RETURN', 4],
    );
    expect(inRegisters(program)).toEqual([
      'SCAN_VAR_INT4 →result',
      'STRICT_CHECK a→',
      'INT4GT a→',
      'QUAL',
      'DONE_RETURN',
      'BOOLTEST_IS_FALSE →result',
      'DONE_RETURN a→',
    ]);
    expect(selected(program)).toContain('1');
  });

  test('do not hold a value that is read elsewhere after a jump', () => {
    const program = handMade(
      5,
      ['SCAN_VAR_INT4_NOTNULL', 2, 0],
      ['INT4GT', 3, 2, 1],
      ['QUAL_NOTNULL', 3, 16],
      ['INT4LT', 4, 2, 1],
      ['DONE_RETURN', 4],
      ['INT4EQ', 4, 2, 1],
      ['DONE_RETURN', 4],
    );
    expect(inRegisters(program)[0]).toBe('SCAN_VAR_INT4_NOTNULL');
    expect(selected(program)).toContain('1');
  });

  test('are used in every canonical predicate, and all interpreters select the same rows on every rung', async () => {
    const batches = demoBatches(arena, 3000, 1000, 5);
    const bits = (engine: Engine, program: Program): string => {
      const kernel = engine.load(program, arena);
      const texts = batches.map((batch) => {
        kernel.run(batch);
        return arena.views.u8.slice(kernel.bitmap, kernel.bitmap + Math.ceil(batch.rows / 8)).join();
      });
      kernel.free();
      return texts.join(';');
    };
    for (const { name, sql } of predicates) {
      for (const rung of everyRung) {
        const program = await qual(sql, rung);
        // On rung 4 a whole predicate may be one superinstruction.
        if (rung < 4) expect([name, rung, keepInRegisters(program, versions).size > 0]).toEqual([name, rung, true]);
        const expected = bits(engines.switch, program);
        const different = interpreters
          .filter((engine) => bits(engine, program) !== expected)
          .map((engine) => engine.name);
        expect([name, rung, different]).toEqual([name, rung, []]);
      }
    }
    for (const batch of batches) batch.free();
  });
});

const interpreters: readonly Engine[] = [
  engines['wasm-switch'],
  engines['wasm-switch-register'],
  engines['wasm-threaded'],
  engines['wasm-threaded-shared'],
  engines['wasm-threaded-register'],
];

describe('a program that is loaded', () => {
  test('stores its values where there is room for them, also after a larger batch came', async () => {
    const { expr } = await compileSql('e + 1', 'expression', { schema: demoSchema, arena });
    const program = compileScalar(expr, { schema: demoSchema, rung: 4 });
    for (const engine of interpreters) {
      const kernel = engine.load(program, arena);
      for (const rows of [10, 1000, 20]) {
        const [batch] = demoBatches(arena, rows, rows, 1);
        if (batch === undefined) throw new RangeError('no batch');
        kernel.run(batch);
        const found = Array.from(
          { length: rows },
          (_, row) => Number(arena.views.i64[(kernel.results >> 3) + row]) - Number(batch.get(4, row)),
        );
        expect(found).toEqual(new Array(rows).fill(1));
        batch.free();
      }
      kernel.free();
    }
  });

  test('gives its code back when it is freed', async () => {
    const program = await qual(predicates.find(({ name }) => name === 'chain16')?.sql ?? '', 0);
    const small = new Arena({ scratchBytes: 65536, maximumBytes: 4 * 1024 * 1024 });
    const [engine] = interpreters;
    expect(program.code.byteLength * 20_000).toBeGreaterThan(4 * 1024 * 1024);
    for (let n = 0; n < 20_000; n++) engine?.load(program, small).free();
  });

  test('needs an engine that is prepared, and a WebAssembly that understands it', async () => {
    const engine = wasmInterpreter('broken', 'shared', () => Promise.resolve({ base64: btoa('\0asm\x01\0\0\0\x7f') }));
    const program = await qual('a = 1', 4);
    expect(() => engine.load(program, arena)).toThrow(
      expect.objectContaining({ code: 'XX000', message: 'the engine broken was not prepared' }),
    );
    await expect(engine.prepare?.()).rejects.toMatchObject({
      code: '0A000',
      message: 'the engine broken needs a newer WebAssembly than this JavaScript engine has',
    });
  });
});
