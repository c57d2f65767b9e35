/** What is said of raising: that what can raise is marked, and that what is not marked never does, whatever its arguments. */
import fc from 'fast-check';
import loadWabt from 'wabt';
import { expect, test } from 'vitest';
import { functions, fused, inlinedFunctions, opcodes } from '../../opcodes/machine/opcodes.js';
import type { FunctionDefinition, SqlType } from '../../opcodes/language/function.js';
import { raisingRuntimeFunctions } from '../../opcodes/families/core/runtime-raises.generated.js';
import type { Value } from '../../src/catalog/types.js';
import { engines } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { runtimeBase64 } from '../../src/arena/runtime.generated.js';
import { parseValue } from '../../src/functions/text-value.js';
import { compileScalar } from '../../src/program/compile.js';
import { functionInfo, functionNumber } from '../../src/functions/functions.js';
import { opcodeInfo, opcodeNumber } from '../../src/program/steps.js';
import type { Const, Expr, Schema, Var } from '../../src/sql/expression.js';
import { raisingExports } from '../../wasm/raising-exports.js';
import { exampleValue } from '../engines/outcome.js';
import { seedOfRun } from '../random/expression.js';
import { values } from '../random/columns.js';
import { callText } from '../runtime/harness.js';

const arena = new Arena();
const infoOf = (f: FunctionDefinition) => functionInfo(functionNumber(f.name));

/** Every value that an example has for an argument of the type, and those that random tests choose from. */
const extremes = new Map<SqlType, readonly Value[]>();
function extremesOf(type: SqlType): readonly Value[] {
  let found = extremes.get(type);
  if (found === undefined) {
    const ofExamples = functions.flatMap((f) =>
      f.args.flatMap(({ name, type: other }) =>
        other === type ? f.examples.map((example) => exampleValue(example[name] ?? null)) : [],
      ),
    );
    const listed = [...values[type].ordinary, ...values[type].extreme].map((text) => parseValue(arena, type, text));
    // A set takes -0 for 0.
    found = [
      ...new Map(
        [...ofExamples, ...listed].flatMap((v) => (v === null ? [] : [[Object.is(v, -0) ? '-0' : v, v] as const])),
      ).values(),
    ];
    extremes.set(type, found);
  }
  return found;
}

/** The most combinations of two arguments: all of them but for texts, of which each is put beside some. */
const most = 20_000;

function rowsOf(choices: readonly (readonly Value[])[]): Value[][] {
  const [first = [], second] = choices;
  if (second === undefined) return first.map((a) => [a]);
  const stride = Math.ceil((first.length * second.length) / most);
  return first.flatMap((a, i) => second.filter((_, j) => (i + j) % stride === 0).map((b) => [a, b]));
}

/** The error of a call over all rows on two engines, of which one would trap where the other would not. */
function errorOf(
  f: FunctionDefinition,
  args: readonly Expr[],
  rows: readonly (readonly Value[])[],
): string | undefined {
  const schema: Schema = f.args.map(({ name, type }) => ({ name, type, notNull: true }));
  const batch = new Batch(arena, schema, rows.length);
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      batch.set(c, r, value);
    });
  });
  batch.rows = rows.length;
  const program = compileScalar({ kind: 'FuncExpr', func: f.name, type: f.result, args, location: -1 }, { schema });
  try {
    for (const engine of [engines.closure, engines['copy-patch']]) {
      const kernel = engine.load(program, arena);
      try {
        kernel.setParams([]);
        kernel.run(batch);
      } catch (error) {
        if (error instanceof SqlError)
          return `${f.name}(${rows[error.row ?? 0]?.map(String).join(', ')}) raises ${error.code} ${error.message}`;
        throw error;
      } finally {
        kernel.free();
      }
    }
    return undefined;
  } finally {
    batch.free();
  }
}

const columnsOf = (f: FunctionDefinition): Expr[] =>
  f.args.map(({ name, type }, column): Var => ({ kind: 'Var', column, name, type, notNull: true, location: -1 }));

