/** Random JSON texts and calls of the family json: small alphabets, so that keys and paths meet often. */
import type { CallDefinition } from '../../opcodes/language/call.js';

/** A literal, the elements of a text array, or null. */
export type Given = string | readonly (string | null)[] | null;

export interface JsonCall {
  readonly name: string;
  readonly args: readonly Given[];
  /** The arguments' types, where the function takes any. */
  readonly types?: readonly string[];
}

export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  /** A whole number from 0 to n - 1 (mulberry32). */
  below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }
}

const keys = ['a', 'b', 'aa', 'ab', '', 'é', 'c', '0', '1', 'long key that is compared by its length'];
const strings = [
  'a',
  'b',
  '',
  'aa',
  '0',
  '1',
  ' x ',
  'é😀',
  '\\n',
  '\\u00e9',
  '\\ud83d\\ude00',
  '\\"',
  '\\\\',
  '\\/',
  '\\u001f',
  '\\b\\f\\r\\t',
  'a string of more than sixteen bytes',
  'a string of more than \\u0041 sixteen bytes',
  '\u007f',
  'true',
  'null',
];
const numbers = [
  '0',
  '-0',
  '1',
  '1.0',
  '1.00',
  '-1',
  '2',
  '10',
  '1e2',
  '1E-2',
  '-1.5e+3',
  '0.1',
  '2147483647',
  '2147483648',
  '32767.5',
  '-32768.4',
  '9223372036854775807',
  '9223372036854775808',
  '123456789012345678901234567890.123',
  '1e-400',
  '1e39',
  '1e309',
  '0.000',
  '12345.6789e-3',
];
const spaces = ['', '', '', ' ', '  ', '\n', '\t\r '];
const wrong = [
  '',
  ' ',
  '{',
  '[',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  '01',
  '1.',
  '.5',
  '-',
  '+1',
  '1e',
  'tru',
  'nulll',
  'NaN',
  '"',
  '"\\x"',
  '"\\u12"',
  '"\\u12g4"',
  '"\t"',
  '"\\ud800"',
  '"\\udc00"',
  '"\\ud800\\u0041"',
  '"\\u0000"',
  '{"a":"\\u0000"}',
  '{"\\u0000":1}',
  '1 2',
  '[1 2]',
  '{"a" 1}',
  '{"a":}',
  ']',
  '}',
  ':',
  '1,',
  'true1',
  '1a',
  '1e200000',
  '[1e200000 x',
  '"\\',
  '"\\u',
  "'a'",
  '{1:2}',
  '[[[[',
  '{"a":[}',
  '"\\ud800\\u0000"',
  '1_0',
];

export function randomJson(r: Random, depth = 0): string {
  const space = () => r.pick(spaces);
  const kind = r.below(depth === 0 ? 10 : depth > 3 ? 5 : 8);
  if (kind < 2) return r.pick(numbers);
  if (kind === 2) return `"${r.pick(strings)}"`;
  if (kind < 5) return r.pick(['true', 'false', 'null']);
  // Now and then more than 32 members, where entries hold offsets.
  const count = r.below(12) === 0 ? 30 + r.below(45) : r.below(5);
  const members = Array.from({ length: count }, (_, i) => {
    const value = space() + randomJson(r, depth + 1 + (count > 5 ? 2 : 0)) + space();
    if (kind % 2 === 0) return value;
    const key = count > 5 && r.below(3) > 0 ? `k${i}` : r.pick(keys);
    return `${space()}"${key}"${space()}:${value}`;
  });
  const [open, close] = kind % 2 === 0 ? ['[', ']'] : ['{', '}'];
  return `${space()}${open}${space()}${members.join(',')}${close}${space()}`;
}

