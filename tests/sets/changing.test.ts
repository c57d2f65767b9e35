/** Sets that change: whatever was added and deleted before, a set says what its predicates say one by one. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import { predicateSet, type PredicateSet } from '../../src/library/sets/predicate-set.js';

const schema = { a: 'int4', b: 'int4 not null', t: 'text', u: 'uuid', ok: 'bool' } as const;
interface Row {
  readonly a: number | null;
  readonly b: number;
  readonly t: string | null;
  readonly u: string | null;
  readonly ok: boolean | null;
}

/** Each with parameters of two integers and two texts. */
const texts = [
  'a = $1::int4 AND b > $2::int4 AND t <> $3::text',
  'b < $1::int4 AND a <> $2::int4',
  't = $3::text',
  "t LIKE $4::text || '%' OR b = $2::int4",
  'u::text > $3::text AND (a = $1::int4 OR ok)',
  'a / $1::int4 > 0 AND b <> $2::int4',
  'b <> $2::int4 AND 7 / (a - $1::int4) > 0 AND ok',
  'a IN ($1::int4, $2::int4, 3) AND NOT ok',
  'ok',
  'false',
  'b > 0 OR true',
] as const;
const all = texts.map(
  (sql) =>
    `${sql} AND ($1::int4 IS NULL OR true) AND ($2::int4 IS NULL OR true) AND ($3::text IS NULL OR true) AND ($4::text IS NULL OR true)`,
);

const words = ['', 'x', 'abc', 'a text of more than twelve bytes', 'another text of more than twelve bytes', 'Ä'];
const uuids = ['00000000-0000-0000-0000-000000000001', 'f0000000-0000-4000-8000-00000000000a'];
const small = fc.integer({ min: -2, max: 4 });
const text = fc.constantFrom(...words);
const params = fc.tuple(fc.option(small), fc.option(small), fc.option(text), fc.option(text));
const row: fc.Arbitrary<Row> = fc.record({
  a: fc.option(small),
  b: small,
  t: fc.option(text),
  u: fc.option(fc.constantFrom(...uuids)),
  ok: fc.option(fc.boolean()),
});

let compiled: readonly Predicate<Row>[];
beforeAll(async () => {
  compiled = (await Promise.all(all.map((sql) => predicate(sql, { schema })))) as unknown as Predicate<Row>[];
});

type Params = readonly [number | null, number | null, string | null, string | null];

/** The set's answers, and those of its predicates one by one, as sorted texts. */
function bothAnswers(
  set: PredicateSet<number, Row>,
  model: ReadonlyMap<number, readonly [number, Params]>,
  given: Row,
): [string[], string[]] {
  const mine = set.match(given).map(String);
  for (const { key, error } of set.errors) mine.push(`${key} ${error.code}`);
  const theirs = [...model].flatMap(([key, [which, values]]) => {
    try {
      return compiled[which]?.filter([given], values).length === 1 ? [String(key)] : [];
    } catch (error) {
      return [`${key} ${error instanceof SqlError ? error.code : String(error)}`];
    }
  });
  return [mine.sort(), theirs.sort()];
}

const newSet = async (arena = new Arena(), limits = {}): Promise<PredicateSet<number, Row>> =>
  (await predicateSet<number, typeof schema>(schema, { arena, limits })) as unknown as PredicateSet<number, Row>;

/** Many of one text come together, so that shapes get groups and lose them. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ add: fc.nat(texts.length - 1), values: fc.array(params, { minLength: 1, maxLength: 60 }) }),
  },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat(), count: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 3, arbitrary: fc.record({ row }) },
);

/** With a limit of time no predicate runs by itself, however few they are. */
test.each([
  ['', {}],
  [', none by itself,', { milliseconds: 60_000 }],
])('after any additions and deletions a set%s says what its predicates say', async (_, limits) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const set = await newSet(new Arena(), limits);
      const model = new Map<number, readonly [number, Params]>();
      let next = 0;
      for (const each of steps) {
        if ('add' in each) {
          for (const values of each.values) {
            const which = compiled[each.add];
            if (which === undefined) continue;
            set.add(next, which, values);
            model.set(next++, [each.add, values]);
          }
        } else if ('remove' in each) {
          for (let i = 0; i < each.count && model.size > 0; i++) {
            const key = [...model.keys()][(each.remove + i * 7) % model.size] ?? -1;
            expect(set.delete(key)).toBe(true);
            model.delete(key);
          }
        } else {
          const [mine, theirs] = bothAnswers(set, model, each.row);
          expect(mine).toEqual(theirs);
        }
        expect(set.size).toBe(model.size);
        expect([...set.keys()]).toEqual([...model.keys()]);
      }
      set.free();
    }),
    { numRuns: Number(process.env['SETS'] ?? 1) * 60 },
  );
});

