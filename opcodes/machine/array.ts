/**
 * SCALARARRAYOP: IN over nine constants or more. HASHED looks into a hash table, built when the program is loaded, by a call of a runtime
 * function; BITMAP, for integers that lie close together, into a table of bits, without a call.
 */
import {
  defineStep,
  ifThen,
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
import { bind, call, i32 } from '../language/term.js';
import { toLanes, type Representation } from '../language/value.js';

const probes: readonly (readonly [Representation, string])[] = [
  ['i32', 'hash_i32'],
  ['i64', 'hash_i64'],
  ['f32', 'hash_f32'],
  ['f64', 'hash_f64'],
  ['ref', 'hash_text'],
];
const table = immediate('table');

/** A table of bits: the least value, the number of bits (a power of two) less one, then the bits. */
const bitmapProbe = bind(i32.sub(slotValue('i32', 'a'), i32.load(table)), (distance) => {
  const mask = i32.load(table, 4);
  const inside = i32.eq(i32.and(distance, mask), distance);
  const place = i32.and(distance, mask);
  const bit = i32.and(
    i32.shr_u(i32.load8_u(i32.add(table, i32.shr_u(place, i32.const(3))), 8), i32.and(distance, i32.const(7))),
    i32.const(1),
  );
  return i32.and(inside, bit);
});

export const arraySteps: readonly StepDefinition[] = [
  ...probes.flatMap(([r, probe]) => {
    const operands = [
      output('result', 'i32'),
      input('a', r),
      { ...operand('table', 'address'), table: 'hash' as const },
    ];
    const notNull = `HASHED_SCALARARRAYOP_NOTNULL_${r.toUpperCase()}`;
    const bits = r === 'i32' ? { withBits: 'BITMAP_SCALARARRAYOP' } : {};
    const found = set('result', 'i32', call('i32', probe, table, ...toLanes(slotValue(r, 'a'))));
    return [
      defineStep({
        name: `HASHED_SCALARARRAYOP_${r.toUpperCase()}`,
        mnemonic: 'HASHED_SCALARARRAYOP',
        summary: 'Is the value among the constants? Null if it is null.',
        nulls: { result: 'strict' },
        forms: [{ notNull: ['a'], step: notNull }],
        ...bits,
        rare: true,
        overRows: 'member',
        operands,
        body: [setNull('result', isNull('a')), ifThen(i32.eqz(isNull('a')), [found])],
      }),
      defineStep({
        name: notNull,
        mnemonic: 'HASHED_SCALARARRAYOP_NOTNULL',
        summary: 'Is the value, known not to be null, among the constants?',
        ...bits,
        rare: true,
        overRows: 'member',
        operands,
        body: [found],
      }),
    ];
  }),
  defineStep({
    name: 'BITMAP_SCALARARRAYOP',
    summary: 'Is the integer, known not to be null, among the constants, which lie close together?',
    overRows: 'member',
    operands: [output('result', 'i32'), input('a', 'i32'), { ...operand('table', 'address'), table: 'bitmap' }],
    body: [set('result', 'i32', bitmapProbe)],
  }),
];
