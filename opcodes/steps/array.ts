/** HASHED_SCALARARRAYOP: IN over nine constants or more, by a hash table built when the program is loaded. */
import { defineStep, ifThen, immediate, input, isNull, operand, output, set, setNull, valueOf, type StepDefinition } from '../language/step.js';
import { call, i32 } from '../language/term.js';
import { toLanes, type Representation } from '../language/value.js';

const probes: readonly (readonly [Representation, string])[] = [
  ['i32', 'hash_i32'], ['i64', 'hash_i64'], ['f32', 'hash_f32'], ['f64', 'hash_f64'], ['ref', 'hash_text'],
];

export const arraySteps: readonly StepDefinition[] = probes.map(([r, probe]) => defineStep({
  name: `HASHED_SCALARARRAYOP_${r.toUpperCase()}`,
  mnemonic: 'HASHED_SCALARARRAYOP',
  summary: 'Is the value among the constants? Null if it is null.',
  operands: [output('result', 'i32'), input('a', r), operand('table', 'address')],
  body: [
    setNull('result', isNull('a')),
    ifThen(i32.eqz(isNull('a')), [set('result', 'i32', call('i32', probe, immediate('table'), ...toLanes(valueOf(r, 'a'))))]),
  ],
}));
