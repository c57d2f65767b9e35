/** The algebra as a user meets it: predicates joined and taken from each other, sent as data, made at once, with names for their parameters. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  disjoint,
  expressionSync,
  fromJSON,
  implies,
  minus,
  predicate,
  predicateSync,
  prepare,
  simplify,
  SqlError,
  type Predicate,
} from '../../src/index.js';

const schema = { a: 'int4', b: 'int4', t: 'text', x: 'bool' } as const;
type Row = { a?: number | null; b?: number | null; t?: string | null; x?: boolean | null };
const made = (sql: string): Predicate<Row> => predicateSync(sql, { schema });

function failure(work: () => unknown): SqlError {
  try {
    work();
  } catch (error) {
    if (error instanceof SqlError) return error;
  }
  throw new Error('no SqlError');
}

beforeAll(() => prepare({ families: ['text', 'numeric', 'datetime', 'array'] }));

describe('and, or, not', () => {
  const row: Row = { a: 3, b: null };

  test('they are three-valued', () => {
    const [p, q, unknown] = [made('a > 1'), made('a > 5'), made('b > 1')];
    expect(
      [p.and(q), p.or(q), p.not(), p.and(unknown), p.or(unknown), unknown.not()].map((each) => each.test(row)),
    ).toEqual([false, true, false, null, true, null]);
  });

  test('a text that ends in a comment, or holds an OR, keeps its meaning', () => {
    const joined = made('a = 1 OR a = 3 -- either').and(made('a > 2'));
    expect([joined.test({ a: 1 }), joined.test({ a: 3 })]).toEqual([false, true]);
    expect(joined.text).toContain('AND');
  });

  test('$1 of both is one parameter, unless the numbers are appended', () => {
    const [p, q] = [made('a = $1'), made('b = $1 AND a < $2')];
    expect(p.and(q).test({ a: 1, b: 1 }, [1, 5])).toBe(true);
    const appended = p.and(q, { params: 'append' });
    expect(appended.paramTypes).toEqual(['int4', 'int4', 'int4']);
    expect(appended.test({ a: 1, b: 2 }, [1, 2, 5])).toBe(true);
  });

  test('a parameter of two types and another schema are refused', () => {
    expect(failure(() => made('a = $1').and(made('t = $1')))).toMatchObject({ code: '42P08' });
    const other = predicateSync('a = 1', { schema: { a: 'int8' } }) as unknown as Predicate<Row>;
    expect(failure(() => made('a = 1').or(other))).toMatchObject({ code: '22023' });
    expect(failure(() => made('a = 1').and(5 as never))).toMatchObject({ code: '22023' });
    expect(failure(() => implies(made('a = 1'), other))).toMatchObject({ code: '22023' });
  });

  test('a chain of thousands does not nest', () => {
    let all = made('a <> -1');
    const step = made('a <> 0');
    for (let i = 0; i < 150; i++) all = all.and(step);
    expect(all.text.startsWith('(a <> -1) AND (a <> 0) AND')).toBe(true);
    expect(all.test({ a: 1 })).toBe(true);
  });
});

describe('implies, disjoint, minus, simplify', () => {
  test.each([
    ['a = 5', 'a BETWEEN 1 AND 9', true],
    ['a > 4 AND a < 6', 'a = 5', true],
    ['a > 5', 'a > 6', false],
    ['a IS NULL', 'a = 5', false],
    ["t LIKE 'abc%'", "t >= 'ab'", true],
    ["t LIKE 'abc%x'", "t < 'abd'", true],
    ['x', 'x IS NOT FALSE', true],
    ['x IS NOT FALSE', 'x', false],
    ['a = b AND b = 3', 'a = 3', true],
    ['a > :least', 'a >= :least', true],
    ['a > $1', 'a >= $2 AND $1 = 0', false],
    ['10 / a > 1', '10 / a > 0', true],
    ['a = 2', '10 / b > 0 OR a = 2', false],
    ['now() > :t::timestamptz', 'now() > :t::timestamptz', false],
  ])('%s implies %s: %s', (p, q, expected) => {
    expect(implies(made(p), made(q))).toBe(expected);
  });

  test('a column that is labelled as another type is not taken for the numbers that it holds', async () => {
    await prepare({ families: ['binary'] });
    const [p, q] = ['a::oid > 5', 'a::oid > 3'].map(made) as [Predicate<Row>, Predicate<Row>];
    expect([implies(p, q), implies(q, p), disjoint(p, q)]).toEqual([true, false, false]);
  });

  test('long lists are compared', () => {
    const list = (from: number): string => Array.from({ length: 3_000 }, (_, i) => from + 2 * i).join(', ');
    const [even, odd, fewer] = [made(`a IN (${list(0)})`), made(`a IN (${list(1)})`), made('a IN (2, 4, 800)')];
    expect([disjoint(even, odd), implies(fewer, even), implies(even, fewer)]).toEqual([true, true, false]);
  });

  test('a name and a number of two predicates are not mixed up', () => {
    expect(implies(made('a = :one'), made('a = :other'))).toBe(false);
    expect(disjoint(made('a = :one AND b = $1'), made('a <> :one'))).toBe(true);
    expect(disjoint(made('a = :one'), made('a <> :other'))).toBe(false);
  });

  test.each([
    ['a > 1', 'a > 5', 'a >= 2 AND a <= 5'],
    ['a IN (1, 2, 3)', 'a = 2', 'a IN (1, 3)'],
    ['a > 5', 'a > 1', 'false'],
    ['a = 1', 'b = 2', 'a = 1 AND b IS DISTINCT FROM 2'],
    ['a = 1', 'x', 'a = 1 AND x IS NOT TRUE'],
    ['a = :n', 'b = 2', 'a = :n AND b IS DISTINCT FROM 2'],
  ])('%s minus %s is %s', (p, q, expected) => {
    expect(minus(made(p), made(q)).text).toBe(expected);
  });

  test.each([
    ['a > 4 AND a < 6', 'a = 5'],
    ['a > 1 AND a > 3 AND a IS NOT NULL', 'a > 3'],
    ['a = 1 OR a = 2 OR a IN (3, 4)', 'a >= 1 AND a <= 4'],
    ['a = 1 OR a = 3 OR a IN (5, 7)', 'a IN (1, 3, 5, 7)'],
    ['a > 1 AND a < 1', 'false'],
    ['a IS NULL OR a IS NOT NULL', 'true'],
    ['(a = 1 OR b = 2) AND a = 1', 'a = 1'],
    ['(a = 1 AND b = 2) OR a = 1', 'a = 1'],
    ['NOT (a > 3 OR b IS NULL)', 'a <= 3 AND b IS NOT NULL'],
    ["t LIKE 'ab%' AND t >= 'a'", "t LIKE 'ab%'"],
    ['10 / a > 1 AND a > 0 AND a >= 2', 'a >= 2 AND 10 / a > 1'],
    ['10 / a > 1 AND 10 / a < 1', 'false'],
    ['a > :low AND a > :low', 'a > :low'],
  ])('%s is %s', (sql, expected) => {
    expect(simplify(made(sql)).text).toBe(expected);
  });

  test('what would take too long is not proved, and minus is still right', () => {
    const many = Array.from({ length: 40 }, (_, i) => `(a + ${i} > ${i} OR b + ${i} > t::int4 + ${i})`).join(' AND ');
    const [p, q] = [made(many), made('(a * 2 > 3) = (b * 2 > 4)')];
    expect(implies(p, q)).toBe(false);
    expect(minus(p, q).test({ a: 1, b: 100, t: '1' })).toBe(true);
  });
});

describe('canonical forms', () => {
  const hash = (sql: string): string => made(sql).hash;

  test('the hash does not depend on order, spaces and sides', () => {
    expect(hash('a = 1 AND t = $1')).toBe(hash('$1=t AND 1 = a'));
    expect(hash('a < 3')).toBe(hash('3 > a'));
    expect(hash('a IN (2, 1)')).toBe(hash('a IN (1, 2, 1)'));
    expect(hash('a = b')).toBe(hash('b = a'));
    expect(new Set(['a = 1', 'a = 2', 'b = 1', 'a = 1 OR b = 1', "t = '1'", 'a = $1', 'a <> 1'].map(hash)).size).toBe(
      7,
    );
    expect(hash('a = 1')).toMatch(/^[0-9a-f]{16}$/);
  });

  test('the hash is of names, not of places in the schema', () => {
    const turned = predicateSync('b = 1 AND a = 2', { schema: { b: 'int4', a: 'int4' } });
    expect(turned.hash).toBe(hash('a = 2 AND b = 1'));
  });

  test('the shape has parameters for constants', () => {
    const shape = made("a = $1 AND b > 7 AND t LIKE 'x%' AND x").shape;
    expect(shape).toEqual({
      sql: 'a = $1 AND b > $2 AND t LIKE $3 AND x',
      paramTypes: ['int4', 'int4', 'text'],
      values: ['7', 'x%'],
    });
    expect(made('a IN (1, 2)').shape.sql).toBe(made('a IN (3, 4)').shape.sql);
  });

  test('the least interval is written as PostgreSQL reads it', () => {
    const least = "j = '-1 mon -9223372036854775808 microseconds'::interval";
    const odd = predicateSync(least, { schema: 'j interval' as string });
    expect(odd.sql).toBe("j = '-1 mons -9223372036854775808 us'");
    expect(predicateSync(odd.sql, { schema: 'j interval' as string }).hash).toBe(odd.hash);
    expect(odd.hash).not.toBe(hash('a = 1'));
  });
});

describe('predicates as data', () => {
  test('a clone of the data makes the same predicate', async () => {
    const p = made('a = :n AND t = $1 -- x');
    const json = structuredClone(p.toJSON());
    expect(JSON.parse(JSON.stringify(p))).toEqual(json);
    const again = await fromJSON(json);
    expect(again.params).toEqual([
      { name: undefined, type: 'text' },
      { name: 'n', type: 'int4' },
    ]);
    expect(again.test({ a: 1, t: 'x' }, { n: 1, 1: 'x' })).toBe(true);
    expect([again.sql, again.hash, again.shape]).toEqual([p.sql, p.hash, p.shape]);
    expect(again.sql).toBe('a = $2 AND t = $1');
    expect(again.pushable()).toEqual({ push: null, rest: 'a = :n AND t = $1' });
    expect((await fromJSON(p.or(made('x')).toJSON())).test({ x: true }, { n: 1, 1: 'x' })).toBe(true);
  });

  test.each([
    null,
    3,
    {},
    { quern: 'predicate', version: 2 },
    { quern: 'predicate', version: 1, sql: 'x' },
    { quern: 'predicate', version: 1, sql: 'a', schema: [{ name: 'a', type: 'nope', notNull: false }], paramTypes: [] },
  ])('data that are none are refused: %j', async (json) => {
    await expect(fromJSON(json as never)).rejects.toMatchObject({ code: '22023' });
  });
});

describe('named parameters', () => {
  test('a name is one parameter wherever it stands', () => {
    const p = made('a = :n OR b = :n');
    expect(p.params).toEqual([{ name: 'n', type: 'int4' }]);
    expect([p.test({ a: 1 }, { n: 1 }), p.test({ b: 2 }, { n: 2 }), p.filter([{ a: 1 }, { a: 2 }], { n: 2 })]).toEqual([
      true,
      true,
      [{ a: 2 }],
    ]);
    expect(p.test({ a: 1 }, [1])).toBe(true);
  });

  test('casts, strings, comments, slices and operators keep their colons', () => {
    const wide: string = 'a int4, n int4, l int4[], t text';
    const names = (sql: string): unknown => predicateSync(sql, { schema: wide }).params.map(({ name }) => name);
    expect(names('a::int8 = 1')).toEqual([]);
    expect(names("t = ':n' -- :n\n AND a = 1 /* :n */")).toEqual([]);
    expect(names('l[1:n] = l[:n]')).toEqual([]);
    expect(names('l[(:k)] = :v::int4')).toEqual(['k', 'v']);
    expect(names('l = ARRAY[:v, :w::int4]')).toEqual(['v', 'w']);
    expect(names('a =:n')).toEqual(['n']);
    expect(names('t = $$:n$$')).toEqual([]);
  });

  test('a value that is missing is named, and errors are where they were written', () => {
    expect(failure(() => made('a = :n').test({ a: 1 }, {}))).toMatchObject({
      code: '08P01',
      message: 'there is no value for parameter :n',
    });
    expect(failure(() => made('a = :n').test({ a: 1 }, { n: 'x' }))).toMatchObject({
      message: expect.stringContaining(':n') as string,
    });
    expect(failure(() => made('a = :n AND nope = 1')).position).toBe(12);
    const many = Array.from({ length: 12 }, (_, i) => `a = :${String.fromCharCode(97 + i)}`).join(' OR ');
    expect(failure(() => made(`${many} OR nope = 1`)).position).toBe(many.length + 5);
  });

  test("an array's filter passes no parameters by accident", () => {
    expect([{ a: 1 }, { a: 2 }].filter(made('a = 2').test)).toEqual([{ a: 2 }]);
  });
});