/** One text like another, so that comparison and containment meet equal parts: cut out of it, or the same. */
function similar(r: Random, json: string): string {
  const parsed: unknown = JSON.parse(json);
  const part = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(() => r.below(3) > 0).map(part);
    if (typeof value !== 'object' || value === null) return r.below(12) === 0 ? null : value;
    return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (r.below(3) > 0 ? [[k, part(v)]] : [])));
  };
  return JSON.stringify(r.below(3) === 0 ? parsed : part(parsed));
}

/** A step that exists in the value if there is one, or any. */
function randomPath(r: Random, json: string): string[] {
  const path: string[] = [];
  let value: unknown = JSON.parse(json);
  for (let i = r.below(4); i > 0; i--) {
    if (r.below(6) === 0 || typeof value !== 'object' || value === null) {
      path.push(r.pick([...keys, '-1', '2', '-5', '+1', ' 0', '1 ', '99999999999', '-2147483648']));
      value = null;
    } else if (Array.isArray(value)) {
      const index = r.below(value.length + 1) - r.below(2) * value.length;
      path.push(String(index));
      value = value.at(index);
    } else {
      const entries = Object.entries(value);
      const [key, inner] = entries.length === 0 ? [r.pick(keys), null] : r.pick(entries);
      path.push(r.below(8) === 0 ? r.pick(keys) : key);
      value = inner;
    }
  }
  return path;
}

/** Literals of the types that become JSON. */
const literals: Readonly<Record<string, readonly string[]>> = {
  bool: ['t', 'f'],
  int2: ['-32768', '0'],
  int4: ['2147483647', '-1'],
  int8: ['-9223372036854775808', '5'],
  float4: ['0.1', '1e38', 'NaN', '-0'],
  float8: ['0.1', '1e-300', '1e300', 'Infinity', '-Infinity', '-0', '123456789012345680'],
  numeric: ['1.50', '-0.00', 'NaN', '-Infinity', '123456789012345678901234567890.5'],
  text: ['', 'a', 'b', 'é"\\\n', 'x\ty'],
  varchar: ['v"', 'a'],
  bpchar: ['p  ', 'a'],
  name: ['n', ''],
  date: ['2020-02-29', '0044-03-15 BC', 'infinity', '-infinity', '10000-01-01'],
  timestamp: ['2020-02-29 01:02:03.456', '0044-03-15 12:00 BC', 'infinity', '10000-01-01'],
  json: ['{"a" : [1, null]}', ' 1 ', '"s"', 'null'],
  jsonb: ['{"b":1,"a":[{}]}', '[]', '"s"', 'null', '1.0'],
};

/** Arguments of a function that takes any types. */
function randomOfAny(r: Random, name: string, most: number): JsonCall {
  const types = Array.from({ length: 1 + r.below(most) }, () => r.pick(Object.keys(literals)));
  return { name, types, args: types.map((type) => (r.below(8) === 0 ? null : r.pick(literals[type] ?? []))) };
}

export function randomJsonCall(functions: readonly CallDefinition[], r: Random): JsonCall {
  const f = r.pick(functions);
  if (f.args[0]?.type === 'anyelement') return randomOfAny(r, f.name, 1);
  if (f.args[0]?.type === 'any') return randomOfAny(r, f.name, 6);
  const first = randomJson(r);
  const args = f.args.flatMap(({ type }, i): Given[] => {
    if (type === 'cstring') return [r.below(4) === 0 ? r.pick(wrong) : first];
    if (i === 0) return [r.below(40) === 0 ? null : first];
    if (type === 'json' || type === 'jsonb') return [r.below(2) === 0 ? similar(r, first) : randomJson(r)];
    if (type === 'bool') return [r.pick(['t', 'f'])];
    if (type === 'int4' || type === 'int8')
      return [r.pick(['0', '1', '-1', '2', '-2', '7', '-2147483648', '2147483647'])];
    const path = randomPath(r, first);
    return type === '_text' ? [r.below(10) === 0 ? [...path, null] : path] : [path[0] ?? r.pick(keys)];
  });
  return { name: f.name, args };
}
