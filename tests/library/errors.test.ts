/** What an SqlError tells a program and a person: as data, where it is in the text, and what to do about it. */
import { startPGlite } from '../pglite.js';
import { describe, expect, test } from 'vitest';
import { informationSchemaFunctions } from '../../src/catalog/information-schema.js';
import {
  Arena,
  engineNames,
  expression,
  predicate,
  predicateSet,
  SqlError,
  type CompileOptions,
} from '../../src/index.js';

async function failure(sql: string, options: CompileOptions = {}): Promise<SqlError> {
  const error: unknown = await expression(sql, options).then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof SqlError)) throw new Error(`no SqlError but ${String(error)}`);
  return error;
}

describe('where an error is', () => {
  test.each([
    ['a + nosuch * 2', 'nosuch'],
    ["a + 'x\u{1F600}y'", "'x\u{1F600}y'"],
    ['é + "No /* Such" + 1', 'é'],
    ['a + "No /* Such" + 1', '"No /* Such"'],
    ['a <<<= 1', '<<<='],
    ['a + /* \u{1F600} */ nosuch(1)', 'nosuch'],
    ['a = = 1', '='],
    ['a = 1 1', '1'],
    ['a +', ''],
    ['a + $1x', '$1x'],
    ['a AND true', 'a'],
  ])('%s: the word is %s', async (sql, word) => {
    const { position = 0, end = 0 } = await failure(sql, { schema: 'a int4' });
    expect([...sql].slice(position - 1, end - 1).join('')).toBe(word);
    expect(end).toBeGreaterThanOrEqual(position);
  });

  test('in a schema, too', async () => {
    expect(await failure('a', { schema: 'a int4, b "no such"' })).toMatchObject({
      code: '42704',
      position: 11,
      end: 20,
    });
  });

  test('an error while running has a row and no place in the text', async () => {
    const p = await predicate('1 / a = 1', { schema: { a: 'int4' } });
    expect(() => p.filter([{ a: 1 }, { a: 0 }])).toThrowError(
      expect.objectContaining({ code: '22012', row: 1, position: undefined, end: undefined }),
    );
  });
});

test('an error is written as JSON with what is known of it', async () => {
  const error = await failure('prise > 1', { schema: { price: 'int4' } });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'SqlError',
    code: '42703',
    message: 'column "prise" does not exist',
    position: 1,
    end: 6,
    hint: 'Perhaps you meant to reference the column "price".',
  });
  expect(error.with({ row: 0 }).toJSON()).toMatchObject({ row: 0, position: 1, end: 6 });
  expect(error.with({ position: 3 }).end).toBeUndefined();
});

