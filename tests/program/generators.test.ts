/** The generators: this definition becomes exactly this text, one definition on every engine. */
import { expect, test } from 'vitest';
import { generateMaker } from '../../opcodes/targets/closures.js';
import { generateFunction } from '../../opcodes/targets/functions.js';
import { generateCase } from '../../opcodes/targets/switch.js';
import { functionsByName } from '../../opcodes/families/core/functions.js';
import { fused, inlinedFunctions, opcodes, steps } from '../../opcodes/machine/opcodes.js';
import type { FunctionDefinition } from '../../opcodes/language/function.js';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { stencils } from '../../src/engines/stencils/stencils.generated.js';

const named = (name: string): StepDefinition => {
  const found = opcodes.find((opcode) => opcode.name === name);
  if (found === undefined) throw new RangeError(`no opcode ${name}`);
  return found;
};
const functionNamed = (name: string): FunctionDefinition => {
  const found = functionsByName.get(name);
  if (found === undefined) throw new RangeError(`no function ${name}`);
  return found;
};

/** A dozen opcodes: each kind of operand, of statement and of representation. */
const dozen = [
  'SCAN_VAR_INT4',
  'SCAN_VAR_TEXT',
  'CONST_F64',
  'PARAM_EXTERN_I64',
  'FUNCEXPR_STRICT_2_i32_i32__i32',
  'BOOL_AND_STEP_FIRST',
  'QUAL',
  'DISTINCT',
  'SCAN_FETCHSOME_PLAIN',
  'FETCHATT_INT4',
  'HASHED_SCALARARRAYOP_REF',
  'INT4PL',
  'TEXTCAT',
  'SCAN_VAR_INT4+JUMP_IF_NULL+INT4EQ+QUAL_NOTNULL',
];

test.each(dozen)('%s becomes the same case, closure and stencil as before', async (name) => {
  const opcode = named(name);
  const text = [
    `a case of the switch:\n${generateCase(opcode, 0, true)}`,
    `the same outside the loop:\n${generateCase(opcode, 0, false)}`,
    `a closure:\n${generateMaker(opcode)}`,
    `a stencil:\n${stencils[opcodes.indexOf(opcode)]}`,
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/opcodes/${name}.txt`);
});

test('a function becomes the same entry of the function table as before', () => {
  expect(generateFunction(functionNamed('int4pl'))).toMatchInlineSnapshot(`
    "    /* int4pl */ (a, b) => {
          const t0 = (a + b | 0);
          if (+(b < 0) !== +(t0 < a)) raise(1);
          return t0;
        },"
  `);
  expect(generateFunction(functionNamed('float8eq'))).toMatchInlineSnapshot(`
    "    /* float8eq */ (a, b) => {
          return (+(a === b) | (+(a !== a) & +(b !== b)));
        },"
  `);
  expect(generateFunction(functionNamed('textcat'))).toMatchInlineSnapshot(`
    "    /* textcat */ (a_pointer, a_length, b_pointer, b_length) => {
          const pointer = runtime.textcat(a_pointer, a_length, b_pointer, b_length);
          i32[4] = i32[16 >> 2];
          return pointer;
        },"
  `);
});

test('an opcode is a step, an inlined function or a superinstruction, and no two have one name', () => {
  expect(opcodes.length).toBe(steps.length + inlinedFunctions.length + fused.length);
  expect(new Set(opcodes.map((opcode) => opcode.name)).size).toBe(opcodes.length);
  expect(stencils.length).toBe(opcodes.length);
});

test('a step writes each of its slots on every way, so that a reader need not ask which was taken', () => {
  // What `set` writes only under an `if` must be a value under a null flag.
  const outs = opcodes.flatMap((opcode) =>
    opcode.operands.filter((operand) => operand.kind === 'out').map((operand) => ({ opcode, operand })),
  );
  const unwritten = outs.filter(
    ({ opcode, operand }) =>
      !JSON.stringify(opcode.body, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).includes(
        `"slot":"${operand.name}"`,
      ),
  );
  expect(unwritten.map(({ opcode }) => opcode.name)).toEqual([]);
});
