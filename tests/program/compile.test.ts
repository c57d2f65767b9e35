/** Programs that once could not be made, or were made wrong. */
import { beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { compileSql } from '../../src/library/front-end.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import type { BoolExpr } from '../../src/sql/expression.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';
import { everyEngine, onEveryEngine, outcomes } from '../engines/outcome.js';
import { tableOf } from '../engines/table.js';

const arena = new Arena();
const columns = 'a int4, n int4 not null, c text';
beforeAll(() => loadParser());

const rows = [
  [1, 1, 'x'],
  [null, 2, null],
  [3, 3, ''],
] as const;

async function values(sql: string): Promise<readonly string[]> {
  const schema = parseSchema(columns);
  const table = tableOf(arena, schema, rows);
  const { expr } = await compileSql(sql, 'expression', { schema, arena });
  const { outcomes: found, difference } = onEveryEngine((rung) => compileScalar(expr, { schema, rung }), table);
  expect(difference).toBeUndefined();
  return found;
}

async function selected(sql: string): Promise<readonly string[]> {
  const schema = parseSchema(columns);
  const table = tableOf(arena, schema, rows);
  const { expr } = await compileSql(sql, 'predicate', { schema, arena });
  const { outcomes: found, difference } = onEveryEngine((rung) => compileQual(qualList(expr), { schema, rung }), table);
  expect(difference).toBeUndefined();
  return found;
}

test('a WHERE that is always true selects every row', async () => {
  expect(await selected('true')).toEqual(['= 1', '= 1', '= 1']);
  expect(await selected('NULL')).toEqual(['= 0', '= 0', '= 0']);
});

test('what stands behind a COALESCE argument that is never null is not part of the program', async () => {
  expect(await values('coalesce(n, a, n + 1)')).toEqual(['= 1', '= 2', '= 3']);
});

test('IS DISTINCT FROM that is decided by a null is not null itself', async () => {
  expect(await values('(a IS DISTINCT FROM n) IS NULL')).toEqual(['= 0', '= 0', '= 0']);
  expect(await values('c IS NOT DISTINCT FROM NULL::text')).toEqual(['= 0', '= 1', '= 0']);
});

test('at the top of a WHERE, a constant null decides as false does, and what stands beside it is not evaluated', async () => {
  expect(await selected('(n / (n - n) > 0 AND NULL) OR a = 1')).toEqual(['= 1', '= 0', '= 0']);
});

test('a WHERE may end with a value that came about on several ways', async () => {
  expect(await selected('coalesce(c < c, n > 1)')).toEqual(['= 0', '= 1', '= 0']);
  expect(await selected('CASE WHEN a > 1 THEN n > 2 ELSE n > 1 END')).toEqual(['= 0', '= 1', '= 1']);
});

test.each([
  ['far apart', 2],
  ['close together', 0],
])('an IN of two hundred thousand constants, %s, is a program', async (_, distance) => {
  const schema = parseSchema(columns);
  const elements = Array.from(
    { length: 200_000 },
    (_element, i) => ({ kind: 'Const', type: 'int4', value: i * distance + (i % 2) * 2 + 1, location: -1 }) as const,
  );
  const scalar = { kind: 'Var', type: 'int4', column: 1, name: 'n', notNull: true, location: -1 } as const;
  const expr = {
    kind: 'ScalarArrayOpExpr',
    type: 'bool',
    func: 'int4eq',
    useOr: true,
    scalar,
    elements,
    location: -1,
  } as const;
  const table = tableOf(arena, schema, rows);
  const { outcomes: found, difference } = onEveryEngine((rung) => compileQual([expr], { schema, rung }), table);
  expect(difference).toBeUndefined();
  expect(found).toEqual(distance === 0 ? ['= 1', '= 0', '= 1'] : ['= 1', '= 0', '= 0']);
});

const alternatives = (count: number): BoolExpr => {
  const a = { kind: 'Var', type: 'int4', column: 0, name: 'a', notNull: false, location: -1 } as const;
  const args = Array.from(
    { length: count },
    (_, i) =>
      ({
        kind: 'FuncExpr',
        type: 'bool',
        func: 'int4eq',
        args: [a, { kind: 'Const', type: 'int4', value: i + 3, location: -1 }],
        location: -1,
      }) as const,
  );
  return { kind: 'BoolExpr', type: 'bool', op: 'OR', args, location: -1 };
};

test('a WHERE of twenty thousand alternatives is a program', () => {
  const schema = parseSchema(columns);
  const table = tableOf(arena, schema, rows);
  const program = compileQual([alternatives(20_000)], { schema });
  expect(everyEngine.slice(0, 2).map((engine) => outcomes(engine, program, table))).toEqual([
    ['= 0', '= 0', '= 1'],
    ['= 0', '= 0', '= 1'],
  ]);
});

test('a WHERE may have more alternatives than a call has arguments', () => {
  const [qual] = qualList({ ...alternatives(1), args: [alternatives(150_000), ...alternatives(1).args] });
  expect(qual?.kind === 'BoolExpr' ? qual.args.length : 0).toBe(150_001);
});
