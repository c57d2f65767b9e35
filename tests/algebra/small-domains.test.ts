/** implies, disjoint and minus against every row of small domains: a yes is never wrong, and of what is true of conjunctions nearly all is found. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { disjoint, implies, minus, prepare, simplify } from '../../src/index.js';
import {
  anything,
  conditionOn,
  conjunction,
  domainOf,
  judged,
  reallyDisjoint,
  reallyImplies,
  sample,
  selects,
  type Domain,
  type Judged,
} from './small-domain.js';

/** Pairs of predicates in all; `PAIRS=50000` for the long run. */
const pairs = Number(process.env['PAIRS'] ?? 1_500);

beforeAll(() => prepare({ families: ['text', 'numeric'] }));

const constants = { a: ['10', '20'], b: ['10', '20'], c: ['10', '20'] };
const numbers = [5, 10, 15, 20, 25];
/** Every kind of constant has values on both sides of it, so that what holds for these rows holds for all. */
const integers = domainOf({ a: ['int4', numbers], b: ['int4 not null', numbers], c: ['int8', numbers] });

const mixed = domainOf({
  a: ['int4', [0, 1, 2, 3, 4]],
  t: ['text', ['', 'ab', 'abc', 'abd', 'b']],
  x: ['bool', [true, false]],
});
const mixedConditions = fc.oneof(
  { weight: 3, arbitrary: conditionOn('a', ['1', '2', '2.5', '3']) },
  { weight: 2, arbitrary: conditionOn('t', ["'ab'", "'abc'", "'b'"]) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'x',
      'NOT x',
      'x IS NULL',
      'x IS NOT TRUE',
      "t LIKE 'ab%'",
      "t NOT LIKE 'a%'",
      "t LIKE 'a_c'",
      "t LIKE 'b'",
      "t ^@ 'ab'",
      'a + 1 > 2',
      'a IS DISTINCT FROM 2',
      'a IS NOT DISTINCT FROM NULL',
      "lower(t) = 'ab'",
      'length(t) > 2',
      'a IN (1, NULL)',
      'a NOT IN (2, NULL)',
      'coalesce(a, 2) > 1',
      'coalesce(x, false)',
      "(a, t) < (2, 'ab')",
      'nullif(a, 2) IS NULL',
      'CASE a WHEN 1 THEN x ELSE a > 2 END',
      'a = ANY (ARRAY[1, 3])',
      'x = (a > 1)',
      'true',
      'NULL::bool',
    ),
  },
);

const related = domainOf({
  a: ['int4', [0, 1, 2, 3, 4]],
  b: ['int4', [0, 1, 2, 3, 4]],
  c: ['int8 not null', [0, 1, 2, 3, 4]],
});
const columnPair = fc.tuple(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom('=', '<', '<=', '<>', '>'),
  fc.constantFrom('a', 'b', 'c'),
);
const relatedConditions = fc.oneof(
  { weight: 3, arbitrary: columnPair.map(([one, op, other]) => `${one} ${op} ${other}`) },
  { weight: 1, arbitrary: conditionOn('a', ['1', '2', '3']) },
  { weight: 1, arbitrary: conditionOn('c', ['1', '2', '3']) },
);

/** Divisions, with and without what guards them. */
const dividing = domainOf({ a: ['int4', [0, 1, 2]], b: ['int4', [0, 1, 2]], x: ['bool', [true, false]] });
const raisingConditions = fc.constantFrom(
  '10 / a > 4',
  '10 / a > 6',
  '10 / b < 9',
  'b % a = 0',
  'a <> 0',
  'a = 0',
  'a > 0',
  'b <> 0',
  'a = 1',
  'x',
  'a IN (0, 10 / b)',
  'CASE WHEN a <> 0 THEN 10 / a > 4 ELSE x END',
  'coalesce(x, 10 / b > 4)',
  'CASE WHEN a <> 0 THEN 10 / a ELSE b END > 3',
  '(10 / a > 4) = x',
  '10 / b IS DISTINCT FROM a',
);

interface Shares {
  readonly implied: number;
  readonly impliedFound: number;
  readonly disjoint: number;
  readonly disjointFound: number;
}

/** Pairs of neighbours, and of others further and further apart; each is judged by all rows. */
function* pairsOf(all: readonly Judged[], count: number): Generator<[Judged, Judged]> {
  for (let n = 0, distance = 1; n < count; distance++)
    for (let i = 0; i < all.length && n < count; i++, n++) {
      const [p, q] = [all[i], all[(i + distance * 7) % all.length]];
      if (p !== undefined && q !== undefined) yield [p, q];
    }
}

