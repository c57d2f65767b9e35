/** The predicates of the scenario `objects`, in SQL and in each rival's own language; undefined where a rival cannot say it. */
import type { ObjectRow } from './rows.js';

export interface ObjectPredicate {
  readonly sql: string;
  /** The loop that a person writes. */
  readonly hand: (rows: readonly ObjectRow[]) => ObjectRow[];
  /** The condition on `r` as JavaScript. */
  readonly javascript: string;
  readonly jsonLogic: unknown;
  readonly mongo: Readonly<Record<string, unknown>>;
  readonly filtrex: string | undefined;
  readonly cel: string | undefined;
  readonly alasql: string | undefined;
}

const from = Date.UTC(1994, 0, 1);
const to = Date.UTC(1995, 0, 1);
const v = (name: string): unknown => ({ var: name });

export const objectPredicates = {
  eq: {
    sql: 'age = 42',
    hand(rows) {
      const kept = [];
      for (const r of rows) if (r.age === 42) kept.push(r);
      return kept;
    },
    javascript: 'r.age === 42',
    jsonLogic: { '===': [v('age'), 42] },
    mongo: { age: 42 },
    filtrex: 'age == 42',
    cel: 'age == 42',
    alasql: 'age = 42',
  },
  four: {
    sql: "age > 30 AND level < 50 AND city = 'Oslo' AND active",
    hand(rows) {
      const kept = [];
      for (const r of rows) if (r.age > 30 && r.level < 50 && r.city === 'Oslo' && r.active) kept.push(r);
      return kept;
    },
    javascript: "r.age > 30 && r.level < 50 && r.city === 'Oslo' && r.active",
    jsonLogic: {
      and: [{ '>': [v('age'), 30] }, { '<': [v('level'), 50] }, { '===': [v('city'), 'Oslo'] }, v('active')],
    },
    mongo: { age: { $gt: 30 }, level: { $lt: 50 }, city: 'Oslo', active: true },
    filtrex: 'age > 30 and level < 50 and city == "Oslo" and active',
    cel: 'age > 30 && level < 50 && city == "Oslo" && active',
    alasql: "age > 30 AND level < 50 AND city = 'Oslo' AND active",
  },
  text: {
    sql: "name LIKE 'n1%' OR city IN ('Rome', 'Bern')",
    hand(rows) {
      const kept = [];
      for (const r of rows) if (r.name.startsWith('n1') || r.city === 'Rome' || r.city === 'Bern') kept.push(r);
      return kept;
    },
    javascript: "r.name.startsWith('n1') || r.city === 'Rome' || r.city === 'Bern'",
    jsonLogic: {
      or: [{ '===': [{ substr: [v('name'), 0, 2] }, 'n1'] }, { in: [v('city'), ['Rome', 'Bern']] }],
    },
    mongo: { $or: [{ name: { $regex: '^n1' } }, { city: { $in: ['Rome', 'Bern'] } }] },
    filtrex: 'name ~= "^n1" or city in ("Rome", "Bern")',
    cel: undefined,
    alasql: "name LIKE 'n1%' OR city IN ('Rome', 'Bern')",
  },
  date: {
    sql: "day >= DATE '1994-01-01' AND day < DATE '1995-01-01'",
    hand(rows) {
      const kept = [];
      for (const r of rows) if (r.day.getTime() >= from && r.day.getTime() < to) kept.push(r);
      return kept;
    },
    javascript: `r.day.getTime() >= ${from} && r.day.getTime() < ${to}`,
    jsonLogic: { and: [{ '>=': [v('day'), from] }, { '<': [v('day'), to] }] },
    mongo: { day: { $gte: new Date(from), $lt: new Date(to) } },
    filtrex: undefined,
    cel: undefined,
    alasql: undefined,
  },
  money: {
    sql: "price BETWEEN '100'::float8 AND '249.99'::float8",
    hand(rows) {
      const kept = [];
      for (const r of rows) if (r.price >= 100 && r.price <= 249.99) kept.push(r);
      return kept;
    },
    javascript: 'r.price >= 100 && r.price <= 249.99',
    jsonLogic: { '<=': [100, v('price'), 249.99] },
    mongo: { price: { $gte: 100, $lte: 249.99 } },
    filtrex: 'price >= 100 and price <= 249.99',
    cel: 'price >= 100 && price <= 249.99',
    alasql: 'price BETWEEN 100 AND 249.99',
  },
} as const satisfies Readonly<Record<string, ObjectPredicate>>;

export type ObjectPredicateName = keyof typeof objectPredicates;
export const objectPredicateNames = Object.keys(objectPredicates) as readonly ObjectPredicateName[];
