/** An error belongs to its predicate: however many raise, the others' answers are there, and the work stays in proportion. */
import { expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import type { Engine } from '../../src/engines/engine.js';
import { switchEngine } from '../../src/engines/switch/engine.js';
import { predicate } from '../../src/library/predicate.js';
import { parseSchema } from '../../src/sql/index.js';
import { PredicateSet, predicateSet } from '../../src/library/sets/predicate-set.js';

const schema = { a: 'int4', b: 'int4' } as const;
const text = 'a int4, b int4';

/** Each third one raises for a = 0. */
const divisors = Array.from({ length: 3000 }, (_, i) => [i % 3 === 0 ? 0 : 5, i % 7] as const);

test('each predicate that raises is told with its error, and each of the others is answered', async () => {
  const set = await predicateSet<number, typeof schema>(schema);
  const p = await predicate('b > $2 AND 10 / (a + $1) > 1', { schema, paramTypes: ['int4', 'int4'] });
  for (const [key, values] of divisors.entries()) set.add(key, p, values);
  const found = set.match({ a: 0, b: 3 });
  const reached = (_: unknown, i: number): boolean => i % 7 < 3;
  const keys = [...divisors.keys()];
  expect(found.sort((x, y) => x - y)).toEqual(keys.filter(reached).filter((i) => i % 3 !== 0));
  expect(set.errors.map(({ key }) => key).sort((x, y) => x - y)).toEqual(
    keys.filter(reached).filter((i) => i % 3 === 0),
  );
  for (const { error } of set.errors)
    expect(error).toMatchObject({ code: '22012', message: 'division by zero', row: 0 });
  expect(set.match({ a: 1, b: 3 })).toHaveLength(0 + keys.filter(reached).filter((i) => i % 3 === 0).length);
  expect(set.errors).toEqual([]);
  set.free();
});

test('the rows that are run grow with the predicates, not with predicates times errors', async () => {
  /** Counts the rows that kernels are asked to run. */
  let ran = 0;
  const counting: Engine = {
    ...switchEngine,
    load(program, arena) {
      const kernel = switchEngine.load(program, arena);
      const { open } = kernel;
      kernel.open = (batch) => {
        const run = open?.(batch);
        return (from, to) => {
          ran += to - from;
          run?.(from, to);
        };
      };
      return kernel;
    },
  };
  const rowsRun = async (count: number): Promise<number> => {
    await predicate('a = 1', { schema });
    const set = new PredicateSet<number, object>(
      parseSchema(text),
      {},
      { arena: new Arena(), engine: counting, interpreter: counting, rowEngine: undefined, program: {} },
    );
    const p = await predicate('10 / (a + $1) > 1', { schema: set.schema, paramTypes: ['int4'] });
    for (let key = 0; key < count; key++) set.add(key, p, [key % 5 === 0 ? 1 : 0]);
    ran = 0;
    const keys = set.match({ a: 0, b: 0 });
    expect(keys).toHaveLength(count / 5);
    expect(set.errors).toHaveLength((count * 4) / 5);
    set.free();
    return ran;
  };
  const few = await rowsRun(1000);
  const many = await rowsRun(4000);
  expect(few).toBeLessThanOrEqual(3 * 1000 + 64);
  expect(many).toBeLessThanOrEqual(3 * 4000 + 64);
});

test('matchMany tells in which row a predicate raised', async () => {
  const set = await predicateSet(schema);
  await set.add('d', '1 / a > 0');
  await set.add('all', 'true');
  expect(set.matchMany([{ a: 1 }, { a: 0 }, { a: null }])).toEqual(
    [['d', 'all'], ['all'], ['all']].map((keys) => expect.arrayContaining(keys)),
  );
  expect(set.errors.map(({ key, error }) => [key, error.row])).toEqual([['d', 1]]);
  set.free();
});

test("a row's own error names its column, and the set goes on", async () => {
  const set = await predicateSet(schema);
  await set.add('x', 'a = 1');
  expect(() => set.match({ a: 'one' as never })).toThrow('row 0, column "a"');
  expect(() => set.matchMany([{ a: 1 }, [] as never])).toThrow('an array');
  // No predicate reads it.
  expect(set.match({ a: 1, b: 'two' as never })).toEqual(['x']);
  let inner: unknown;
  const calling = {
    get a(): number {
      try {
        set.match({ a: 1 });
      } catch (error) {
        inner = error;
      }
      return 1;
    },
  };
  expect(set.match(calling)).toEqual(['x']);
  expect(inner).toMatchObject({ code: '55006' });
  set.free();
});

test('a call that costs more than the limit ends, and no predicate is blamed; the next call has all of it again', async () => {
  const p = await predicate('a + $1 > b', { schema, paramTypes: ['int4'] });
  const set = await predicateSet<number, typeof schema>(schema, { limits: { milliseconds: 0.02 } });
  for (let key = 0; key < 3000; key++) set.add(key, p, [key]);
  const canceled = expect.objectContaining({ code: '57014' }) as Error;
  expect(() => set.match({ a: 1, b: 2 })).toThrow(canceled);
  expect(() => set.matchChange(null, { a: 1, b: 2 })).toThrow(canceled);
  for (let key = 200; key < 3000; key++) set.delete(key);
  for (let i = 0; i < 20; i++) expect(set.match({ a: 1, b: 2 })).toHaveLength(198);
  expect(() => set.matchMany(Array.from({ length: 20 }, () => ({ a: 1, b: 2 })))).toThrow(canceled);
  expect(set.errors).toEqual([]);
});
