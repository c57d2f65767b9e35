/**
 * Every primitive of the definition language: the JavaScript that the generators write for it against WebAssembly itself, on extreme and random
 * operands. A primitive that is wrong in one engine would be wrong in every function that uses it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import loadWabt from 'wabt';
import { JsFold } from '../../opcodes/targets/javascript.js';
import {
  i32,
  i64,
  local,
  primitives,
  select,
  when,
  f64,
  type I32,
  type Num,
  type Primitive,
  type Term,
} from '../../opcodes/language/term.js';

type Value = number | bigint;
type Compute = (...args: Value[]) => Value;

const extremes: Readonly<Record<Num, readonly Value[]>> = {
  i32: [
    0, 1, -1, 2, 7, 31, 32, 33, 255, 32767, 32768, -32768, -32769, 65535, 65536, 2147483647, -2147483648, 1073741824,
    -7, 46341,
  ],
  i64: [
    0n,
    1n,
    -1n,
    2n,
    63n,
    64n,
    65n,
    2n ** 31n,
    -(2n ** 31n) - 1n,
    2n ** 32n,
    2n ** 53n,
    2n ** 53n + 1n,
    -(2n ** 53n) - 1n,
    2n ** 63n - 1n,
    -(2n ** 63n),
    2n ** 24n + 1n,
    2n ** 54n + 2n ** 30n,
    2n ** 62n + 2n ** 38n,
    2n ** 62n + 2n ** 38n + 1n,
    -(2n ** 62n) - 2n ** 38n - 1n,
    3037000500n,
  ],
  f32: [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    NaN,
    Infinity,
    -Infinity,
    Math.fround(3.4028235e38),
    2 ** -149,
    2 ** -126,
    8388607.5,
    8388608,
    16777216,
    2147483520,
    -2147483648,
    Math.fround(0.1),
  ].map(Math.fround),
  f64: [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    3.5,
    NaN,
    Infinity,
    -Infinity,
    Number.MAX_VALUE,
    5e-324,
    2 ** -1022,
    4503599627370495.5,
    4503599627370496,
    9007199254740992,
    2147483647.5,
    -2147483648.5,
    0.49999999999999994,
    -0.49999999999999994,
    2 ** 63 - 1024,
    -(2 ** 63),
    1e300,
  ],
};
const random: Readonly<Record<Num, fc.Arbitrary<Value>>> = {
  i32: fc.integer(),
  i64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  f32: fc.float(),
  f64: fc.double(),
};

const parameterNames = ['a', 'b', 'c'];

/** An exported function of a term that uses its parameters a, b, c. */
interface Case {
  readonly name: string;
  readonly params: readonly Num[];
  readonly term: Term;
  readonly wat: string;
}

const primitiveCase = (op: string, { params, result }: Primitive): Case => {
  const args = params.map((type, i) => local(type, parameterNames[i] ?? ''));
  return {
    name: op,
    params,
    term: { type: result, node: { kind: 'op', op, args } },
    wat: `(${op} ${args.map((_, i) => `(local.get ${i})`).join(' ')})`,
  };
};
const a = local('i32', 'a');
const b = local('i32', 'b');
/** What is made of primitives: choices, and conditions under AND, OR and NOT, which JavaScript writes as && and ||. */
const composed: readonly Case[] = [
  {
    name: 'select',
    params: ['f64', 'f64', 'i32'],
    term: select(local('i32', 'c'), local('f64', 'a'), local('f64', 'b')),
    wat: '(select (local.get 0) (local.get 1) (local.get 2))',
  },
  {
    name: 'when',
    params: ['i32', 'i32'],
    term: when(i32.lt_s(a, b), i32.add(a, i32.const(1)), when(b, i32.const(0), a)),
    wat: '(select (i32.add (local.get 0) (i32.const 1)) (select (i32.const 0) (local.get 0) (local.get 1)) (i32.lt_s (local.get 0) (local.get 1)))',
  },
  {
    name: 'and of conditions',
    params: ['i32', 'i32'],
    term: i32.and(i32.lt_s(a, b), i32.ne(a, i32.const(0))),
    wat: '(i32.and (i32.lt_s (local.get 0) (local.get 1)) (i32.ne (local.get 0) (i32.const 0)))',
  },
  {
    name: 'and of numbers',
    params: ['i32', 'i32'],
    term: i32.eqz(i32.and(a, b)),
    wat: '(i32.eqz (i32.and (local.get 0) (local.get 1)))',
  },
  {
    name: 'or of a condition and a number',
    params: ['i32', 'i32'],
    term: i32.or(i32.eq(a, b), b),
    wat: '(i32.or (i32.eq (local.get 0) (local.get 1)) (local.get 1))',
  },
  {
    name: 'select by a number',
    params: ['i32', 'i32'],
    term: select(i32.and(a, i32.const(2)), b, a),
    wat: '(select (local.get 1) (local.get 0) (i32.and (local.get 0) (i32.const 2)))',
  },
  {
    name: 'not of not',
    params: ['i32', 'i32'],
    term: i32.eqz(i32.eqz(i32.or(a, i32.gt_s(a, b)))),
    wat: '(i32.eqz (i32.eqz (i32.or (local.get 0) (i32.gt_s (local.get 0) (local.get 1)))))',
  },
  {
    name: 'signed zero',
    params: ['f64'],
    term: f64.sub(f64.const(-0), f64.neg(local('f64', 'a'))),
    wat: '(f64.sub (f64.const -0) (f64.neg (local.get 0)))',
  },
  {
    name: 'a condition as a number',
    params: ['i64', 'i64'],
    term: i64.add(i64.extend_i32_s(i64.lt_s(local('i64', 'a'), local('i64', 'b')) satisfies I32), local('i64', 'a')),
    wat: '(i64.add (i64.extend_i32_s (i64.lt_s (local.get 0) (local.get 1))) (local.get 0))',
  },
];

