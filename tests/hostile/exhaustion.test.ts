/** Whatever allocation fails, the thing that needed it raises 53200, and everything else in the arena goes on answering rightly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, predicate, expression, SqlError, type Predicate } from '../../src/index.js';
import { bystanders, expectAllRight } from './bystanders.js';

/** Makes the arena's `n`th allocation from now on fail, once; says afterwards whether it came to that. */
function failAt(arena: Arena, n: number): () => boolean {
  const { allocate } = arena;
  let left = n;
  arena.allocate = (bytes) => {
    if (left-- === 0) throw new SqlError('53200', 'out of memory');
    return allocate.call(arena, bytes);
  };
  return () => {
    arena.allocate = allocate;
    return left < 0;
  };
}

/** What a caller may do that allocates: each twice with other sizes, so that something is replaced. */
const uses: Record<string, (p: Predicate) => unknown> = {
  test: (p) => p.test({ a: 7, t: 'a text of more than twelve bytes' }, ['another text that is long']),
  'filter of few': (p) => p.filter([{ a: 1, t: 'x'.repeat(5000) }, { a: 7 }], ['y']),
  'filter of many': (p) =>
    p.filter(
      Array.from({ length: 700 }, (_, a) => ({ a, t: `${a} and so on and so on` })),
      ['z'],
    ),
  'select of more and more': (p) => {
    for (const rows of [1, 100, 5000]) {
      const batch = p.newBatch(rows);
      try {
        for (let row = 0; row < rows; row++) batch.set(0, row, row);
        batch.rows = rows;
        p.select(batch, ['w'.repeat(rows)]);
      } finally {
        batch.free();
      }
    }
  },
};

describe.each(['auto', 'switch', 'closure', 'copy-patch', 'wasm-switch'] as const)('in the engine %s', (engine) => {
  it.each(Object.keys(uses))('an allocation that fails in %s harms nobody, wherever it is', async (name) => {
    const use = uses[name];
    if (use === undefined) throw new Error(`there is no use ${name}`);
    const arena = new Arena({ scratchBytes: 65536 });
    const others = await bystanders(arena, 5);
    let failures = 0;
    for (let n = 0; ; n++) {
      const p = await predicate(
        "t LIKE '%text%' AND a IN (1, 7, 1000, 100000, 7777777) AND t <> $1 AND t IN ('a text of more than twelve bytes', 'b', 'c', 'd')",
        {
          schema: 'a int4, t text',
          arena,
          engine,
          // Rows are copied where work is counted, and only then allocate anything in the engines that could read them in place.
          limits: { milliseconds: 60_000 },
        },
      );
      const ended = failAt(arena, n);
      let code: string | undefined;
      try {
        use(p as Predicate);
      } catch (error) {
        code = error instanceof SqlError ? error.code : String(error);
      }
      const failed = ended();
      if (failed) expect(code, `at allocation ${n}`).toBe('53200');
      expectAllRight(others);
      // The one that failed works as soon as there is memory.
      expect(p.test({ a: 7, t: 'a text of more than twelve bytes' }, ['?'])).toBe(true);
      expect(
        p.filter(
          [
            { a: 7, t: 'a text of more than twelve bytes' },
            { a: 2, t: 'b' },
          ],
          ['?'],
        ),
      ).toHaveLength(1);
      p.free();
      if (!failed) break;
      failures++;
    }
    expect(failures).toBeGreaterThan(2);
  });
});

it.each(['auto', 'switch', 'closure'] as const)('rows that are read in place need no memory on %s', async (engine) => {
  const arena = new Arena({ scratchBytes: 65536 });
  const p = await predicate("t LIKE '%text%' AND a IN (1, 7) AND t <> $1", { schema: 'a int4, t text', arena, engine });
  const ended = failAt(arena, 0);
  const row = { a: 7, t: 'a text of more than twelve bytes' };
  expect([p.test(row, ['?']), p.filter([row, { a: 2, t: 'b' }], ['?'])]).toEqual([true, [row]]);
  expect(ended()).toBe(false);
});