test('a set that is filled and emptied again and again does not grow', async () => {
  const arena = new Arena();
  const set = await newSet(arena);
  const [first, , third] = compiled;
  if (first === undefined || third === undefined) throw new TypeError('no predicates');
  const fill = (round: number): void => {
    for (let i = 0; i < 3000; i++)
      set.add(i, i % 2 === 0 ? first : third, [i % 5, i % 3, `a text that is long, ${(i * 31 + round) % 100}`, null]);
    expect(set.match({ a: 1, b: 3, t: 'x', u: null, ok: true }).length).toBeGreaterThan(0);
    for (let i = 0; i < 3000; i++) set.delete(i);
    expect(set.match({ a: 1, b: 3, t: 'x', u: null, ok: true })).toEqual([]);
  };
  fill(0);
  fill(1);
  const before = arena.memory.buffer.byteLength;
  for (let round = 2; round < 12; round++) fill(round);
  expect(arena.memory.buffer.byteLength).toBe(before);
  set.free();
});

test('what cannot be added leaves the set as it was', async () => {
  const set = await newSet();
  const [first] = compiled;
  if (first === undefined) throw new TypeError('no predicates');
  set.add(1, first, [1, 0, 'x', '']);
  await expect(set.add(1, 'ok')).rejects.toMatchObject({ code: '42710', message: 'predicate "1" already exists' });
  expect(() => set.add(1, first, [1, 0, 'x', ''])).toThrow('already exists');
  expect(() => set.add(2, first, [1])).toThrow(expect.objectContaining({ code: '08P01' }));
  expect(() => set.add(2, first, ['one' as never, 0, 'x', ''])).toThrow('parameter $1');
  await expect(set.add(2, 'a = ')).rejects.toMatchObject({ code: '42601' });
  await expect(set.add(2, 'missing = 1')).rejects.toMatchObject({ code: '42703' });
  await expect(set.add(2, "t = xmlcomment('x')::text")).rejects.toBeInstanceOf(SqlError);
  const other = await predicate('a > 1', { schema: { a: 'int8' } });
  expect(() => set.add(2, other as never)).toThrow(expect.objectContaining({ code: '42804' }));
  expect(set.size).toBe(1);
  expect(set.match({ a: 1, b: 1, t: 'y', u: null, ok: null })).toEqual([1]);
  set.free();
  expect(() => set.match({ a: 1, b: 1, t: 'y', u: null, ok: null })).toThrow('has been freed');
});

test('a predicate that cannot even be loaded has its error, and the others their answers', async () => {
  const set = await newSet();
  await set.add(1, "t ~ '('");
  await set.add(2, "ok OR t ~ '('");
  await set.add(3, "NOT ok AND t ~ '('");
  await set.add(4, "t ~ '^x' AND a = 1");
  for (let times = 0; times < 2; times++) {
    expect(set.match({ a: 1, b: 1, t: 'xy', u: null, ok: true })).toEqual(expect.arrayContaining([2, 4]));
    expect(set.errors.map(({ key, error }) => [key, error.code])).toEqual([[1, '2201B']]);
  }
  set.free();
});

test('a key may be added again after it was deleted', async () => {
  const set = await newSet();
  await set.add(7, 'a > 1');
  expect(set.delete(7)).toBe(true);
  expect(set.delete(7)).toBe(false);
  await set.add(7, 'a > 2');
  expect(
    set.matchMany([
      { a: 2, b: 0, t: null, u: null, ok: null },
      { a: 3, b: 0, t: null, u: null, ok: null },
    ]),
  ).toEqual([[], [7]]);
  set.free();
});