const cases: readonly Case[] = [...[...primitives].map(([op, primitive]) => primitiveCase(op, primitive)), ...composed];

let directory = '';
let inWasm: Record<string, Compute>;
let inJavaScript: Record<string, Compute>;

beforeAll(async () => {
  const wabt = await loadWabt();
  const functions = cases.map(
    ({ name, params, term, wat }) =>
      `(func (export "${name}") ${params.map((type) => `(param ${type})`).join(' ')} (result ${term.type}) ${wat})`,
  );
  const { buffer } = wabt.parseWat('primitives.wat', `(module ${functions.join('\n')})`).toBinary({});
  inWasm = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(buffer))).exports as Record<string, Compute>;

  directory = await mkdtemp(join(tmpdir(), 'quern-primitives-'));
  const file = join(directory, 'primitives.mjs');
  const imports = `import { convertToF32, nearest } from ${JSON.stringify(new URL('../../src/functions/primitives.ts', import.meta.url).href)};\n`;
  await writeFile(file, `${imports}export const compute = {\n${cases.map(inJs).join(',\n')}\n};\n`);
  ({ compute: inJavaScript } = (await import(pathToFileURL(file).href)) as { compute: Record<string, Compute> });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function inJs({ name, params, term }: Case): string {
  const never = (): never => {
    throw new RangeError('a primitive has no effects');
  };
  const fold = new JsFold({ local: (local_) => local_, set: never, jump: never, done: never });
  const value = fold.value(term);
  return `  ${JSON.stringify(name)}: (${parameterNames.slice(0, params.length).join(', ')}) => { ${fold.lines.join(' ')} return ${value}; }`;
}

/** The operands that WebAssembly refuses, and definitions never give it: division by zero, its overflow, and numbers that no integer holds. */
const traps = (name: string, args: readonly Value[]): boolean => {
  try {
    inWasm[name]?.(...args);
    return false;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return true;
    throw error;
  }
};

const operands = (params: readonly Num[]): fc.Arbitrary<Value[]> =>
  fc.tuple(...params.map((type) => fc.oneof(fc.constantFrom(...extremes[type]), random[type])));
const everyPair = (params: readonly Num[]): Value[][] =>
  params.reduce<Value[][]>((rows, type) => rows.flatMap((row) => extremes[type].map((value) => [...row, value])), [[]]);

test.each(cases.map((each) => [each.name, each] as const))('%s is the same in JavaScript', (name, { params }) => {
  const check = (args: readonly Value[]): void => {
    if (traps(name, args)) return;
    const expected = inWasm[name]?.(...args);
    const actual = inJavaScript[name]?.(...args);
    if (!Object.is(actual, expected))
      expect.fail(
        `${name}(${args.map((arg) => (Object.is(arg, -0) ? '-0' : String(arg))).join(', ')}) is ${String(actual)}, not ${String(expected)}`,
      );
  };
  everyPair(params).forEach(check);
  fc.assert(
    fc.property(operands(params), (args) => {
      check(args);
    }),
    { seed: 1, numRuns: 500 },
  );
});
