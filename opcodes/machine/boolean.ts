/**
 * AND, OR, NOT and the tests of a boolean, three-valued. A nested AND or OR goes on past a null and remembers it in `anynull`;
 * the first step sets what the result is if the list ends early, the last one what it is otherwise
 * (`EEOP_BOOL_AND_STEP` and its like in `executor/execExprInterp.c`).
 */
import {
  defineStep,
  ifThen,
  input,
  isNull,
  jump,
  operand,
  output,
  set,
  setNull,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import type { Facts } from '../language/meaning.js';
import { i32, type I32 } from '../language/term.js';

const a = slotValue('i32', 'a');
const anynull = slotValue('i32', 'anynull');
const target = operand('target', 'jump');

function listSteps(op: 'AND' | 'OR'): StepDefinition[] {
  /** The argument ends the list: false ends an AND, true an OR. */
  const decides: I32 = op === 'AND' ? i32.eqz(a) : a;
  const early = op === 'AND' ? 0 : 1;
  const ends = ifThen(i32.and(i32.eqz(isNull('a')), decides), [jump('target')]);
  const notNull = `BOOL_${op}_STEP_NOTNULL`;
  const word = early === 0 ? 'false' : 'true';
  return [
    defineStep({
      overRows: 'decide',
      name: `BOOL_${op}_STEP_FIRST`,
      summary: `The first argument of a nested ${op}: ${word} decides, null is remembered.`,
      nulls: { result: 'never' },
      list: { place: 'first', notNull },
      operands: [output('result', 'i32'), output('anynull', 'i32'), input('a', 'i32'), target],
      body: [set('result', 'i32', i32.const(early)), setNull('result', 0), set('anynull', 'i32', isNull('a')), ends],
    }),
    defineStep({
      overRows: 'decide',
      name: `BOOL_${op}_STEP`,
      summary: `A further argument of a nested ${op}: ${word} decides, null is remembered.`,
      nulls: { result: 'never' },
      list: { place: 'further', notNull },
      operands: [input('anynull', 'i32'), output('nownull', 'i32'), input('a', 'i32'), target],
      body: [set('nownull', 'i32', i32.or(anynull, isNull('a'))), ends],
    }),
    defineStep({
      overRows: 'decide',
      name: `BOOL_${op}_STEP_LAST`,
      summary: `The last argument of a nested ${op}: unless it is ${word}, a null seen before makes the result null.`,
      nulls: {},
      list: { place: 'last', notNull },
      operands: [output('result', 'i32'), input('anynull', 'i32'), input('a', 'i32')],
      body: [
        set('result', 'i32', a),
        setNull('result', i32.or(isNull('a'), i32.and(anynull, op === 'AND' ? a : i32.eqz(a)))),
      ],
    }),
    defineStep({
      overRows: 'decide',
      name: notNull,
      summary: `An argument of a nested ${op} in which nothing can be null: ${word} decides.`,
      operands: [output('result', 'i32'), input('a', 'i32'), target],
      body: [set('result', 'i32', a), ifThen(decides, [jump('target')])],
    }),
  ];
}

const test = (name: string, summary: string, value: I32, whenTrue: Facts = {}): StepDefinition =>
  defineStep({
    overRows: 'decide',
    name: `BOOLTEST_${name}`,
    summary,
    nulls: { result: 'never', whenTrue },
    operands: [output('result', 'i32'), input('a', 'i32')],
    body: [set('result', 'i32', value)],
  });

export const booleanSteps: readonly StepDefinition[] = [
  ...listSteps('AND'),
  ...listSteps('OR'),
  defineStep({
    overRows: 'decide',
    name: 'BOOL_NOT_STEP',
    summary: 'NOT: true for false, false for true, null for null.',
    nulls: { result: 'strict' },
    forms: [{ notNull: ['a'], step: 'BOOL_NOT_STEP_NOTNULL' }],
    operands: [output('result', 'i32'), input('a', 'i32')],
    body: [set('result', 'i32', i32.eqz(a)), setNull('result', isNull('a'))],
  }),
  defineStep({
    overRows: 'decide',
    name: 'BOOL_NOT_STEP_NOTNULL',
    summary: 'NOT of a value that is known not to be null.',
    operands: [output('result', 'i32'), input('a', 'i32')],
    body: [set('result', 'i32', i32.eqz(a))],
  }),
  test('IS_TRUE', 'IS TRUE: null is not.', i32.and(i32.eqz(isNull('a')), a), { holds: 'a' }),
  test('IS_NOT_TRUE', 'IS NOT TRUE: null is not true.', i32.or(isNull('a'), i32.eqz(a))),
  test('IS_FALSE', 'IS FALSE: null is not.', i32.and(i32.eqz(isNull('a')), i32.eqz(a)), { notNull: ['a'] }),
  test('IS_NOT_FALSE', 'IS NOT FALSE: null is not false.', i32.or(isNull('a'), i32.and(a, i32.const(1)))),
];
