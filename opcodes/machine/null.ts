/** The steps that look at null flags: NULLTEST, DISTINCT, NULLIF. */
import {
  defineStep,
  ifThen,
  input,
  isNull,
  jump,
  nullFlag,
  operand,
  output,
  set,
  setNull,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import { rareOver } from '../language/meaning.js';
import { i32 } from '../language/term.js';
import type { Representation } from '../language/value.js';

const all: readonly Representation[] = ['i32', 'i64', 'f32', 'f64', 'ref'];

export const nullSteps: readonly StepDefinition[] = [
  defineStep({
    name: 'NULLTEST_ISNULL',
    overRows: 'decide',
    summary: 'IS NULL.',
    nulls: { result: 'never' },
    operands: [output('result', 'i32'), nullFlag('a')],
    body: [set('result', 'i32', isNull('a'))],
  }),
  defineStep({
    name: 'NULLTEST_ISNOTNULL',
    overRows: 'decide',
    summary: 'IS NOT NULL.',
    nulls: { result: 'never', whenTrue: { notNull: ['a'] } },
    operands: [output('result', 'i32'), nullFlag('a')],
    body: [set('result', 'i32', i32.eqz(isNull('a')))],
  }),
  defineStep({
    name: 'DISTINCT',
    overRows: 'decide',
    summary:
      'IS DISTINCT FROM where null decides: two nulls are not distinct, one null is; otherwise the comparison follows.',
    nulls: { result: 'never', next: { notNull: ['a', 'b'] } },
    operands: [output('result', 'i32'), nullFlag('a'), nullFlag('b'), operand('target', 'jump')],
    body: [
      set('result', 'i32', i32.xor(isNull('a'), isNull('b'))),
      ifThen(i32.or(isNull('a'), isNull('b')), [jump('target')]),
    ],
  }),
  ...all.map((r) =>
    defineStep({
      name: `NULLIF_${r.toUpperCase()}`,
      mnemonic: 'NULLIF',
      overRows: 'value',
      summary: 'NULLIF: null if the comparison was true, else the first argument.',
      nulls: {},
      ...rareOver(r),
      operands: [output('result', r), input('a', r), input('equal', 'i32')],
      body: [
        set('result', r, slotValue(r, 'a')),
        setNull('result', i32.or(isNull('a'), i32.and(i32.eqz(isNull('equal')), slotValue('i32', 'equal')))),
      ],
    }),
  ),
  defineStep({
    name: 'SET_NOTNULL',
    overRows: 'decide',
    summary: 'Clears the null flag of a slot that another branch may have set.',
    role: 'clearFlag',
    nulls: { result: 'never' },
    operands: [{ name: 'result', kind: 'out' }],
    body: [setNull('result', 0)],
  }),
];
