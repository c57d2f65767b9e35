/** Libraries of data frames: polars, by its SQL, and Arquero, by expressions over a row. */
import { join } from 'node:path';
import { SqlError } from '../../src/error.js';
import { predicateNamed } from '../predicates.js';
import type { PeerPredicate } from './predicates.js';
import { demoValues } from './demo-values.js';
import type { Peer, PeerRows } from './peer.js';
import { importPeer } from './packages.js';

interface Frame {
  readonly height: number;
  select(...columns: string[]): Frame;
  rows(): unknown[][];
  /** Puts an expression's value beside the columns. */
  withColumns(...expressions: unknown[]): Frame;
}
/** What is used of nodejs-polars. */
interface Polars {
  readonly default: {
    readCSV(path: string, options: { tryParseDates: boolean }): Frame;
    SQLContext(frames: Record<string, Frame>): { execute(sql: string, options: { eager: true }): Frame };
    version?: string;
  };
}

export async function polars({ folder }: PeerRows): Promise<Peer> {
  process.env['POLARS_MAX_THREADS'] = '1';
  const { default: pl } = (await importPeer('nodejs-polars')) as Polars;
  const demo = pl.readCSV(join(folder, 'demo.csv'), { tryParseDates: true });
  const context = pl.SQLContext({ demo });
  return {
    ...(pl.version === undefined ? {} : { version: pl.version }),
    count(predicate) {
      const sql = `SELECT count(*) AS n FROM demo WHERE ${predicateNamed(predicate).sql}`;
      return Number(context.execute(sql, { eager: true }).rows()[0]?.[0]);
    },
  };
}

interface Table {
  filter(expression: string): Table;
  numRows(): number;
}
/** What is used of Arquero. */
interface Arquero {
  table(columns: Record<string, ArrayLike<unknown>>): Table;
}

/** A null is greater and less than what JavaScript says, so it is looked for where it matters. */
const expressions: Readonly<Record<PeerPredicate, string>> = {
  eq: 'd.a === 42',
  'eq-notnull': 'd.a === 42 && d.b !== null',
  range: 'd.a > 10 && d.b !== null && d.b < 50',
  'or-text': "d.a > 10 && d.b !== null && d.b < 50 || d.c === 'x7'",
  between: 'd.a >= 10 && d.a <= 20',
  'in-list': [1, 5, 9, 14, 23, 42, 57, 61, 78, 99].map((n) => `d.a === ${n}`).join(' || '),
  arith: 'd.b !== null && d.a + d.b > 100 && d.a * 2 < d.b',
  prefix: "d.c !== null && op.startswith(d.c, 'x1')",
  infix: "d.c !== null && op.includes(d.c, '77')",
  case: 'd.a < 10 ? d.b > 5 : d.a < 50 ? d.b !== null && d.b < 50 : d.d > 0.5',
  coalesce: '(d.b === null ? 0 : d.b) % 7 === 3',
  float: 'd.d > 0.25 && d.d < 0.75',
  bigint: 'd.e % 1000 === 7',
  date: "d.f >= '1994-01-01' && d.f < '1995-01-01'",
  distinct: 'd.a !== d.b',
  chain16: predicateNamed('chain16')
    .sql.split(' AND ')
    .map((test) => (test.startsWith('b') ? `d.b !== null && d.${test}` : `d.${test}`))
    .join(' && '),
};

export async function arquero(data: PeerRows): Promise<Peer> {
  const { table } = (await importPeer('arquero')) as Arquero;
  const a = new Int32Array(data.rows);
  const b: (number | null)[] = [];
  const c: (string | null)[] = [];
  const d = new Float64Array(data.rows);
  const e = new Float64Array(data.rows);
  const f: string[] = [];
  let row = 0;
  for (const values of demoValues(data)) {
    [a[row] = 0, , , d[row] = 0, e[row] = 0] = values;
    b.push(values[1]);
    c.push(values[2]);
    f.push(values[5]);
    row++;
  }
  if (row !== data.rows) throw new SqlError('XX000', `there are ${row} rows, not ${data.rows}`);
  const demo = table({ a, b, c, d, e, f });
  return { count: (predicate) => demo.filter(`d => ${expressions[predicate]}`).numRows() };
}
