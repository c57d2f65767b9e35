/** CONST, PARAM_EXTERN and MOVE: values that do not come from a row. */
import {
  defineStep,
  immediate,
  input,
  isNull,
  operand,
  output,
  set,
  setNull,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import { rareOver } from '../language/meaning.js';
import { f32, f64, i32, i64, type Term } from '../language/term.js';
import type { Representation, Text } from '../language/value.js';

const all: readonly Representation[] = ['i32', 'i64', 'f32', 'f64', 'ref'];

/** A parameter's cell: its value in 8 bytes (a text's pointer and length), then its null flag as an i32. */
const cell: Readonly<Record<Representation, Term | Text>> = {
  i32: i32.load(immediate('param')),
  i64: i64.load(immediate('param')),
  f32: f32.load(immediate('param')),
  f64: f64.load(immediate('param')),
  ref: { pointer: i32.load(immediate('param')), length: i32.load(immediate('param'), 4) },
};

export const constantSteps: readonly StepDefinition[] = [
  ...all.map((r) =>
    defineStep({
      name: `CONST_${r.toUpperCase()}`,
      mnemonic: 'CONST',
      ...rareOver(r),
      summary: 'A constant, which is not null.',
      overRows: 'value',
      operands: [output('result', r), { name: 'value', kind: 'const', representation: r }],
      body: [set('result', r, slotValue(r, 'value'))],
    }),
  ),
  defineStep({
    name: 'CONST_NULL',
    summary: 'The constant null. The value under the flag stays what it was.',
    overRows: 'decide',
    operands: [{ name: 'result', kind: 'out' }],
    body: [setNull('result', 1)],
  }),
  ...all.map((r) =>
    defineStep({
      name: `PARAM_EXTERN_${r.toUpperCase()}`,
      mnemonic: 'PARAM_EXTERN',
      ...rareOver(r),
      summary: 'The value of a parameter ($n), read from its cell, so that it can change without compiling.',
      overRows: 'param',
      operands: [output('result', r), operand('param', 'param')],
      body: [set('result', r, cell[r]), setNull('result', i32.load(immediate('param'), 8))],
    }),
  ),
  ...all.map((r) =>
    defineStep({
      name: `MOVE_${r.toUpperCase()}`,
      mnemonic: 'MOVE',
      nulls: { result: 'strict' },
      ...rareOver(r),
      summary: 'Copies a slot, value and null flag.',
      overRows: 'value',
      operands: [output('result', r), input('a', r)],
      body: [set('result', r, slotValue(r, 'a')), setNull('result', isNull('a'))],
    }),
  ),
];