describe('a function', () => {
  test.each(["foo('x')", 'lower(1, 2)', 'information_schema.foo(1)', 'public.lower(1)'])(
    'that PostgreSQL does not have: %s',
    async (sql) => {
      expect(await failure(sql)).toMatchObject({
        code: '42883',
        hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
      });
    },
  );

  test('that PostgreSQL has and quern does not is refused with functions that there are, never with types', async () => {
    const { hint = '' } = await failure("xmlcomment('x')");
    expect(hint).toMatch(/^Supported functions: abbrev, abs, acos, .* and \d+ others\.$/);
    expect(hint).not.toMatch(/\b(?:bool|bpchar|date|int4|numeric|text)\b/);
    expect((await failure('lowrite(1, NULL)')).code).toBe('0A000');
    expect((await failure('enum_cmp(NULL, NULL)')).hint).toBe(
      'Supported functions of this name: enum_cmp(anyenum, anyenum).',
    );
    expect(await failure("information_schema.yes_or_no('x')")).toMatchObject({
      code: '0A000',
      message: 'function information_schema.yes_or_no is not supported',
    });
  });

  test('the functions of information_schema are the ones that PostgreSQL has', async () => {
    const db = await startPGlite();
    const { rows } = await db.query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'information_schema'::regnamespace
       UNION SELECT typname FROM pg_type WHERE typnamespace = 'information_schema'::regnamespace AND typtype = 'd'`,
    );
    expect([...informationSchemaFunctions].sort()).toEqual(rows.map(({ name }) => name).sort());
    await db.close();
  }, 60_000);
});

describe('what JavaScript would report as a RangeError', () => {
  test.each([
    [{ maximumBytes: 1000 }, '22023', /^an arena of 1000 bytes has no room/],
    [{ maximumBytes: -1 }, '22023', /^maximumBytes must be a number of bytes, not -1$/],
    [{ scratchBytes: Number.NaN }, '22023', /^scratchBytes must be a number of bytes, not NaN$/],
    [{ scratchBytes: 2 ** 40 }, '22023', /has no room/],
  ])('an arena of %o', (options, code, message) => {
    expect(() => new Arena(options)).toThrowError(expect.objectContaining({ name: 'SqlError', code }));
    expect(() => new Arena(options)).toThrowError(message);
  });

  test('a type of another spelling in a list of columns', async () => {
    const schema = [{ name: 'a', type: 'integer', notNull: false }] as unknown as CompileOptions['schema'] & object;
    expect(await failure('a', { schema })).toMatchObject({ code: '42704', hint: 'Write int4, the name in pg_type.' });
  });

  test.each(engineNames.filter((name) => name !== 'optimizing'))(
    'eleven hundred additions are no trouble on %s',
    async (engine) => {
      const sum = `a${' + a'.repeat(1099)}`;
      const e = await expression(sum, { schema: 'a int4', engine });
      expect(e.evaluate({ a: 1 })).toBe(1100);
      e.free();
    },
  );

  test('an expression too deep for the stack', async () => {
    const deep = `${'greatest(a, '.repeat(6000)}a${')'.repeat(6000)}`;
    expect(await failure(deep, { schema: 'a int4', maxDepth: 100_000 })).toMatchObject({ code: '54001' });
  });
});

test.each(engineNames)(
  'an element of IN that raises an error does so whatever is found first, on %s',
  async (engine) => {
    const schema = 'a int4, c text';
    const list = await predicate('a IN (5, 10 / $1::int4)', { schema, engine });
    expect(list.test({ a: 5 }, [2])).toBe(true);
    expect(() => list.test({ a: 5 }, [0])).toThrowError(expect.objectContaining({ code: '22012' }));
    expect(() => list.test({ a: null }, [0])).toThrowError(expect.objectContaining({ code: '22012' }));
    const none = await predicate('a NOT IN (1, 5, $1::text::int4)', { schema, engine });
    expect(none.filter([{ a: 5 }, { a: 7 }, { a: 9 }, { a: null }], ['7'])).toEqual([{ a: 9 }]);
    expect(() => none.test({ a: 5 }, ['x'])).toThrowError(expect.objectContaining({ code: '22P02' }));
    const texts = await predicate("c IN ('a', $1::int4::text, (1 / $2::int4)::text)", { schema, engine });
    expect(texts.filter([{ c: 'a' }, { c: '1' }, { c: '7' }, { c: 'b' }], [7, 1])).toEqual([
      { c: 'a' },
      { c: '1' },
      { c: '7' },
    ]);
    expect(() => texts.test({ c: 'a' }, [7, 0])).toThrowError(expect.objectContaining({ code: '22012' }));
  },
);

test('rows have keys longer than 63 bytes, and two that are alike so far are two', async () => {
  const long = 'y'.repeat(63);
  const row = { [long]: 1, [`${long}A`]: 2, [`${long}B`]: 3 };
  const schema = Object.keys(row)
    .map((name) => `"${name}" int4`)
    .join(', ');
  for (const [name, value] of Object.entries(row)) {
    const p = await predicate(`"${name}" = $1`, { schema });
    expect(p.filter([row], [value])).toEqual([row]);
  }
});

test('what is no text and no predicate is told from what is wanted', async () => {
  for (const [given, kind] of [
    [5, 'a number'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, 'an object'],
  ] as const) {
    const text = given as unknown as string;
    await expect(predicate(text)).rejects.toThrow(
      new TypeError(`A predicate is compiled from its text, not from ${kind}.`),
    );
    await expect(expression(text)).rejects.toThrow(
      new TypeError(`An expression is compiled from its text, not from ${kind}.`),
    );
    const set = await predicateSet('a int4');
    expect(() => set.add('key', text)).toThrow(new TypeError(`A set takes a predicate or its text, not ${kind}.`));
    expect(set.size).toBe(0);
  }
});
