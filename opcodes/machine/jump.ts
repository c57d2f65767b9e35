/** QUAL and the jumps: where a program goes on. All jumps are forward. */
import {
  defineStep,
  ifThen,
  input,
  isNull,
  jump,
  nullFlag,
  operand,
  setNull,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import { i32 } from '../language/term.js';

const target = operand('target', 'jump');
const a = slotValue('i32', 'a');

export const jumpSteps: readonly StepDefinition[] = [
  defineStep({
    overRows: 'decide',
    name: 'QUAL',
    summary: 'One conjunct of a WHERE: rejects the row on false or null.',
    nulls: { next: { holds: 'a' } },
    forms: [{ notNull: ['a'], step: 'QUAL_NOTNULL' }],
    operands: [input('a', 'i32'), target],
    body: [ifThen(i32.or(isNull('a'), i32.eqz(a)), [jump('target')])],
  }),
  defineStep({
    overRows: 'decide',
    name: 'QUAL_NOTNULL',
    summary: 'One conjunct of a WHERE that is known not to be null: rejects the row on false.',
    role: 'test',
    nulls: { next: { holds: 'a' } },
    operands: [input('a', 'i32'), target],
    body: [ifThen(i32.eqz(a), [jump('target')])],
  }),
  defineStep({
    overRows: 'decide',
    name: 'JUMP',
    summary: 'Goes on elsewhere.',
    operands: [target],
    body: [jump('target')],
  }),
  defineStep({
    overRows: 'decide',
    name: 'JUMP_IF_NULL',
    summary: 'Goes on elsewhere if a slot is null.',
    role: 'nullJump',
    nulls: { next: { notNull: ['a'] } },
    forms: [{ notNull: ['a'] }],
    operands: [nullFlag('a'), target],
    body: [ifThen(isNull('a'), [jump('target')])],
  }),
  defineStep({
    overRows: 'decide',
    name: 'JUMP_IF_NOT_NULL',
    summary: 'Goes on elsewhere if a slot is not null (COALESCE has found its value).',
    nulls: { jump: { notNull: ['a'] } },
    forms: [{ notNull: ['a'], step: 'JUMP' }],
    operands: [nullFlag('a'), target],
    body: [ifThen(i32.eqz(isNull('a')), [jump('target')])],
  }),
  defineStep({
    overRows: 'decide',
    name: 'JUMP_IF_NOT_TRUE',
    summary: 'Goes on elsewhere if a slot is false or null (a WHEN that does not hold).',
    nulls: { next: { holds: 'a' } },
    forms: [{ notNull: ['a'], step: 'QUAL_NOTNULL' }],
    operands: [input('a', 'i32'), target],
    body: [ifThen(i32.or(isNull('a'), i32.eqz(a)), [jump('target')])],
  }),
  defineStep({
    overRows: 'decide',
    name: 'STRICT_CHECK',
    summary:
      'The null check of an inlined strict function: the result is null if the argument is, and the body is jumped over.',
    role: 'strictCheck',
    nulls: { next: { notNull: ['a'] } },
    forms: [{ notNull: ['a'] }],
    operands: [{ name: 'result', kind: 'out' }, nullFlag('a'), target],
    body: [setNull('result', isNull('a')), ifThen(isNull('a'), [jump('target')])],
  }),
];
