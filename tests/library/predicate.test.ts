import { describe, expect, it } from 'vitest';
import { Arena, engineNames, expression, predicate, SqlError, type EngineName, type Rung } from '../../src/index.js';

const people = [
  { age: 20, name: 'x' },
  { age: 3, name: 'y' },
  { age: 70, name: null },
  { age: null, name: 'z' },
];
const schema = { age: 'int4', name: 'text' } as const;

async function failure(promise: Promise<unknown>): Promise<SqlError> {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof SqlError)) throw new Error(`no SqlError but ${String(error)}`);
  return error;
}

describe.each(engineNames)('a predicate on the engine %s', (engine: EngineName) => {
  it('tests a row as true, false or null', async () => {
    const p = await predicate('age >= $1 AND name IS NOT NULL', { schema, engine });
    expect(p.paramTypes).toEqual(['int4']);
    expect(people.map((row) => p.test(row, [18]))).toEqual([true, false, false, null]);
  });

  it('keeps the rows for which it is true, in order, for each set of parameters', async () => {
    const p = await predicate('age >= $1', { schema, engine });
    expect(p.filter(people, [18])).toEqual([people[0], people[2]]);
    expect(p.filter(people, [0])).toEqual(people.slice(0, 3));
    expect(p.filter(people, [null])).toEqual([]);
    expect(p.filter([], [0])).toEqual([]);
  });

  it('filters more rows than a batch holds, and names the row of an error', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({ a: i - 7_000 }));
    const p = await predicate('a % 100 = 0', { schema: { a: 'int4' }, engine });
    expect(p.filter(rows)).toHaveLength(100);
    const q = await predicate('1 / a > 5', { schema: { a: 'int4' }, engine });
    expect(() => q.filter(rows)).toThrowError(expect.objectContaining({ code: '22012', row: 7_000 }));
    // The kernel is as good as before after an error.
    expect(q.filter(rows.slice(0, 100))).toEqual([]);
  });

  it('selects rows of a batch: count, indices and single rows', async () => {
    const p = await predicate("c LIKE 'x%'", { schema: { c: 'text' }, engine });
    const batch = p.newBatch(100);
    for (let row = 0; row < 100; row++)
      batch.set(
        0,
        row,
        row % 3 === 0 ? null : `${row % 2 === 0 ? 'x' : 'y'} and a text of more than twelve bytes ${row}`,
      );
    batch.rows = 100;
    const selection = p.select(batch);
    const expected = Array.from({ length: 100 }, (_, row) => row).filter((row) => row % 3 !== 0 && row % 2 === 0);
    expect([...selection.indices()]).toEqual(expected);
    expect(selection.count).toBe(expected.length);
    expect(selection.has(2)).toBe(true);
    expect(selection.has(3)).toBe(false);
    expect(selection.has(1000)).toBe(false);
  });

  it('selects and filters after it has tested single rows', async () => {
    const p = await predicate('age > $1', { schema, engine });
    expect([p.test({ age: 3, name: null }, [2]), p.test({ age: 1, name: null }, [2])]).toEqual([true, false]);
    const batch = p.newBatch(2);
    batch.set(0, 0, 1);
    batch.set(0, 1, 3);
    batch.rows = 2;
    expect([...p.select(batch, [2]).indices()]).toEqual([1]);
    expect(p.test({ age: 3, name: null }, [2])).toBe(true);
    expect(
      p.filter(
        [
          { age: 1, name: null },
          { age: 3, name: null },
        ],
        [2],
      ),
    ).toEqual([{ age: 3, name: null }]);
    expect([...p.select(batch, [0]).indices()]).toEqual([0, 1]);
  });

  it.each([0, 1, 2, 3, 4] as const)('gives the same on rung %d', async (rung: Rung) => {
    const p = await predicate('NOT (age BETWEEN 10 AND 30) OR name IN ($1, $2)', { schema, engine, rung });
    expect(p.filter(people, ['x', 'q'])).toEqual([people[0], people[1], people[2]]);
  });

  // On the others tests/program/growth.test.ts runs one.
  it.runIf(engine === 'switch' || engine === 'optimizing')(
    'runs a program of ten thousand conjuncts, or says that it is too large',
    async () => {
      const sql = Array.from({ length: 10_000 }, (_, i) => `a <> ${i}`).join(' AND ');
      const p = await predicate(sql, { schema: { a: 'int4' }, engine });
      const rows = [{ a: 5 }, { a: 9_999 }, { a: 10_000 }, { a: null }];
      if (engine === 'optimizing')
        expect(() => p.filter(rows)).toThrowError(expect.objectContaining({ code: '54000', hint: expect.any(String) }));
      else expect(p.filter(rows)).toEqual([{ a: 10_000 }]);
    },
  );
});

