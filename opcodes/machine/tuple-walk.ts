/** Where attributes are in a tuple: terms and operands that the steps of deforming share. */
import {
  ifThen,
  immediate,
  input,
  operand,
  output,
  set,
  slotValue,
  type Operand,
  type Statement,
} from '../language/step.js';
import { bind, checked, i32, select, when, type I32 } from '../language/term.js';

export const number = (name: string): Operand => operand(name, 'number');
export const c = i32.const;
export const add = (...terms: I32[]): I32 => terms.reduce((sum, term) => i32.add(sum, term));

/** att_align_nominal: the next multiple of `align`, a power of two. */
export const aligned = (address: I32, align: I32): I32 =>
  i32.and(i32.sub(i32.add(address, align), c(1)), i32.sub(c(0), align));

/** The attribute is behind the last one of the tuple, or its bit in the null bitmap is 0. */
export const attributeIsNull = (): I32 => {
  const attribute = immediate('attribute');
  const nulls = slotValue('i32', 'nulls');
  const bit = i32.and(
    i32.shr_u(i32.load8_u(i32.add(nulls, i32.shr_u(attribute, c(3)))), i32.and(attribute, c(7))),
    c(1),
  );
  return i32.or(i32.ge_s(attribute, slotValue('i32', 'natts')), i32.and(i32.ne(nulls, c(0)), i32.eqz(bit)));
};

/** An address from which `width` bytes can be read; raises when they go beyond the tuple's end. */
export const within = (address: I32, width: I32): I32 =>
  checked(i32.gt_s(i32.add(address, width), slotValue('i32', 'end')), 'TUPLE_IS_TOO_SHORT', address);

/** att_align_pointer: where a varlena begins. One with a short header is not aligned, and its first byte is never 0, as the padding is. */
export const varlenaAt = (from: I32, align: I32): I32 =>
  bind(within(from, c(1)), (at) => when(i32.eqz(i32.load8_u(at)), within(aligned(at, align), c(1)), at)) as I32;

/** VARSIZE_ANY: the bytes of a varlena with its header. Raises when it is not whole within the tuple. */
export function varlenaSize(at: I32): I32 {
  const header = i32.load8_u(at);
  const short = select(i32.eq(header, c(1)), c(18), i32.shr_u(header, c(1)));
  const long = checked(
    i32.ne(i32.and(at, c(3)), c(0)),
    'VARLENA_BEYOND_TUPLE',
    i32.and(i32.shr_u(i32.load(at), c(2)), c(0x3fffffff)),
  );
  const isLong = i32.eqz(i32.and(header, c(1)));
  const size = when(isLong, long, short);
  return bind(size, (n) =>
    checked(
      i32.or(i32.and(isLong, i32.lt_s(n, c(4))), i32.gt_s(n, i32.sub(slotValue('i32', 'end'), at))),
      'VARLENA_BEYOND_TUPLE',
      n,
    ),
  ) as I32;
}

export const cursor = [output('at', 'i32'), input('base', 'i32'), input('end', 'i32')];
export const presence = [input('natts', 'i32'), input('nulls', 'i32'), number('attribute')];
export const base = slotValue('i32', 'base');
export const stay: Statement = set('at', 'i32', base);

/** Runs `present` when the attribute is there; else leaves the cursor where it is. */
export const whenPresent = (absent: readonly Statement[], present: readonly Statement[]): Statement[] => [
  ifThen(attributeIsNull(), absent, present),
];
