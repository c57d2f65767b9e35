/** The functions of numeric, each with SQL that computes it and random arguments for it. */
import { anyFloat, anyNumeric, anyText, decimalText, pick, whole, type Random } from './numeric-values.js';

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
/** Mostly with a root and a logarithm; now and then close to 1. */
const positive = (random: Random) => {
  if (random() < 0.15) {
    const run = pick(random, ['0', '9'] as const).repeat(whole(random, 0, 40));
    return [`${pick(random, [1, 0] as const)}.${run}${whole(random, 0, 999)}`];
  }
  const text = anyNumeric(random);
  return [random() < 0.9 ? text.replace('-', '') : text];
};
/** Mostly where the exponential has a value. */
const exponent = (random: Random) => {
  const kind = random();
  const limits = ['6000', '5999.999', '-6000', '-5999.99', '2300', '-2300', '0.01', '0.0100001', '-0.01'] as const;
  if (kind < 0.1) return [pick(random, limits)];
  if (kind < 0.8) return [decimalText(random, kind < 0.7 ? 3 : 4, whole(random, 0, 30))];
  return [anyNumeric(random)];
};
const powers = (random: Random) => {
  const kind = random();
  if (kind < 0.35) return [anyNumeric(random, 0.001), String(whole(random, -40, 40))];
  if (kind < 0.4) return [decimalText(random, 3, 3), String(whole(random, -5000, 5000))];
  if (kind < 0.45) {
    const base = `${pick(random, ['1.0', '0.9'] as const)}${whole(random, 0, 999999)}`;
    return [base, String(whole(random, -(2 ** 31), 2 ** 31))];
  }
  if (kind < 0.8) return [decimalText(random, 5, 10).replace('-', ''), decimalText(random, 2, 6)];
  return [anyNumeric(random, 0.001), anyNumeric(random, 0.001)];
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
  operation('hash_numeric', 'hash_numeric($1::numeric)', one),
  operation('hash_numeric_extended', 'hash_numeric_extended($1::numeric, $2::int8)', (random) => [
    anyNumeric(random),
    String(BigInt.asIntN(64, BigInt(whole(random, 0, 3)) * 0x123456789abcdef1n)),
  ]),
  operation('numeric_sqrt', 'sqrt($1::numeric)', positive),
  operation('numeric_exp', 'exp($1::numeric)', exponent),
  operation('numeric_ln', 'ln($1::numeric)', positive),
  operation('numeric_log', 'log($1::numeric, $2::numeric)', (random) => [...positive(random), ...positive(random)]),
  operation('numeric_power', 'power($1::numeric, $2::numeric)', powers),
  operation('numeric_gcd', 'gcd($1::numeric, $2::numeric)', two),
  operation('numeric_lcm', 'lcm($1::numeric, $2::numeric)', two),
  operation('numeric_fac', 'factorial($1::int8)', (random) => [String(whole(random, -1, random() < 0.02 ? 4000 : 40))]),
  operation('width_bucket_numeric', 'width_bucket($1::numeric, $2::numeric, $3::numeric, $4)', (random) => [
    anyNumeric(random),
    anyNumeric(random),
    anyNumeric(random),
    String(random() < 0.1 ? pick(random, [0, -1, 2147483647]) : whole(random, 1, 100)),
  ]),
];