/** The error of a call with a constant argument, over the extremes of the others. */
function errorWith(f: FunctionDefinition, arg: number, value: Value): string | undefined {
  const type = f.args[arg]?.type ?? 'int4';
  const constant: Const = { kind: 'Const', type, value, location: -1 };
  const rows = rowsOf(f.args.map((each, i) => (i === arg ? [value] : extremesOf(each.type))));
  return errorOf(f, columnsOf(f).with(arg, constant), rows);
}

test('a function of which an example raises is marked as one that can raise', () => {
  expect(
    functions.filter((f) => f.examples.some((example) => 'raises' in example) && !infoOf(f).raises).map((f) => f.name),
  ).toEqual([]);
});

test('a function that is not marked raises for no extreme value', () => {
  const unmarked = functions.filter((f) => !infoOf(f).raises);
  expect(
    unmarked.flatMap((f) => errorOf(f, columnsOf(f), rowsOf(f.args.map(({ type }) => extremesOf(type)))) ?? []),
  ).toEqual([]);
  // Or it has shown little; and what is marked would be found by the same means, but for the errors of a full memory.
  expect(unmarked.length).toBeGreaterThan(100);
  const marked = functions.filter((f) => infoOf(f).raises && f.result !== 'text');
  const found = marked.filter(
    (f) => errorOf(f, columnsOf(f), rowsOf(f.args.map(({ type }) => extremesOf(type)))) !== undefined,
  );
  expect(found.map((f) => f.name)).toEqual(marked.map((f) => f.name));
});

test('a function that makes a text is marked, unless its texts are fixed: memory may be full', () => {
  expect(functions.filter((f) => f.result === 'text' && !infoOf(f).raises).map((f) => f.name)).toEqual([
    'boolout',
    'booltext',
  ]);
});

test('with a constant that is said to be safe a function never raises, with an integer that is not it does', () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const f of functions) {
    for (const safe of infoOf(f).raisesUnless ?? []) {
      if (!('not' in safe)) continue;
      const { type = 'int4' } = f.args[safe.arg] ?? {};
      const typed = (n: number): Value => (type === 'int8' ? BigInt(n) : n);
      const unsafe = safe.not.map(typed);
      for (const value of unsafe)
        if (errorWith(f, safe.arg, value) === undefined) wrong.push(`${f.name} never raises with ${value}`);
      const others = extremesOf(type).filter((value) => !unsafe.includes(value));
      wrong.push(...others.flatMap((value) => errorWith(f, safe.arg, value) ?? []));
      tried += others.length;
    }
  }
  // A quotient by -1 overflows only where the dividend has the result's type.
  expect(wrong).toEqual(['int24div', 'int28div', 'int48div'].map((name) => `${name} never raises with -1`));
  expect(tried).toBeGreaterThan(100);
});

/** The text for which a pattern that ends in its escape raises: each `%` stands for nothing, each `_` for one character, and one is left over. */
const witness = (pattern: string): string =>
  [...pattern.slice(0, -1).matchAll(/\\(.)|(.)/gsu)]
    .map(([, escaped, plain = '']) => escaped ?? (plain === '%' ? '' : plain === '_' ? 'a' : plain))
    .join('') + 'a';

const piece = fc.constantFrom('%', '_', '\\', '\\', 'a', 'B', 'é', '😀', '\n');
const textOf = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

test.each(['textlike', 'textnlike', 'texticlike', 'texticnlike'])(
  '%s raises for some text exactly when its pattern is not said to be safe',
  (name) => {
    const { raisesUnless: [safe] = [] } = functionInfo(functionNumber(name));
    if (safe === undefined || !('matches' in safe)) throw new RangeError(`nothing is said of ${name}`);
    const runtime = name.includes('ic') ? 'texticlike' : 'textlike';
    expect(safe.arg).toBe(1);
    const raises = (text: string, pattern: string): boolean => {
      try {
        callText(runtime, text, pattern);
        return false;
      } catch (error) {
        if (error instanceof SqlError && error.code === '22025') return true;
        throw error;
      }
    };
    const check = (text: string, pattern: string): void => {
      if (safe.matches.test(pattern)) expect(raises(text, pattern), JSON.stringify([text, pattern])).toBe(false);
      else expect(raises(witness(pattern), pattern), JSON.stringify(pattern)).toBe(true);
    };
    fc.assert(fc.property(textOf, textOf, check), { seed: seedOfRun(), numRuns: 2000 });
    // Texts that match as far as they go, which is where a pattern's end is reached.
    fc.assert(
      fc.property(textOf, (pattern) => {
        check(witness(pattern), pattern);
      }),
      { seed: seedOfRun(), numRuns: 2000 },
    );
    // A stranger's pattern takes no longer than it is long.
    expect(safe.matches.test(`${'\\'.repeat(1_000_001)}`)).toBe(false);
    expect(safe.matches.test(`${'\\a'.repeat(1_000_000)}\\\\`)).toBe(true);
  },
);

