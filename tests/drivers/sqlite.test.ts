/** Rows as SQLite's drivers give them, with integers as numbers and as bigints: SQLite has neither booleans nor dates. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { predicate } from '../../src/index.js';

type Row = Readonly<Record<string, unknown>>;

/** What is used of node:sqlite, which Node has from 22.5 on. */
interface Sqlite {
  readonly DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): { setReadBigInts(on: boolean): void; all(): Row[] };
    close(): void;
  };
}

function sqlite(): Sqlite | undefined {
  try {
    return createRequire(import.meta.url)('node:sqlite') as Sqlite;
  } catch {
    console.warn(`Node ${process.version} has no node:sqlite: the rows that SQLite itself gives are not tested.`);
    return undefined;
  }
}
const found = sqlite();

const schema =
  'id int8, small int2, paid bool, at timestamp, day date, price numeric(10,2), share float8, tags jsonb, key uuid, raw bytea';
const key = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';

/** Predicates and the ids of the rows for which they are true. */
const expected: readonly (readonly [sql: string, ids: string])[] = [
  ['paid', '1,9007199254740991'],
  ['NOT paid', '2'],
  ['paid IS NULL', '3'],
  ['id > 3', '9007199254740991'],
  ['small = -7', '2'],
  ["at >= timestamp '2024-03-01'", '2'],
  ["day = DATE '2024-02-29'", '1'],
  ['price > 10.1', '1,9007199254740991'],
  ['price = 12.50', '1'],
  ['share = 2', '2'],
  ["tags ? 'new' AND tags->>'n' = '5'", '1'],
  [`key = '${key}'`, '1,2'],
  ["raw = '\\x00ff'", '1'],
  ['octet_length(raw) = 0', '2'],
];

/** The rows that the statement below gives, with whole numbers made by `int`. */
const rowsWith = (int: (value: number) => number | bigint): Row[] => [
  row(
    int(1),
    int(40),
    int(1),
    '2024-02-29 12:00:00',
    '2024-02-29',
    12.5,
    0.5,
    '{"new": true, "n": 5}',
    key,
    new Uint8Array([0, 255]),
  ),
  row(
    int(2),
    int(-7),
    int(0),
    '2024-03-01T00:00:00.5',
    '2024-03-01',
    int(10),
    2,
    '[]',
    key.toUpperCase(),
    new Uint8Array(),
  ),
  row(int(3), null, null, null, null, null, null, null, null, null),
  row(int(Number.MAX_SAFE_INTEGER), int(0), int(1), null, null, '10.11', null, '"x"', null, null),
];
const names = schema.split(', ').map((column) => column.split(' ')[0] ?? '');
/** An object without a prototype, as node:sqlite gives them. */
const row = (...values: unknown[]): Row =>
  Object.assign(Object.create(null) as Row, Object.fromEntries(names.map((name, i) => [name, values[i]])));

const create = `CREATE TABLE t (id integer, small integer, paid integer, at text, day text, price any, share real, tags text, key text, raw blob) STRICT;
INSERT INTO t VALUES
  (1, 40, true, '2024-02-29 12:00:00', '2024-02-29', 12.5, 0.5, '{"new": true, "n": 5}', '${key}', x'00ff'),
  (2, -7, false, '2024-03-01T00:00:00.5', '2024-03-01', 10, 2, '[]', '${key.toUpperCase()}', x''),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (9007199254740991, 0, true, NULL, NULL, '10.11', NULL, '"x"', NULL, NULL);`;

async function selected(rows: readonly Row[], engine: 'auto' | 'wasm-switch'): Promise<(readonly [string, string])[]> {
  const answers: (readonly [string, string])[] = [];
  for (const [sql] of expected) {
    const p = await predicate(sql, { schema, engine });
    const many = p.filter(rows).map(({ id }) => String(id));
    expect(rows.filter((one) => p.test(one) === true).map(({ id }) => String(id))).toEqual(many);
    answers.push([sql, many.join()]);
  }
  return answers;
}

describe.each(['auto', 'wasm-switch'] as const)('on the engine %s', (engine) => {
  test.each([
    ['numbers', Number],
    ['bigints', BigInt],
  ] as const)('rows whose integers are %s are filtered as in PostgreSQL', async (_, int) => {
    expect(await selected(rowsWith(int), engine)).toEqual(expected);
  });

  test.skipIf(found === undefined).each([false, true])(
    'so are those of node:sqlite, with bigints: %s',
    async (bigints) => {
      if (found === undefined) return;
      const database = new found.DatabaseSync(':memory:');
      database.exec(create);
      const statement = database.prepare('SELECT * FROM t');
      statement.setReadBigInts(bigints);
      const rows = statement.all();
      database.close();
      expect(rows).toEqual(rowsWith(bigints ? BigInt : Number));
      expect(await selected(rows, engine)).toEqual(expected);
    },
  );
});

test('a bigint or number other than 0 and 1 is no boolean', async () => {
  const p = await predicate('paid', { schema });
  for (const paid of [2n, 2, -1n, 0.5]) expect(() => p.test({ paid } as never)).toThrow('boolean is expected');
});