it('in arenas of any size, whatever is done in any order, answers are right or 53200', async () => {
  await fc.assert(
    fc.asyncProperty(
      // More than the static data of families and the scratch area need.
      fc.integer({ min: 1220, max: 1480 }),
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(uses)), fc.nat(3), fc.boolean()), { maxLength: 12 }),
      async (kilobytes, actions) => {
        const arena = new Arena({ scratchBytes: 65536, maximumBytes: kilobytes * 1024 });
        const made = await Promise.all(
          [0, 1, 2, 3].map((i) =>
            predicate(`a > ${i} AND t <> $1`, { schema: 'a int4, t text', arena, engine: 'wasm-switch' }),
          ),
        );
        for (const [name, which, again] of actions) {
          const p = made[which];
          if (p === undefined) continue;
          try {
            uses[name]?.(p as Predicate);
          } catch (error) {
            expect(error).toMatchObject({ code: '53200' });
          }
          if (again)
            made[which] = await predicate(`a > ${which} AND t <> $1`, {
              schema: 'a int4, t text',
              arena,
              engine: 'wasm-switch',
            });
          for (const [i, other] of made.entries()) {
            const answers = [i, i + 1].map((a) => {
              try {
                return other.test({ a, t: 'a' }, ['b']);
              } catch (error) {
                expect(error).toMatchObject({ code: '53200' });
                return a > i;
              }
            });
            expect(answers).toEqual([false, true]);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe('what has been freed or is in use', () => {
  it('raises 55000 wherever it is used after free, and free may be called again', async () => {
    const arena = new Arena({ scratchBytes: 65536 });
    const others = await bystanders(arena, 3);
    const p = await predicate('a = 1', { schema: 'a int4', arena });
    const live = await predicate('a = 1', { schema: 'a int4', arena });
    const batch = p.newBatch(64);
    const analysis = p.analysis();
    analysis.run(batch);
    p.free();
    p.free();
    analysis.free();
    const e = await expression('a + 1', { schema: 'a int4', arena });
    expect(e.evaluate({ a: 1 })).toBe(2);
    e[Symbol.dispose]();
    e.free();
    const freed = { code: '55000' };
    for (const use of [
      () => p.test({ a: 1 }),
      () => p.filter([{ a: 1 }]),
      () => p.filter([]),
      () => p.select(batch),
      () => p.newBatch(),
      () => p.analysis(),
      () => e.evaluate({ a: 1 }),
      () => e.evaluateText({ a: '1' }),
      () => analysis.run(batch),
    ])
      expect(use).toThrowError(expect.objectContaining(freed));
    await expect(p.explain()).rejects.toMatchObject(freed);
    batch.free();
    const next = live.newBatch(64);
    batch.free();
    next.set(0, 0, 1);
    next.rows = 1;
    for (const use of [() => live.select(batch), () => batch.set(0, 0, 1), () => batch.get(0, 0), () => batch.clear()])
      expect(use).toThrowError(expect.objectContaining(freed));
    expect([...live.select(next).indices()]).toEqual([0]);
    expectAllRight(others);
  });

  it('refuses rows beyond the capacity', async () => {
    const p = await predicate('a = 1', { schema: 'a int4, t text, b bool', arena: new Arena({ scratchBytes: 65536 }) });
    const batch = p.newBatch(10);
    for (const row of [65, -1, 0.5, Number.NaN, 2 ** 32])
      for (const use of [
        () => batch.set(0, row, 1),
        () => batch.set(1, row, 'x'),
        () => batch.set(2, row, 1),
        () => batch.setNull(0, row),
        () => batch.get(0, row),
        () => (batch.rows = row),
      ])
        expect(use).toThrowError(expect.objectContaining({ code: '22023' }));
    expect(() => p.newBatch(1e12)).toThrowError(expect.objectContaining({ code: '22023' }));
  });

  it('refuses to be used or freed by a row that it is reading, and nothing else is wrong then', async () => {
    const arena = new Arena({ scratchBytes: 65536 });
    const p = await predicate('a = 1 AND b = 2', { schema: 'a int4, b int4', arena });
    const q = await predicate('a = 1 AND b = 2', { schema: 'a int4, b int4', arena });
    const reading = (inner: () => unknown) => ({
      a: 1,
      get b() {
        inner();
        return 2;
      },
    });
    for (const inner of [
      () => p.test({ a: 3, b: 4 }),
      () => p.filter([{ a: 3, b: 4 }]),
      () => {
        p.free();
      },
    ])
      expect(() => p.filter([reading(inner)])).toThrowError(expect.objectContaining({ code: '55006' }));
    // Another predicate of the same schema may be used.
    expect(p.filter([reading(() => q.test({ a: 3, b: 4 })), reading(() => q.filter([{ a: 5, b: 6 }]))])).toHaveLength(
      2,
    );
    expect(p.test(reading(() => q.test({ a: 3, b: 4 })))).toBe(true);
    expect(p.test({ a: 1, b: 2 })).toBe(true);
  });
});

it('predicates that are made and forgotten in a loop of await end in no 53200, and those that live go on', async () => {
  const schema = 'a int4, t text';
  const arena = new Arena({ scratchBytes: 65536, maximumBytes: 3 * 1024 * 1024 });
  const others = await bystanders(arena, 30);
  const batch = (await predicate('a = 1', { schema, arena })).newBatch(1);
  batch.set(0, 0, 7);
  batch.rows = 1;
  // Over a batch each has its text in linear memory; all of them together would not fit.
  const text = 'x'.repeat(2000);
  for (let i = 0; i < 1500; i++) {
    const p = await predicate(`a = ${i} OR t = '${text}${i}'`, { schema, arena, engine: 'wasm-switch' });
    expect(p.select(batch).count).toBe(i === 7 ? 1 : 0);
    if (i % 300 === 0) expectAllRight(others);
  }
  expectAllRight(others);
});
