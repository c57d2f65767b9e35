/** The functions of numeric, each with SQL that computes it and random arguments for it. */
import { anyFloat, anyNumeric, anyText, pick, whole, type Random } from './numeric-values.js';

export interface Operation {
  readonly name: string;
  /** With $1, $2 … for the arguments. */
  readonly sql: string;
  readonly args: (random: Random) => readonly string[];
}

const one = (random: Random) => [anyNumeric(random)];
/** Two, now and then the same with another scale. */
const two = (random: Random) => {
  const a = anyNumeric(random);
  if (random() > 0.08) return [a, anyNumeric(random)];
  return [a, /\d$/.test(a) && !a.includes('e') ? `${a}${a.includes('.') ? '' : '.'}00` : a];
};
const places = (random: Random) => [
  anyNumeric(random),
  String(random() < 0.05 ? pick(random, [-2147483648, 2147483647, -131072, 16383, 16384]) : whole(random, -12, 25)),
];
const modifier = (random: Random) => {
  if (random() < 0.3) return '-1';
  const precision = random() < 0.1 ? 1000 : whole(random, 1, 30);
  return String(((precision << 16) | (whole(random, -10, Math.min(precision + 3, 30)) & 0x7ff)) + 4);
};
const operation = (name: string, sql: string, args: Operation['args']): Operation => ({ name, sql, args });
const binary = (name: string, sql: string) => operation(name, `$1::numeric ${sql} $2::numeric`, two);
/** PL/pgSQL gives a Boolean as true or false where SQL prints t or f. */
const compared = (name: string, sql: string) => operation(name, `boolout($1::numeric ${sql} $2::numeric)`, two);
const called = (name: string, sql = name) => operation(name, `${sql}($1::numeric, $2::numeric)`, two);

export const operations: readonly Operation[] = [
  operation('numeric_in', 'numeric_in($1::cstring, 0, $2)', (random) => [anyText(random), modifier(random)]),
  operation('numeric', '"numeric"($1::numeric, $2)', (random) => [anyNumeric(random), modifier(random)]),
  called('numeric_cmp'),
  compared('numeric_eq', '='),
  compared('numeric_ne', '<>'),
  compared('numeric_lt', '<'),
  compared('numeric_le', '<='),
  compared('numeric_gt', '>'),
  compared('numeric_ge', '>='),
  called('numeric_smaller'),
  called('numeric_larger'),
  binary('numeric_add', '+'),
  binary('numeric_sub', '-'),
  binary('numeric_mul', '*'),
  binary('numeric_div', '/'),
  binary('numeric_mod', '%'),
  called('numeric_div_trunc'),
  operation('numeric_uminus', '- $1::numeric', one),
  operation('numeric_uplus', '+ $1::numeric', one),
  operation('numeric_inc', 'numeric_inc($1::numeric)', one),
  operation('numeric_abs', 'abs($1::numeric)', one),
  operation('numeric_sign', 'sign($1::numeric)', one),
  operation('numeric_ceil', 'ceil($1::numeric)', one),
  operation('numeric_floor', 'floor($1::numeric)', one),
  operation('numeric_round', 'round($1::numeric, $2)', places),
  operation('numeric_trunc', 'trunc($1::numeric, $2)', places),
  operation('numeric_scale', 'scale($1::numeric)', one),
  operation('numeric_min_scale', 'min_scale($1::numeric)', one),
  operation('numeric_trim_scale', 'trim_scale($1::numeric)', one),
  operation('numeric_int2', '$1::numeric::int2', one),
  operation('numeric_int4', '$1::numeric::int4', one),
  operation('numeric_int8', '$1::numeric::int8', one),
  operation('int2_numeric', '$1::int2::numeric', (random) => [String(whole(random, -32768, 32767))]),
  operation('int4_numeric', '$1::int4::numeric', (random) => [String(whole(random, -(2 ** 31), 2 ** 31 - 1))]),
  operation('int8_numeric', '$1::int8::numeric', (random) => [
    String(BigInt.asIntN(64, BigInt(whole(random, 0, 2 ** 53 - 1)) * BigInt(whole(random, 1, 2 ** 40)))),
  ]),
  operation('float8_numeric', '$1::float8::numeric', (random) => [anyFloat(random)]),
  operation('float4_numeric', '$1::float4::numeric', (random) => [String(Math.fround(Number(anyFloat(random))))]),
];
