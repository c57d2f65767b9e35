/** Programs over heap pages give what they give over columns of the same values, on all rungs of both ladders, and do no more work than their rungs say. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../src/catalog/types.js';
import { engineNames } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { parseValue } from '../../src/functions/text-value.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';
import { loadParser } from '../../src/sql/index.js';
import { everyRung } from '../engines/outcome.js';
import { typeNames, values, type CoreType } from '../random/columns.js';
import { BothLayouts, type TupleValues } from './both-layouts.js';
import { Dice } from './dice.js';
import { randomPredicates } from './random-predicates.js';
import { finishes } from './random-history.js';
import type { Way } from './scan.js';
import { tableOf } from './specimens.js';

const deforms = deformRungs.map((_, deform) => deform as DeformRung);
/** What optimises each program for milliseconds is asked less often. */
const often = ({ engine, rung, deform }: Way): boolean =>
  engine !== 'optimizing' || (rung + deform) % deforms.length === 4;
/** Engines, rungs and deform rungs; taken in turn, some of them for each predicate, so that all come again and again. */
const ways: readonly Way[] = engineNames
  .flatMap((engine) => everyRung.flatMap((rung) => deforms.map((deform) => ({ engine, rung, deform }))))
  .filter(often);

let turn = 0;
const someWays = (count: number): Way[] => Array.from({ length: count }, () => ways[(turn++ * 7) % ways.length] as Way);

let arena: Arena;
beforeAll(async () => {
  arena = new Arena({ scratchBytes: 1024 * 1024 });
  await loadParser();
});

/** What came out, so that a test can show that it was not always the same. */
const outcomes = { selected: 0, values: 0, errors: 0, refused: 0 };

/** How what the heap gives differs from what the columns give, in those ways. */
async function differences(
  rows: BothLayouts,
  sql: string,
  what: 'predicate' | 'expression',
  inWays: readonly Way[],
): Promise<string[]> {
  const compared = await rows.compile(sql, what).catch((error: unknown) => {
    // Random literals are not always of the type that they are taken for.
    if (error instanceof SqlError && error.code.startsWith('22')) return undefined;
    throw error;
  });
  if (compared === undefined) {
    outcomes.refused++;
    return [];
  }
  outcomes[compared.expected.startsWith('!') ? 'errors' : what === 'predicate' ? 'selected' : 'values']++;
  return inWays.flatMap((way) => {
    const found = compared.over(way);
    return found === compared.expected
      ? []
      : [`${sql}: ${JSON.stringify(way)} gives ${found}, not ${compared.expected}`.slice(0, 2000)];
  });
}

const upTo = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const unless = <T>(isNull: boolean, value: T): T | null => (isNull ? null : value);
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);

const uuid = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;
const interval = (days: number): string => `${days} days`;

interface Written {
  readonly schema: string;
  readonly rows: readonly TupleValues[];
  readonly predicates: readonly string[];
}

