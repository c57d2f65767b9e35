/** Changes of rows: who enters, leaves or is updated; and values that are not known, for which nothing is ever guessed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import { predicateSet } from '../../src/library/sets/predicate-set.js';
import { unavailable } from '../../src/catalog/unavailable.js';

const schema = { a: 'int4', b: 'int4', big: 'text' } as const;
const bigs = [null, 'x', 'xy', 'abc'];

/** Conditions that cannot raise, joined in all ways. */
const atom = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('<', '=', '>', '<>'), fc.integer({ min: 0, max: 3 }))
    .map(([c, op, n]) => `${c} ${op} ${n}`),
  fc.constantFrom(
    "big LIKE 'x%'",
    "big = 'abc'",
    'big IS NULL',
    'big IS NOT NULL',
    'length(big) > a',
    'a IS NULL',
    "NOT big LIKE '%y'",
    'coalesce(a, 2) = b',
  ),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('any'), tie('any')).map(([p, q]) => `(${p} AND ${q})`),
    fc.tuple(tie('any'), tie('any')).map(([p, q]) => `(${p} OR ${q})`),
    tie('any').map((p) => `NOT (${p})`),
  ),
})).any;

interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly big: string | null;
}
const small = fc.option(fc.integer({ min: 0, max: 3 }));
const row: fc.Arbitrary<Row> = fc.record({ a: small, b: small, big: fc.constantFrom(...bigs) });

const sorted = (keys: readonly number[]): number[] => [...keys].sort((x, y) => x - y);

/** With many equal ones, so that there are groups, or all different: so many that they are taken apart, or so few that they run by themselves. */
test.each([
  [160, 1],
  [60, 1],
  [15, 40],
])(
  'a change says of each predicate, of %d texts %d each, what the rows before and after say',
  async (count, copies) => {
    const texts = fc.sample(condition, { seed: 7, numRuns: count });
    const set = await predicateSet<number, typeof schema>(schema, { arena: new Arena() });
    const each: Predicate<Row>[] = [];
    for (const sql of texts) {
      const p = (await predicate(sql, { schema })) as unknown as Predicate<Row>;
      for (let copy = 0; copy < copies; copy++) {
        set.add(each.length, p as never);
        each.push(p);
      }
    }
    const isTrue = (given: Row | null): boolean[] => each.map((p) => given !== null && p.test(given) === true);
    let decided = 0;
    let asked = 0;
    fc.assert(
      fc.property(fc.option(row), fc.option(row), fc.boolean(), fc.boolean(), (old, changed, hideOld, hideNew) => {
        // A value that is hidden in the new row only is the old one's; one that is hidden in both did not change.
        const after = changed !== null && hideNew && old !== null ? { ...changed, big: old.big } : changed;
        const hidden = (given: Row | null, hide: boolean): never =>
          (given === null || !hide ? given : { ...given, big: unavailable }) as never;
        const found = set.matchChange(hidden(old, hideOld), hidden(after, hideNew));
        expect(found.errors).toEqual([]);
        const before = isTrue(old);
        const now = isTrue(after);
        const undecided = new Set(found.undecided);
        const keys = [...each.keys()].filter((key) => !undecided.has(key));
        expect(sorted(found.entered)).toEqual(keys.filter((key) => before[key] === false && now[key] === true));
        expect(sorted(found.left)).toEqual(keys.filter((key) => before[key] === true && now[key] === false));
        expect(sorted(found.updated)).toEqual(keys.filter((key) => before[key] === true && now[key] === true));
        expect(found.needs).toEqual(undecided.size > 0 ? ['big'] : []);
        if ((!hideOld || old === null) && (!hideNew || changed === null || old !== null))
          expect(undecided.size).toBe(0);
        // Exact where it does not matter: what is the same for every value of the column is decided, if its parts decide it.
        for (const key of undecided) expect(texts[Math.floor(key / copies)]).toContain('big');
        if (hideOld || hideNew) {
          asked += each.length;
          decided += keys.length;
        }
      }),
      { numRuns: Number(process.env['SETS'] ?? 1) * 150, seed: 3 },
    );
    expect(decided / asked).toBeGreaterThan(0.6);
    set.free();
  },
);

test('a value that is not known does not matter where the rest decides', async () => {
  const set = await predicateSet(schema);
  await set.add('and', "a > 1 AND big LIKE 'x%'");
  await set.add('or', "big LIKE 'x%' OR a > 1");
  await set.add('nested', "b = 1 OR (big = 'x' AND a > 1)");
  await set.add('other', 'b = 1');
  const hidden = unavailable as never;
  const change = (a: number, b: number) => set.matchChange({ a, b, big: hidden }, { a, b, big: hidden });
  expect(change(1, 0)).toMatchObject({ updated: [], undecided: ['or'], needs: ['big'] });
  expect(new Set(change(2, 1).updated)).toEqual(new Set(['or', 'nested', 'other']));
  expect(change(2, 1).undecided).toEqual(['and']);
  expect(set.matchChange({ a: 0, b: 0, big: 'xx' }, { a: 5, b: 0, big: hidden })).toMatchObject({
    entered: ['and'],
    updated: ['or'],
    undecided: [],
    needs: [],
  });
  expect(() => set.match({ a: 1, b: 1, big: hidden })).toThrow(expect.objectContaining({ code: '22004' }));
  set.free();
});

test('what a hidden value might keep from raising is not decided', async () => {
  const set = await predicateSet(schema);
  await set.add('after', "big = 'x' AND 1 / a > 0");
  await set.add('before', "1 / a > 0 AND big = 'x'");
  await set.add('fine', 'b = 1');
  const hidden = unavailable as never;
  const { updated, undecided, errors } = set.matchChange({ a: 0, b: 1, big: hidden }, { a: 0, b: 1, big: hidden });
  expect(updated).toEqual(['fine']);
  expect(undecided).toEqual(['after']);
  expect(new Set(errors.map(({ key }) => key))).toEqual(new Set(['before']));
  // Nothing is left over from a change that could not be read.
  expect(() => set.matchChange({ a: 1, b: 1, big: 'x' }, { a: 'no' as never })).toThrow('column "a"');
  expect(set.matchChange(null, { a: 1, b: 0, big: 'x' }).entered.length).toBe(2);
  expect(set.matchChange({ a: 1, b: 0, big: 'x' }, null)).toMatchObject({ entered: [], updated: [] });
  set.free();
});