describe('an expression', () => {
  it('gives values as JavaScript has them', async () => {
    expect((await expression('price * 2 + 1', { schema: { price: 'int4' } })).evaluate({ price: 20 })).toBe(41);
    expect((await expression('n + 1', { schema: { n: 'int8' } })).evaluate({ n: 9007199254740993n })).toBe(
      9007199254740994n,
    );
    expect(
      (await expression('d + 1', { schema: { d: 'date' } })).evaluate({ d: new Date(Date.UTC(2024, 1, 28)) }),
    ).toBe('2024-02-29');
    expect((await expression('a > 1', { schema: { a: 'int4' } })).evaluate({ a: 2 })).toBe(true);
    expect((await expression('upper($1)')).evaluate({}, ['é x'])).toBe('é X');
    expect((await expression('a', { schema: { a: 'text' } })).evaluate({})).toBe(null);
  });

  it('takes and gives texts as PostgreSQL reads and prints them', async () => {
    const e = await expression('a = 1 OR b', { schema: { a: 'int4', b: 'bool' } });
    expect(e.type).toBe('bool');
    expect(e.evaluateText({ a: '0x01', b: null })).toBe('t');
    expect(e.evaluateText({ a: ' 2 ', b: 'off' })).toBe('f');
    expect(e.evaluateText({ a: null, b: 'no' })).toBe(null);
  });
});

describe('wrong use', () => {
  it('is an SqlError with a position', async () => {
    expect(await failure(predicate('a = ', { schema: { a: 'int4' } }))).toMatchObject({
      code: '42601',
      message: 'syntax error at end of input',
    });
    expect(await failure(predicate('b = 1', { schema: { a: 'int4' } }))).toMatchObject({ code: '42703', position: 1 });
    expect(await failure(predicate('a + 1', { schema: { a: 'int4' } }))).toMatchObject({ code: '42804' });
    expect(await failure(predicate("a = '1'::xid", { schema: { a: 'int4' } }))).toMatchObject({ code: '0A000' });
    expect(await failure(predicate('true', { engine: 'quick' as EngineName }))).toMatchObject({ code: '22023' });
  });

  it('of a row or a parameter names it', async () => {
    const p = await predicate('age >= $1', { schema });
    expect(() => p.filter([{ age: 1 }, { age: 2 ** 40 }], [1])).toThrowError(/row 1, column "age"/);
    expect(() => p.test({ age: 1 }, [])).toThrowError(expect.objectContaining({ code: '08P01' }));
    expect(() => p.test({ age: 1 }, ['x'])).toThrowError(/parameter \$1/);
    const q = await predicate('a > 0', { schema: { a: 'int4 not null' } });
    expect(() => q.filter([{ a: null as unknown as number }])).toThrowError(expect.objectContaining({ code: '23502' }));
  });

  it('does not compile', async () => {
    const p = await predicate('age > 1', { schema: { age: 'int4 not null', name: 'text' } });
    const rows: readonly boolean[] = [p.test({ age: 1 }), p.test({ age: 2, name: null })].map(
      (value) => value === true,
    );
    expect(rows).toEqual([false, true]);
    // @ts-expect-error a text is not an int4
    expect(() => p.test({ age: 'x' })).toThrow(SqlError);
    // @ts-expect-error age is NOT NULL
    expect(() => p.test({ name: 'x' })).toThrow(SqlError);
    // @ts-expect-error there is no such engine
    await expect(predicate('true', { engine: 'fast' })).rejects.toThrow(SqlError);
    // @ts-expect-error there is no such rung
    void predicate('true', { rung: 5 }).catch(() => undefined);
  });

  it('a batch of another arena or schema is refused', async () => {
    const p = await predicate('a > 1', { schema: { a: 'int4' }, arena: new Arena() });
    const q = await predicate('a > 1', { schema: { a: 'int4' }, arena: new Arena() });
    expect(() => p.select(q.newBatch(1))).toThrow(/another arena/);
    const r = await predicate('c > $1', { schema: { c: 'text' } });
    const s = await predicate('a > 1', { schema: { a: 'int4' } });
    expect(() => r.select(s.newBatch(1), ['x'])).toThrowError(expect.objectContaining({ code: '42804' }));
  });
});

describe('limits against strangers', () => {
  it('nesting, size and memory end in an error, and the next predicate works', async () => {
    expect(await failure(predicate(`${'('.repeat(5_000)}true${')'.repeat(5_000)}`))).toMatchObject({ code: '54001' });
    expect(
      await failure(
        predicate(Array.from({ length: 300 }, (_, i) => `a <> ${i}`).join(' AND '), {
          schema: { a: 'int4' },
          limits: { maxSteps: 500 },
        }),
      ),
    ).toMatchObject({ code: '54000' });
    const small = new Arena({ scratchBytes: 4096 });
    const grow = await predicate("c || c || c || c > ''", { schema: { c: 'text' }, arena: small });
    expect(() => grow.filter([{ c: 'x'.repeat(2_000) }])).toThrowError(expect.objectContaining({ code: '53200' }));
    expect(grow.filter([{ c: 'x' }])).toHaveLength(1);
    expect((await predicate('true')).test({})).toBe(true);
  });

  it('LIKE with many percent signs is not exponential', async () => {
    const p = await predicate(`c LIKE '${'%a'.repeat(50)}%b'`, { schema: { c: 'text' } });
    expect(p.filter([{ c: 'a'.repeat(20_000) }])).toEqual([]);
  });
});
