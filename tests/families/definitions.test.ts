/** A definition is all that a function or a type of a family needs: those of a family that only tests have work on every engine and rung. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import type { TypeName, Value } from '../../src/catalog/types.js';
import { loadFamily } from '../../src/functions/registry.js';
import { parseValue } from '../../src/functions/text-value.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import type { Const, Expr, FuncExpr, Schema, Var } from '../../src/sql/expression.js';
import { onEveryEngine, type Outcome } from '../engines/outcome.js';
import { tableOf, type Row } from '../engines/table.js';

// What `npm run generate` writes from the list of families, with one family more.
vi.mock('../../src/functions/index.generated.js', async (original) => {
  const { loaders, functionNames } = await original<typeof import('../../src/functions/index.generated.js')>();
  const { buildScratch } = await import('./scratch/build.js');
  const { scratch } = await import('./scratch/family.js');
  const names = scratch.functions.map((f) => f.name).join(' ');
  return {
    loaders: { ...loaders, scratch: buildScratch },
    functionNames: { ...functionNames, scratch: names },
  };
});
vi.mock('../../src/catalog/types.generated.js', async (original) => {
  const { types } = await original<typeof import('../../src/catalog/types.generated.js')>();
  const { scratch } = await import('./scratch/family.js');
  return { types: { ...types, rgb: { family: 'scratch', ...scratch.types[0] } } };
});

/** The type, which no generated name stands for. */
const rgb = 'rgb' as TypeName;
const arena = new Arena();
beforeAll(async () => {
  await loadFamily('scratch');
});

const schema: Schema = [
  { name: 'a', type: 'int4', notNull: false },
  { name: 'b', type: 'int8', notNull: true },
  { name: 't', type: 'text', notNull: false },
  { name: 'c', type: rgb, notNull: false },
];
const rows: readonly Row[] = [
  [1, 10n, 'x', '#ff8000'],
  [2, -10n, null, '#000001'],
  [null, 3n, 'abc', null],
];
const column = (name: string): Var => {
  const place = schema.findIndex((each) => each.name === name);
  const found = schema[place];
  if (found === undefined) throw new RangeError(`no column ${name}`);
  return { kind: 'Var', column: place, location: -1, ...found };
};
const constant = (type: TypeName, value: Value | null): Const => ({ kind: 'Const', type, value, location: -1 });
const call = (func: string, type: TypeName, ...args: Expr[]): FuncExpr => ({
  kind: 'FuncExpr',
  func,
  type,
  args,
  location: -1,
});

/** The values of an expression for the rows, which are the same on every engine and rung. */
function values(expr: Expr): readonly Outcome[] {
  const table = tableOf(arena, schema, rows);
  const { outcomes, difference } = onEveryEngine((rung) => compileScalar(expr, { schema, rung }), table);
  expect(difference).toBeUndefined();
  return outcomes;
}

function selected(conjunct: Expr): readonly Outcome[] {
  const table = tableOf(arena, schema, rows);
  const { outcomes, difference } = onEveryEngine((rung) => compileQual([conjunct], { schema, rung }), table);
  expect(difference).toBeUndefined();
  return outcomes;
}

describe('by one definition there is', () => {
  test('a function without arguments', () => {
    expect(values(call('answer', 'int4'))).toEqual(['= 42', '= 42', '= 42']);
    expect(selected(call('int4lt', 'bool', column('a'), call('answer', 'int4')))).toEqual(['= 1', '= 1', '= 0']);
  });

  test('a function of three arguments', () => {
    const clamp = call('clamp', 'int8', column('b'), constant('int8', -5n), constant('int8', 5n));
    expect(values(clamp)).toEqual(['= 5', '= -5', '= 3']);
    const low = call('int48', 'int8', column('a'));
    expect(values(call('clamp', 'int8', column('b'), low, constant('int8', 5n)))).toEqual(['= 5', '= 2', 'null']);
  });

  test('a function of nine arguments, numbers of every kind and a text', () => {
    const sum = (text: Expr): Expr =>
      call(
        'sum_of_nine',
        'float8',
        constant('int2', 1),
        column('a'),
        column('b'),
        constant('float4', 0.5),
        constant('float8', 0.25),
        constant('bool', 1),
        text,
        constant('date', 1000),
        constant('timestamp', 100_000n),
      );
    expect(values(sum(column('t')))).toEqual(['= 101014.75', 'null', 'null']);
    expect(values(sum(constant('text', '12345')))).toEqual(['= 101018.75', '= 100999.75', 'null']);
  });

  test('a function that returns null for a value, which everything around it sees', () => {
    const even = call('even_or_null', 'int4', column('a'));
    expect(values(even)).toEqual(['null', '= 2', 'null']);
    expect(values({ kind: 'NullTest', test: 'IS_NULL', arg: even, type: 'bool', location: -1 })).toEqual([
      '= 1',
      '= 0',
      '= 1',
    ]);
    expect(values(call('int4pl', 'int4', even, constant('int4', 1)))).toEqual(['null', '= 3', 'null']);
    expect(selected(call('int4ge', 'bool', even, constant('int4', 0)))).toEqual(['= 0', '= 1', '= 0']);
  });

  test('a function that is called with nulls', () => {
    const count = call('count_of_nulls', 'int4', column('t'), constant('text', null), column('t'));
    expect(values(count)).toEqual(['= 1', '= 3', '= 1']);
  });

  test('a type: read, stored in columns, printed, compared, found in an IN list', () => {
    expect(values(column('c'))).toEqual(['= #ff8000', '= #000001', 'null']);
    expect(values(call('rgb_red', 'int4', column('c')))).toEqual(['= 255', '= 0', 'null']);
    expect(values(call('rgb_eq', 'bool', column('c'), constant(rgb, '#FF8000')))).toEqual(['= 1', '= 0', 'null']);
    const elements = Array.from({ length: 20 }, (_, i) => constant(rgb, `#0000${String(i).padStart(2, '0')}`));
    const list = { func: 'rgb_eq', useOr: true, scalar: column('c'), elements } as const;
    expect(values({ kind: 'ScalarArrayOpExpr', ...list, type: 'bool', location: -1 })).toEqual(['= 0', '= 1', 'null']);
    expect(() => parseValue(arena, rgb, 'red')).toThrow('invalid input syntax for type rgb: "red"');
  });
});