function compare(all: readonly Judged[], count: number): { readonly wrong: string[]; readonly shares: Shares } {
  const wrong: string[] = [];
  const shares = { implied: 0, impliedFound: 0, disjoint: 0, disjointFound: 0 };
  for (const [p, q] of pairsOf(all, count)) {
    const [follows, apart] = [implies(p.predicate, q.predicate), disjoint(p.predicate, q.predicate)];
    const [reallyFollows, reallyApart] = [reallyImplies(p, q), reallyDisjoint(p, q)];
    if (follows && !reallyFollows) wrong.push(`${p.sql}\n  does not imply ${q.sql}`);
    if (apart && !reallyApart) wrong.push(`${p.sql}\n  is not disjoint from ${q.sql}`);
    shares.implied += Number(reallyFollows);
    shares.impliedFound += Number(reallyFollows && follows);
    shares.disjoint += Number(reallyApart);
    shares.disjointFound += Number(reallyApart && apart);
  }
  return { wrong, shares };
}

const predicatesOf = (domain: Domain, texts: fc.Arbitrary<string>, count: number): Judged[] =>
  sample(texts, count).map((sql) => judged(domain, sql));

describe('conjunctions of ranges, equalities, IN and IS NULL', () => {
  test('nearly all that is implied or disjoint is found, and nothing else', () => {
    const conditions = Object.entries(constants).map(([column, values]) => conditionOn(column, values));
    // One that is never true implies everything; it would be too easy.
    const all = predicatesOf(integers, conjunction(conditions, 4), 450).filter(({ truths }) => truths.includes(true));
    const { wrong, shares } = compare(all, pairs / 2);
    const { implied, impliedFound, disjoint: apart, disjointFound } = shares;
    console.log(`implied ${impliedFound} of ${implied}, disjoint ${disjointFound} of ${apart}`);
    expect(wrong).toEqual([]);
    expect(implied).toBeGreaterThan(pairs / 100);
    expect(apart).toBeGreaterThan(pairs / 20);
    expect(impliedFound / implied).toBeGreaterThanOrEqual(0.95);
    expect(disjointFound / apart).toBeGreaterThanOrEqual(0.95);
  });
});

describe.each([
  ['conditions of all kinds', mixed, mixedConditions, 0.3],
  ['columns compared with columns', related, relatedConditions, 0.3],
  // What may raise is not implied, whatever else is.
  ['conditions that can raise', dividing, raisingConditions, 0.03],
] as const)('%s', (_, domain, conditions, least) => {
  test('a yes is never wrong', () => {
    const all = predicatesOf(domain, anything(conditions, 2), 180);
    const { wrong, shares } = compare(all, pairs / 4);
    expect(wrong).toEqual([]);
    // Something is found, or the test would say nothing.
    expect(shares.impliedFound).toBeGreaterThan(shares.implied * least);
    expect(shares.disjointFound).toBeGreaterThan(shares.disjoint * least);
  });

  test('minus is true for the rows for which the one is and the other is not', () => {
    const all = predicatesOf(domain, anything(conditions, 1), 80);
    const wrong: string[] = [];
    for (const [p, q] of pairsOf(all, pairs / 10)) {
      const left = minus(p.predicate, q.predicate);
      const differs = domain.rows.findIndex((row, i) => {
        const [first, second] = [selects(p.predicate, row), q.truths[i]];
        // The other is asked only where the one is true.
        if (first === 'raises' || (first && second === 'raises')) return false;
        return selects(left, row) !== (first && second !== true);
      });
      if (differs >= 0)
        wrong.push(`${p.sql}\n  minus ${q.sql}\n  is ${left.text} for ${JSON.stringify(domain.rows[differs])}`);
    }
    expect(wrong).toEqual([]);
  });

  test('simplify is true for the same rows', () => {
    const wrong: string[] = [];
    for (const p of predicatesOf(domain, anything(conditions, 2), 120)) {
      const simple = simplify(p.predicate);
      const differs = domain.rows.findIndex((row) => {
        const expected = selects(p.predicate, row);
        return expected !== 'raises' && selects(simple, row) !== expected;
      });
      if (differs >= 0) wrong.push(`${p.sql}\n  is not ${simple.text} for ${JSON.stringify(domain.rows[differs])}`);
    }
    expect(wrong).toEqual([]);
  });
});
