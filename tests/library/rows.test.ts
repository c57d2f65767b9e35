/** Rows that are JavaScript objects, read where they are. */
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { expression, load, predicate, SqlError, type EngineName, type Schema } from '../../src/index.js';

type Rows = readonly Readonly<Record<string, unknown>>[];
const engines: readonly (EngineName | 'auto')[] = ['auto', 'switch', 'closure', 'wasm-switch', 'copy-patch'];

/** What the work throws. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe.each(engines)('on the engine %s', (engine) => {
  it('a key that Object.prototype has is a column like others', async () => {
    for (const key of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']) {
      const schema: Schema = [
        { name: 'id', type: 'int4', notNull: false },
        { name: key, type: 'text', notNull: false },
      ];
      const given = JSON.parse(`{"${key}": "x"}`) as Readonly<Record<string, unknown>>;
      const p = await predicate(`"${key}" IS NULL`, { schema, engine });
      expect(p.test({ id: 1 })).toBe(true);
      expect(p.test(given)).toBe(false);
      expect(p.filter([{ id: 1 }, given, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    }
  });

  it('inherited properties are not columns, and own ones of class instances and objects without a prototype are', async () => {
    const p = await predicate('a = 1', { schema: { a: 'int4' }, engine });
    class Point {
      a = 1;
    }
    const rows: Rows = [
      Object.create({ a: 1 }) as { a: number },
      { a: 1 },
      new Point() as unknown as { a: number },
      Object.assign(Object.create(null) as object, { a: 1 }),
      Object.create({ a: 1 }) as { a: number },
    ];
    expect(p.filter(rows as readonly { a: number }[])).toEqual([rows[1], rows[2], rows[3]]);
  });

  it('only columns that are used are touched, and each once', async () => {
    const p = await predicate('a > 1 AND a < 5 AND (b IS NULL OR b <> a OR a = 3)', {
      schema: { a: 'int4', b: 'int4', c: 'int4 not null' },
      engine,
    });
    const read: string[] = [];
    const row = {
      get a() {
        read.push('a');
        return 3;
      },
      get b() {
        read.push('b');
        return 3;
      },
      get c(): number {
        throw new RangeError('c is not used');
      },
    };
    expect(p.filter([row])).toEqual([row]);
    expect(read.sort()).toEqual(['a', 'b']);
    read.length = 0;
    expect(p.test(row)).toBe(true);
    expect(read.sort()).toEqual(['a', 'b']);
  });

  it("a getter's error passes through, and the next row is as good as ever", async () => {
    const p = await predicate('a > 1', { schema: { a: 'int4' }, engine });
    const failing = {
      get a(): number {
        throw new RangeError('no');
      },
    };
    expect(() => p.filter([{ a: 2 }, failing])).toThrow(RangeError);
    expect(() => p.test(failing)).toThrow(RangeError);
    expect(p.filter([{ a: 2 }, { a: 1 }])).toEqual([{ a: 2 }]);
  });

  it('a Proxy is a row; a revoked one raises its TypeError', async () => {
    const p = await predicate('a > 1', { schema: { a: 'int4' }, engine });
    const { proxy, revoke } = Proxy.revocable(Object.freeze({ a: 2 }), {});
    expect(p.test(proxy)).toBe(true);
    revoke();
    expect(() => p.test(proxy)).toThrow(TypeError);
    expect(p.test({ a: 2 })).toBe(true);
  });

  it('texts are compared, ordered, measured and matched by code points', async () => {
    const texts = ['', 'a', 'ab', 'b', 'e\u0301', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '😀a', '\u{10ffff}'];
    const schema = { c: 'text' } as const;
    const rows = texts.map((c) => ({ c }));
    const kept = async (sql: string): Promise<string[]> =>
      (await predicate(sql, { schema, engine })).filter(rows).map(({ c }) => c);
    const bytes = (text: string): Buffer => Buffer.from(text);
    for (const [i, text] of texts.entries()) {
      expect(await kept(`c < '${text}'`)).toEqual(texts.filter((t) => Buffer.compare(bytes(t), bytes(text)) < 0));
      expect(await kept(`c >= '${text}'`)).toEqual(texts.slice(i));
    }
    expect(await kept("c LIKE '_'")).toEqual(texts.filter((t) => [...t].length === 1));
    expect(await kept('length(c) = 2')).toEqual(texts.filter((t) => [...t].length === 2));
    expect(await kept("c LIKE '%😀%'")).toEqual(['😀', '😀a']);
    expect(await kept("c IN ('é', '😀', 'b', 'x', 'y', 'z', 'u', 'v', 'w')")).toEqual(['b', 'é', '😀']);
  });

  it('a string that is not UTF-8 is refused, with its row and column', async () => {
    const p = await predicate("c = 'x'", { schema: { c: 'text' }, engine });
    for (const wrong of ['\ud800', 'a\udc00b', '\udc00\ud800', 'a\0', `${'long '.repeat(10)}\ud83d`]) {
      expect(thrown(() => p.filter([{ c: 'x' }, { c: wrong }]))).toMatchObject({ code: '22021', row: 1 });
    }
  });

  it('a value of a wrong kind raises only where it is read, with its row and column', async () => {
    const p = await predicate("a > 0 AND c = 'x'", { schema: { a: 'int4', c: 'text' }, engine });
    const wrong = [
      { a: 1, c: 'x' },
      { a: 0, c: 5 as unknown as string },
      { a: 1, c: 5 as unknown as string },
    ];
    // An engine that copies does so before it runs.
    const row = ['auto', 'switch', 'closure'].includes(engine) ? 2 : 1;
    expect(thrown(() => p.filter(wrong))).toMatchObject({
      code: '42804',
      row,
      message: `row ${row}, column "c": text is expected, not a value of type number`,
    });
    const q = await predicate('a > 0', { schema: { a: 'int4', c: 'text' }, engine });
    expect(q.filter(wrong)).toHaveLength(2);
    expect(thrown(() => q.filter([{ a: 1 }, null as unknown as object]))).toMatchObject({ code: '42804', row: 1 });
    const lenient = await predicate("c = 'x' OR c IS NULL", {
      schema: { c: 'text' },
      engine,
      rows: { onError: 'null' },
    });
    expect(lenient.filter(wrong)).toHaveLength(3);
  });

  it('takes any iterable, and raises a TypeError for what is none', async () => {
    const p = await predicate('a = 1', { schema: { a: 'int4' }, engine });
    const rows = [{ a: 1 }, { a: 2 }, { a: 1 }];
    function* generated() {
      for (let i = 0; i < 10_000; i++) yield { a: i };
    }
    expect(p.filter(new Set(rows))).toEqual([rows[0], rows[2]]);
    expect(p.filter(generated())).toEqual([{ a: 1 }]);
    expect(p.filter(new Map(rows.entries()).values())).toHaveLength(2);
    for (const wrong of [{ a: 1 }, null, undefined, 5, 'rows', (async function* () {})()]) {
      expect(() => p.filter(wrong as unknown as Iterable<{ a: number }>)).toThrow(TypeError);
    }
    expect(() => p.filter([new Map([['a', 1]]) as unknown as { a: number }])).toThrow(/a Map/);
    expect(() => p.filter([[1] as unknown as { a: number }])).toThrow(/from: 'arrays'/);
    const q = await predicate('1 / a > 0', { schema: { a: 'int4' }, engine });
    expect(thrown(() => q.filter(generatedDown()))).toMatchObject({ code: '22012', row: 5000 });
    function* generatedDown() {
      for (let i = 5000; i > -10; i--) yield { a: i };
    }
  });

  it('can be handed to an array as it is', async () => {
    const p = await predicate('a = 1', { schema: { a: 'int4' }, engine });
    const { test, filter } = p;
    expect([{ a: 1 }, { a: 2 }].filter(test)).toEqual([{ a: 1 }]);
    expect(filter([{ a: 1 }, { a: 2 }])).toEqual([{ a: 1 }]);
    const q = await predicate('a = $1', { schema: { a: 'int4' }, engine });
    expect(() => [{ a: 1 }].filter(q.test)).toThrowError(expect.objectContaining({ code: '08P01' }));
  });

  it('a bigint keeps all its digits; a number that has lost some is refused', async () => {
    const p = await predicate('id = 9007199254740993', { schema: { id: 'int8' }, engine });
    expect(p.test({ id: 9007199254740993n })).toBe(true);
    expect(p.test({ id: '9007199254740993' })).toBe(true);
    expect(p.test({ id: 9007199254740992n })).toBe(false);
    const error = thrown(() => p.test({ id: Number('9007199254740993') }));
    expect(error).toMatchObject({ code: '22003', hint: expect.stringContaining('bigint') });
    const sum = await expression('a + b', { schema: { a: 'int8', b: 'int8' }, engine });
    expect(sum.evaluate({ a: 9007199254740991, b: 2 })).toBe(9007199254740993n);
    expect(sum.evaluate({ a: 9007199254740993n, b: -2 })).toBe(9007199254740991n);
    expect(thrown(() => sum.evaluate({ a: 9223372036854775807n, b: 1 }))).toMatchObject({ code: '22003' });
  });

  it('a Date is one in any realm, and its own day is that of UTC unless the local one is asked for', async () => {
    const foreign = runInContext("new Date('2024-02-29T23:30:00Z')", createContext()) as Date;
    const p = await predicate("d = DATE '2024-02-29' AND t = TIMESTAMP '2024-02-29 23:30'", {
      schema: { d: 'date', t: 'timestamp' },
      engine,
    });
    expect(p.test({ d: foreign, t: foreign })).toBe(true);
    expect(p.test({ d: new Date(+foreign), t: '2024-02-29 23:30:00' })).toBe(true);
    expect(thrown(() => p.test({ d: new Date(NaN), t: foreign }))).toMatchObject({ code: '22007' });
    const q = await predicate("d = DATE '2024-02-29' AND t = TIMESTAMP '0099-03-01 10:20:30.456'", {
      schema: { d: 'date', t: 'timestamp' },
      engine,
      rows: { dates: 'local' },
    });
    const early = new Date(2000, 2, 1, 10, 20, 30, 456);
    early.setFullYear(99);
    expect(q.test({ d: new Date(2024, 1, 29), t: early })).toBe(true);
  });

  it('rows may be arrays, nested objects, or texts', async () => {
    const schema = { id: 'int4', name: 'text' } as const;
    const arrays = await predicate("id > 1 AND name = 'b'", {
      schema,
      engine,
      rows: { from: 'arrays', columns: ['name', 'other', 'id'] },
    });
    expect(
      arrays.filter([
        ['b', null, 2],
        ['b', null, 1],
        ['c', null, 3],
      ] as unknown as Iterable<object>),
    ).toEqual([['b', null, 2]]);
    expect(() => arrays.test({ id: 2 })).toThrow(TypeError);
    const nested = await predicate("name = 'b' AND city IS NULL", {
      schema: `"name" text path 'user.name', city text not null path 'user.address.city'`.replace(' not null', ''),
      engine,
    });
    expect(nested.test({ user: { name: 'b' } })).toBe(true);
    expect(nested.test({ user: { name: 'b', address: { city: 'Rome' } } })).toBe(false);
    expect(nested.test({ user: null })).toBe(null);
    const texts = await predicate("n > 9 AND d < DATE '2024-01-01' AND b", {
      schema: { n: 'int4', d: 'date', b: 'bool' },
      engine,
      rows: { values: 'text' },
    });
    expect(texts.test({ n: '10', d: '2023-12-31', b: 't' } as unknown as object)).toBe(true);
    expect(thrown(() => texts.test({ n: 'x', d: null, b: null } as unknown as object))).toBeInstanceOf(SqlError);
  });
});

it('a predicate that runs inside a getter of a row of another one of the same text disturbs nothing', async () => {
  const sql = 'a BETWEEN $1 AND 10 AND (b = a OR b IS NULL) AND coalesce(c, b, a) = a';
  const schema = { a: 'int4', b: 'int4', c: 'int4' } as const;
  const [p, q] = [await predicate(sql, { schema }), await predicate(sql, { schema })];
  const inner: unknown[] = [];
  const row = {
    get a() {
      inner.push(q.test({ a: 100, b: 5 }, [7]), q.filter([{ a: 8 }, { a: 6 }], [7]));
      return 3;
    },
    b: 3,
    c: null,
  };
  expect(p.test(row, [3])).toBe(true);
  expect(p.filter([row, row], [3])).toEqual([row, row]);
  expect(inner).toEqual([false, [{ a: 8 }], false, [{ a: 8 }], false, [{ a: 8 }]]);
});

it('deep nests of AND and OR give what they should, however many states they have', async () => {
  const nest = (depth: number): string =>
    depth === 0 ? 'a = 1' : `(${nest(depth - 1)} ${depth % 2 === 0 ? 'AND' : 'OR'} b = ${depth})`;
  const p = await predicate(nest(60), { schema: { a: 'int4', b: 'int4' } });
  const reference = await predicate(nest(60), { schema: { a: 'int4', b: 'int4' }, engine: 'wasm-switch' });
  const values = [null, 0, 1, 2, 3, 59, 60];
  for (const a of values) for (const b of values) expect(p.test({ a, b })).toBe(reference.test({ a, b }));
});

it('a property that Object.prototype gets later is not a column either', async () => {
  const p = await predicate('later = 1', { schema: { later: 'int4' } });
  expect(p.filter([{ later: 1 }, {}])).toEqual([{ later: 1 }]);
  Object.defineProperty(Object.prototype, 'later', { value: 1, configurable: true, writable: true });
  try {
    expect(p.filter([{ later: 1 }, {}])).toHaveLength(1);
  } finally {
    delete (Object.prototype as { later?: number }).later;
  }
});

describe('what cannot be read in place', () => {
  it('is copied: functions of families, types that are not held as their text, nulls that a function is called with', async () => {
    const schema: Readonly<Record<string, string>> = { n: 'numeric', t: 'text' };
    const rows = [{ n: '1.50', t: 'a' }, { n: 2, t: null }, { n: null, t: 'b' }, { n: '1.5' }];
    const equal = await predicate('n = $1', { schema });
    expect(rows.map((row) => equal.test(row, ['1.500']))).toEqual([true, false, null, true]);
    expect(equal.filter(rows, [1.5])).toEqual([rows[0], rows[3]]);
    const absent = await predicate('n IS NULL', { schema });
    expect(absent.filter(rows)).toEqual([rows[2]]);
    const called = await predicate("concat(t, '!') = 'a!' OR concat(t) = ''", { schema });
    expect(called.filter(rows)).toEqual([rows[0], rows[1], rows[3]]);
    expect((await expression('n + 1', { schema })).evaluate({ n: '0.5' })).toBe('1.5');
    expect(() => equal.filter([{ n: 1 }, { n: 'x' }], [1])).toThrowError(
      expect.objectContaining({ code: '22P02', row: 1 }),
    );
  });

  it('is a column of a table like others', async () => {
    const table = await load('n numeric, t text', [{ n: '1.50' }, { n: 2 }]);
    const p = await predicate('n < 2', { schema: table.schema });
    expect(table.filter(p)).toEqual([{ n: '1.50' }]);
  });
});

it.each(engines)('a getter of a class is a column on %s, and one that all objects have is none', async (engine) => {
  class Box {
    readonly #side: number;
    constructor(side: number) {
      this.#side = side;
    }
    get area(): number {
      return this.#side ** 2;
    }
  }
  const p = await predicate('area = 9', { schema: 'area int4', engine });
  const boxes = [new Box(2), new Box(3)];
  expect(p.filter(boxes)).toEqual([boxes[1]]);
  expect(p.test(new Box(3))).toBe(true);
});