const written: Readonly<Record<string, Written>> = {
  'that begin with columns that are not null': {
    schema: 'a int4 not null, b int8 not null, c float8 not null, d text, e int2',
    rows: upTo(100, (n) => [n % 10, BigInt(n) << 33n, n / 8, unless(n % 3 === 0, `d${n}`), unless(n % 5 === 0, n)]),
    predicates: [
      'a = 4',
      'a = 4 AND b > 100000000000',
      'c < 3.5 OR a IN (1, 5, 9)',
      'e IS NULL AND a > 2',
      "d LIKE 'd1%' AND e % 2 = 0",
      'a <> 0 AND 10 / a > 1',
      'a <> 0 AND 10 / a > 1 AND e > 10 / a',
      '10 / a > 1 AND a <> 0',
      'e > 20000 OR 100 / (e - 7) > 2',
      'true',
      'NULL',
    ],
  },
  'that begin with a text': {
    schema: 'a text not null, b int4 not null, c text, d int8, e bool not null',
    rows: upTo(60, (n) => [
      'x'.repeat((n * 37) % 131),
      n,
      unless(n % 4 === 0, 'y'.repeat(n % 130)),
      unless(n % 3 === 1, BigInt(-n)),
      n % 2,
    ]),
    predicates: [
      'b < 30',
      'd > -20',
      'e',
      "a > c AND c || a LIKE '%xxx'",
      'length(c) = b AND e',
      "a = '' OR d IS NULL AND b > 50",
      "upper(c) > 'YYYY'",
      'b / (b - 59) >= 0',
    ],
  },
  'with nulls between columns that are not null': {
    schema: 'a int4, b int4 not null, c text, d float4 not null, e timestamp, f bool not null, g date, h int2 not null',
    rows: upTo(80, (n) => [
      unless(n % 2 === 0, n),
      n,
      unless(n % 3 === 0, 'c'.repeat(n % 9)),
      n / 2,
      unless(n % 5 === 0, BigInt(n) * 1_000_000n),
      n % 2,
      unless(n % 7 === 0, n),
      -n,
    ]),
    predicates: [
      'b = 40',
      'h < -70 AND f',
      'a = b',
      'a IS NULL AND c IS NULL AND e IS NULL AND g IS NULL',
      "coalesce(c, 'none') = 'none' OR h = -1",
      "e < timestamp '2000-01-01 00:00:30' AND g > date '2000-01-20'",
      'CASE WHEN f THEN a > 20 ELSE d < 10 END',
      'a IS DISTINCT FROM b AND b > 70',
      'f AND 1000 / (b - 13) > 10',
    ],
  },
  'that are older than some columns': {
    schema:
      "a int4 not null, b text default 'x', c int8 not null default 42, d bool default true, e date default '2000-02-03', f float4 default 'NaN', g float8, h int2 not null default -7, i timestamp not null default '2001-01-01'",
    rows: upTo(63, (n) =>
      [
        n,
        unless(n % 4 === 1, `b${n}`),
        BigInt(n),
        unless(n % 5 === 1, n % 2),
        n,
        unless(n % 3 === 1, 1.5),
        0.5,
        n,
        5n,
      ].slice(0, 1 + (n % 9)),
    ),
    predicates: [
      'a = 30',
      "b = 'x'",
      'c = 42',
      'd',
      "e = '2000-02-03' AND a > 10",
      "f = 'NaN' OR g IS NULL",
      'h = -7 AND c <> 42',
      "i >= '2001-01-01'",
      'b IS NULL OR e IS NULL OR f < 2',
      'a / h < 0 AND c + a > 50',
      '10 / (c - 42) > 0',
    ],
  },
  'with types that are walked past, and columns that were dropped': {
    schema:
      'dropped xml, a int4 not null, gone point, b text, old tsvector, c int8, f lseg not null, g "char", d int2 not null, z xml[], e bool',
    rows: upTo(50, (n) => [
      unless(n % 3 === 0, bytes(n)),
      n,
      unless(n % 2 === 0, bytes(16)),
      unless(n % 5 === 0, `b${n}`),
      unless(n % 7 === 0, bytes(n % 11)),
      unless(n % 4 === 0, BigInt(n)),
      bytes(32),
      unless(n % 3 === 1, bytes(1)),
      n,
      unless(n % 6 === 0, bytes(20 + n * 4)),
      unless(n % 5 === 1, n % 2),
    ]),
    predicates: [
      'a > 20 AND d < 40',
      'e',
      "b > 'b3' OR c < 9",
      'd = a',
      'c IS NULL AND e IS NOT NULL',
      '100 / (d - 25) < 7',
      'a = 49',
    ],
  },
  'with a uuid and an interval, of a fixed length, and a list to search': {
    schema: 'a int2 not null, b uuid not null, c uuid, d interval, e text, f interval not null, g numeric',
    rows: upTo(40, (n) => [
      n,
      uuid(n),
      unless(n % 3 === 0, uuid(n % 5)),
      unless(n % 4 === 0, interval(n % 7)),
      unless(n % 5 === 0, 'e'.repeat(n)),
      interval(n),
      unless(n % 6 === 0, String(n)),
    ]),
    predicates: [
      `b = '${uuid(7)}' OR c > '${uuid(2)}'`,
      'c IS NULL AND d IS NOT NULL',
      "f BETWEEN interval '3 days' AND interval '9 days'",
      "d = interval '4 days' AND a IN (1, 4, 11, 18, 25)",
      `c IN ('${uuid(1)}', '${uuid(3)}') OR g IN (1, 8, 9)`,
      'd < f AND b > c',
    ],
  },
  'of one column': {
    schema: 'a text',
    rows: upTo(300, (n) => [unless(n % 3 === 0, String(n % 40))]),
    predicates: ["a = '7'", 'a IS NULL', "a LIKE '3_'", "'x' || a > 'x5'"],
  },
  'of a nullable integer and nothing else': {
    schema: 'a int4',
    rows: upTo(300, (n) => [unless(n % 3 === 0, n)]),
    predicates: ['a = 7', 'a IS NULL', '7 / (a - 100) = 7'],
  },
  'of equally long tuples on many pages': {
    schema: 'a int4 not null, b int4, c int2 not null',
    rows: upTo(1300, (n) => [n, n % 7, -(n % 100)]),
    predicates: [
      'a = 1299',
      'a % 31 = 5 AND b > 3',
      'c < -97',
      'b = 3 OR a > 1290',
      '1 / (a - 700) > 0',
      'c = -5 AND 100 / (a - 305) > 0',
    ],
  },
  'of equally long tuples but for a few': {
    schema: 'a int4 not null, b int4, c int2 not null',
    rows: upTo(900, (n) => [n, unless(n % 400 === 399, n % 7), -(n % 100)]),
    predicates: ['a = 799', 'a % 31 = 5 AND b > 3', 'b IS NULL', 'b = 3 OR a > 890', '1 / (a - 399) > 0 AND b > 0'],
  },
  'of no row': { schema: 'a int4 not null, b text', rows: [], predicates: ['a = 1', "b = ''", '1 / a = 1'] },
};