describe('at once', () => {
  test('what is not loaded is named, with how to load it', () => {
    expect(failure(() => predicateSync('a = 1', { schema, engine: 'optimizing' }))).toMatchObject({
      code: '55000',
      hint: expect.stringContaining("prepare({ engines: ['optimizing'] })") as string,
    });
    expect(failure(() => predicateSync("t ~ 'x'", { schema }))).toMatchObject({
      code: '55000',
      hint: expect.stringContaining("families: ['regexp']") as string,
    });
  });

  test('an expression is made too', async () => {
    expect(expressionSync('a * :n', { schema }).evaluate({ a: 2 }, { n: 4 })).toBe(8);
    expect((await predicate('a = :n', { schema })).test({ a: 1 }, { n: 1 })).toBe(true);
  });
});

describe('pushable', () => {
  test.each([
    ['a = 1 AND t = $1', ['a', 't'], 'a = 1', 't = $1'],
    ['a = 1 AND b = 2', ['a'], 'a = 1', 'b = 2'],
    ['(a = 1 AND b = 2) OR a = 3', ['a'], 'a = 1 OR a = 3', 'a = 1 AND b = 2 OR a = 3'],
    ['a = 1 OR b = 2', ['a'], null, 'a = 1 OR b = 2'],
    ["a::text = '1'", ['a'], null, "a::text = '1'"],
    ['b <> 0 AND 10 / a > 1', ['a'], null, 'b <> 0 AND 10 / a > 1'],
    ['a = 1', ['a'], 'a = 1', null],
    ['true', ['a'], null, null],
  ])('%s over %j: %s and %s', (sql, columns, push, rest) => {
    expect(made(sql).pushable({ columns })).toEqual({ push, rest });
  });

  test('an unknown column is refused', () => {
    expect(failure(() => made('a = 1').pushable({ columns: ['nope'] }))).toMatchObject({ code: '42703' });
  });
});