test('an inlined function raises when the function can, a superinstruction when a part can', () => {
  const marked = (name: string): boolean => opcodeInfo(opcodeNumber(name)).raises ?? false;
  expect(
    functions
      .filter(({ tier }) => tier === 'inline')
      .filter(({ name }) => marked(name.toUpperCase()) !== (functionInfo(functionNumber(name)).raises ?? false))
      .map(({ name }) => name),
  ).toEqual([]);
  expect(
    fused
      .filter(({ name, parts }) => marked(name) !== parts.some(({ step }) => marked(step.name)))
      .map(({ name }) => name),
  ).toEqual([]);
});

test('over columns no step raises but by the function that it calls; over heap pages those that look at a tuple do', () => {
  const inlined = new Set([...inlinedFunctions, ...fused].map(({ name }) => name));
  const raising = opcodes.filter(({ name }) => !inlined.has(name) && opcodeInfo(opcodeNumber(name)).raises);
  expect(raising.filter(({ layout }) => layout !== 'heap').map(({ name }) => name)).toEqual([]);
  expect(raising.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['SCAN_FETCHSOME', 'CHECK_END', 'FETCHATT_INT4', 'FETCHATT_TEXT_AT']),
  );
});

test('what the runtime functions can raise is what their module says', async () => {
  expect(await raisingExports(Buffer.from(runtimeBase64, 'base64'))).toEqual([...raisingRuntimeFunctions]);
});

test('an export can raise when a call in it leads to `raise` or to a trap', async () => {
  const { parseWat } = await loadWabt();
  const bodies: Readonly<Record<string, string>> = {
    raises: 'call $raise',
    raisesFarAway: 'call $raises',
    traps: 'unreachable',
    divides: '(drop (i32.div_s (i32.const 7) (local.get 0)))',
    dividesByZero: '(drop (i32.rem_u (local.get 0) (i32.const 0)))',
    dividesByMinusOne: '(drop (i64.div_s (i64.const 7) (i64.const -1)))',
    truncates: '(drop (i32.trunc_f64_s (f64.const 1)))',
    callsATable: '(call_indirect (type $t) (local.get 0) (i32.const 0))',
    recurses: 'call $recursesToo',
    recursesToo: '(call $recurses (local.get 0))',
    tailCalls: '(return_call $raises (local.get 0))',
    remainderByMinusOne: '(drop (i32.rem_s (local.get 0) (i32.const -1)))',
    dividesByTen: '(drop (i32.div_u (local.get 0) (i32.const 10)))',
    saturates: '(drop (i32.trunc_sat_f64_s (f64.const 1)))',
    logs: '(call $log (local.get 0))',
    loads: '(drop (i32.load (local.get 0)))',
  };
  const argument = /^call \$/;
  const functionsText = Object.entries(bodies).map(
    ([name, body]) =>
      `(func $${name} (export "${name}") (param i32) ${argument.test(body) ? `local.get 0 ${body}` : body})`,
  );
  const module = parseWat(
    'raising.wat',
    `(module (type $t (func (param i32))) (import "env" "raise" (func $raise (param i32))) (import "env" "log" (func $log (param i32)))
      (memory 1) (table 1 funcref) ${functionsText.join('\n')})`,
    { tail_call: true },
  );
  const { buffer } = module.toBinary({});
  const returning = ['remainderByMinusOne', 'dividesByTen', 'saturates', 'logs', 'loads'];
  expect(await raisingExports(buffer)).toEqual(
    Object.keys(bodies)
      .filter((name) => !returning.includes(name))
      .sort(),
  );
});
