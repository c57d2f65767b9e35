/**
 * An i64 as JavaScript holds it where rows are objects: a number as long as it is a safe integer, a BigInt beyond. Each value has one form, so `===` is equality,
 * and JavaScript's `<` between a number and a BigInt is exact. What is not a comparison is a function of src/engines/objects/wide.ts.
 */
import type { JsPrimitive } from './primitives.js';

const infix = (op: string): JsPrimitive => ({ condition: (a, b) => `${a} ${op} ${b}` });
const called = (name: string): JsPrimitive => ({ value: (...args) => `wide.${name}(${args.join(', ')})` });

export const widePrimitives: Readonly<Record<string, JsPrimitive>> = {
  'i64.eq': infix('==='),
  'i64.ne': infix('!=='),
  'i64.lt_s': infix('<'),
  'i64.le_s': infix('<='),
  'i64.gt_s': infix('>'),
  'i64.ge_s': infix('>='),
  'i64.eqz': { condition: (a) => `${a} === 0` },
  'i64.add': called('add'),
  'i64.sub': called('sub'),
  'i64.mul': called('mul'),
  'i64.div_s': called('div'),
  'i64.rem_s': called('rem'),
  'i64.and': called('and'),
  'i64.or': called('or'),
  'i64.xor': called('xor'),
  'i64.shl': called('shl'),
  'i64.shr_s': called('shr'),
  'i64.shr_u': called('shrUnsigned'),
  'i64.extend_i32_s': { value: (a) => a },
  'i32.wrap_i64': called('wrap'),
  'i64.trunc_f32_s': called('trunc'),
  'i64.trunc_f64_s': called('trunc'),
  'f32.convert_i64_s': { value: (a) => `convertToF32(BigInt(${a}))` },
  'f64.convert_i64_s': { value: (a) => `Number(${a})` },
};

export function wideLiteral(value: bigint): string {
  return Number.isSafeInteger(Number(value)) ? String(value) : `${value}n`;
}