describe('a predicate over heap pages with rows', () => {
  it.each(Object.keys(written))(
    '%s selects what it selects over columns, in every engine on every rung',
    async (name) => {
      const { schema, rows, predicates } = written[name] as Written;
      const different: string[] = [];
      for (const rowsPerPage of [291, 7]) {
        const both = new BothLayouts(arena, tableOf(arena, schema), rows, rowsPerPage);
        for (const sql of predicates)
          different.push(...(await differences(both, sql, 'predicate', someWays(rowsPerPage === 7 ? 3 : 8))));
        both.free();
      }
      expect(different.slice(0, 3)).toEqual([]);
    },
  );

  it.each(Object.keys(written))('%s has the values of all columns', async (name) => {
    const { schema, rows } = written[name] as Written;
    const both = new BothLayouts(arena, tableOf(arena, schema), rows);
    const different: string[] = [];
    for (const { name: column } of both.table.columns)
      different.push(...(await differences(both, column, 'expression', someWays(6))));
    both.free();
    expect(different.slice(0, 3)).toEqual([]);
  });
});

/** A table of so many columns of random types, with rows that may be older than the last of them. */
function randomTable(dice: Dice, count: number) {
  const literal = (type: CoreType): string => dice.pick([...values[type].ordinary, ...values[type].extreme]);
  const columns = upTo(count, (n) => {
    const type = dice.pick(typeNames);
    const added = n > 0 && dice.chance(0.3);
    return {
      name: `c${n}`,
      type,
      notNull: dice.chance(0.5),
      default: added ? literal(type) : undefined,
      walkedPast: dice.chance(0.1),
    };
  });
  // A NOT NULL column without a default is not older than any tuple.
  const oldest = 1 + columns.findLastIndex((column) => column.notNull && column.default === undefined);
  const schema = columns
    .map((column) => {
      const missing =
        column.default === undefined || column.walkedPast ? '' : ` default '${column.default.replaceAll("'", "''")}'`;
      return `${column.name} ${column.walkedPast ? 'xml' : column.type}${column.notNull && !column.walkedPast ? ' not null' : ''}${missing}`;
    })
    .join(', ');
  const texts = upTo(dice.between(1, 120), () =>
    columns.map(({ type, notNull }) => (!notNull && dice.chance(0.25) ? null : literal(type))),
  );
  const rows = texts.map((row) => {
    const length = dice.chance(0.3) ? dice.between(Math.max(oldest, 1), count) : count;
    return row.slice(0, length).map((text, n): Value | null | Uint8Array => {
      const column = columns[n];
      if (column === undefined || text === null) return null;
      return column.walkedPast ? bytes(text.length) : parseValue(arena, column.type, text);
    });
  });
  const readable = columns.filter(({ walkedPast }) => !walkedPast).map((column, place) => ({ ...column, place }));
  const shown = texts.map((row) => ['', ...row.filter((_, n) => columns[n]?.walkedPast === false)]);
  return {
    schema,
    rows,
    random: {
      name: '',
      schema,
      attributes: count,
      columns: readable,
      others: [],
      finish: finishes[0] ?? 'freeze',
      path: '',
      toast: undefined,
      rows: shown,
    },
  };
}

describe('random predicates over random tables', () => {
  it.each([1, 2, 3, 5, 8, 9, 16, 17, 25, 33, 40])(
    'of %i columns select what they select over columns',
    async (count) => {
      const different: string[] = [];
      for (let seed = 0; seed < 3; seed++) {
        const dice = new Dice(count * 100 + seed);
        const { schema, rows, random } = randomTable(dice, count);
        if (random.columns.length === 0) continue;
        const both = new BothLayouts(arena, tableOf(arena, schema), rows, dice.pick([291, 30, 4]));
        for (const { sql } of randomPredicates(random, count * 10 + seed, 12))
          different.push(...(await differences(both, sql, 'predicate', someWays(4))));
        for (const { name } of random.columns)
          different.push(...(await differences(both, name, 'expression', someWays(2))));
        both.free();
      }
      expect(different.slice(0, 3)).toEqual([]);
    },
  );

  it('were compared often, with errors among what came out', () => {
    expect(outcomes.selected).toBeGreaterThan(300);
    expect(outcomes.values).toBeGreaterThan(300);
    expect(outcomes.errors).toBeGreaterThan(20);
    expect(outcomes.refused).toBeLessThan(outcomes.selected / 5);
  });
});
