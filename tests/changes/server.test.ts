/** What a real server sends: values of every type in text and binary, schema changes, identities, messages, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Replication, type ReplicationOptions } from '../../examples/changes/replication.js';
import { relationSchema, unavailable, type Change, type ChangeEvent } from '../../src/changes.js';
import { types } from '../../src/catalog/types.js';
import { predicate } from '../../src/index.js';
import { textRows } from '../../src/pg.js';
import { serverInstalled } from '../heap/installed.js';
import { startLogicalServer, type LogicalServer } from './logical-server.js';

/** Values of every type that quern has but arrays, in PostgreSQL's syntax. */
const values: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false'],
  int2: ['-32768', '7'],
  int4: ['-2147483648', '0', '2147483647'],
  int8: ['-9223372036854775808', '9007199254740993'],
  float4: [
    '0',
    '-0',
    '0.1',
    '-2.5e-5',
    '0.0001',
    '100000',
    '999999',
    '1000000',
    '1.1754944e-38',
    '3.4028235e38',
    '16777216',
    'NaN',
    'Infinity',
    '-Infinity',
  ],
  float8: [
    '0',
    '-0',
    '0.1',
    '-2.5e-5',
    '0.0001',
    '123456789012345',
    '1234567890123456',
    '1e15',
    '1e300',
    '5e-324',
    '0.30000000000000004',
    '1.7976931348623157e308',
    'NaN',
    '-Infinity',
  ],
  text: ['', 'é😀', 'a"b\\c{}', ' NULL'],
  varchar: ['', 'Oslo'],
  bpchar: ['a  ', 'é'],
  name: ['n', 'a name'],
  '"char"': ['a', ''],
  numeric: [
    '0',
    '0.00',
    '-0.0001',
    '1',
    '10000',
    '9999.9999',
    '12345678901234567890.1234567890',
    '1e20',
    '1e-20',
    '0.00001234',
    '100000000',
    'NaN',
    'Infinity',
    '-Infinity',
  ],
  date: [
    '2000-01-01',
    '1999-12-31',
    '2024-02-29',
    '1900-03-01',
    '0001-01-01',
    '0001-12-31 BC',
    '4714-11-24 BC',
    '5874897-12-31',
    'infinity',
    '-infinity',
  ],
  timestamp: [
    '2000-01-01',
    '1999-12-31 23:59:59.999999',
    '2024-02-29 12:30:00.5',
    '0044-03-15 10:00 BC',
    '294276-12-31 23:59:59',
    '-infinity',
    'infinity',
  ],
  timestamptz: ['2000-01-01 00:00+00', '2024-06-30 12:00:00.000001+02', '0044-03-15 10:00:00+00 BC', 'infinity'],
  time: ['00:00', '24:00', '12:34:56.789', '00:00:00.000001'],
  timetz: ['00:00+00', '12:00-03:30', '12:00:00.1+05:45:10', '24:00+15:59'],
  interval: [
    '0',
    '1 year 2 mons 3 days 04:05:06.7',
    '-1 year',
    '-1 mons +3 days',
    '1 mon -1 days +00:00:01',
    '-00:00:00.5',
    '1 day -25:00',
    '-13 mons',
    '100000 hours',
    '1 mon',
    '2 days',
  ],
  json: ['{"a":  1}', 'null'],
  jsonb: ['{"b": [1, 2.50, "é"], "a": null}', '3'],
  uuid: ['00000000-0000-0000-0000-000000000001', 'ffffffff-0123-4567-89ab-cdef00000000'],
  oid: ['0', '4294967295'],
  pg_lsn: ['0/0', '16/B374D848', 'FFFFFFFF/FFFFFFFF'],
  bytea: ['', '\\x00ff10'],
  'bit(11)': ['10101010101', '00000000000'],
  varbit: ['', '1', '101010101'],
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const names = Object.keys(values);
const columns = names.flatMap((type, i) => [`v${i} ${type}`, `a${i} ${type}[]`]);

/** Rows: a value of each type, and an array of it with nulls, of one dimension or two, beginning at 1 or elsewhere. */
const rows = Array.from({ length: 14 }, (_, row) =>
  names.flatMap((type) => {
    const list = values[type] ?? [];
    const literal = (i: number): string => `${quoted(list[i % list.length] ?? '')}::${type}`;
    const arrays = [
      `ARRAY[${literal(row)}, NULL, ${literal(row + 1)}]`,
      `ARRAY[[${literal(row)}], [${literal(row + 1)}]]`,
      `'{}'`,
      'NULL',
      `array_fill(${literal(row)}, ARRAY[2], ARRAY[-1])`,
    ];
    return [row === 13 ? 'NULL' : literal(row), `(${arrays[row % arrays.length]})::${type}[]`];
  }),
);

test('every type that quern has is among the values', () => {
  const named = new Set(names.map((type) => type.replaceAll(/"|\(.*/g, '')));
  const others = Object.values(types).filter(({ name, element }) => element === undefined && !named.has(name));
  // In a binary stream these are handed on as bytes; their texts are like any other.
  expect([...new Set(others.map(({ family }) => family))].sort()).toEqual(['jsonpath', 'money', 'network', 'range']);
});

describe.skipIf(!serverInstalled)('a server', () => {
  let logical: LogicalServer;
  beforeAll(async () => {
    logical = await startLogicalServer();
    await logical.server.query('CREATE PUBLICATION everything FOR ALL TABLES');
  });
  afterAll(() => logical?.server.stop());

  let slots = 0;
  /** What a slot of their own has of these statements, one transaction each, up to the last of them that writes. */
  async function sent(
    statements: readonly string[],
    options: Partial<ReplicationOptions> = {},
  ): Promise<ChangeEvent[]> {
    const { server, client } = logical;
    const slot = `slot${slots++}`;
    await server.query(`SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
    for (const sql of statements) await server.query(sql);
    await server.query("SELECT pg_logical_emit_message(false, 'the end', '')");
    const replication = await Replication.start(client, {
      slot,
      publication: 'everything',
      messages: true,
      ...options,
    });
    const found: ChangeEvent[] = [];
    try {
      for await (const event of replication) {
        if (event.kind === 'message' && event.prefix === 'the end') break;
        found.push(event);
      }
    } finally {
      await replication.close();
    }
    return found;
  }

  const changesOf = (events: readonly ChangeEvent[]): Change[] =>
    events.flatMap((event) => (event.kind === 'transaction' ? event.changes : []));

  test('values of all types are the texts that it prints, in text and in binary', async () => {
    const { server } = logical;
    await server.query(`CREATE TABLE typed (id int PRIMARY KEY, ${columns.join(', ')})`);
    const insert = `INSERT INTO typed VALUES ${rows.map((row, i) => `(${[i, ...row].join(', ')})`).join(', ')}`;
    const text = changesOf(await sent([insert]));
    const binary = changesOf(await sent(['DELETE FROM typed', insert], { binary: true })).filter(
      ({ kind }) => kind !== 'delete',
    );
    await server.query("SET intervalstyle = 'postgres'");
    const selected = await server.query('SELECT * FROM typed ORDER BY id');
    expect(selected.length).toBe(rows.length);
    for (const found of [text, binary]) {
      const inserted = found.flatMap((change) => (change.kind === 'insert' ? [Object.values(change.new)] : []));
      expect(inserted).toEqual(selected);
    }
    // Each is a value for a predicate over its type.
    const schema = text[0]?.kind === 'schema' ? relationSchema(text[0].relation) : [];
    expect(schema.length).toBe(columns.length + 1);
    for (const { name } of schema) {
      const p = await predicate(`"${name}" IS NULL`, { schema, rows: textRows });
      const nulls = text.flatMap((change) =>
        change.kind === 'insert' && p.test(change.new) ? [change.new['id']] : [],
      );
      const theirs = await server.query(`SELECT id FROM typed WHERE "${name}" IS NULL ORDER BY id`);
      expect(nulls, name).toEqual(theirs.map(([id]) => id));
    }
  });

  test('in binary, what quern has no type for is bytes, and a domain is its base type', async () => {
    await logical.server.query(
      "CREATE TYPE mood AS ENUM ('sad'); CREATE DOMAIN cents AS numeric(8,2); CREATE TABLE own (m mood, c cents, p point)",
    );
    const insert = "INSERT INTO own VALUES ('sad', 1.5, '(1,2)')";
    const [, binary] = changesOf(await sent([insert], { binary: true }));
    expect(binary).toMatchObject({ new: { m: new Uint8Array(Buffer.from('sad')), c: '1.50', p: { length: 16 } } });
    const [schema, text] = changesOf(await sent([insert]));
    expect(text).toMatchObject({ new: { m: 'sad', c: '1.50', p: '(1,2)' } });
    expect(schema?.kind === 'schema' && relationSchema(schema.relation)).toEqual([
      { name: 'c', type: 'numeric', notNull: false },
    ]);
  });

  test('a change of the table is told between the changes before and after it', async () => {
    await logical.server.query('CREATE TABLE altered (id int PRIMARY KEY, a text)');
    const found = changesOf(
      await sent([
        "INSERT INTO altered VALUES (1, 'x')",
        'ALTER TABLE altered ADD COLUMN b int; INSERT INTO altered VALUES (2, NULL, 3)',
        'ALTER TABLE altered RENAME TO other; UPDATE other SET b = 4 WHERE id = 2',
        'ALTER TABLE other REPLICA IDENTITY FULL',
        'DELETE FROM other WHERE id = 2',
      ]),
    );
    expect(found.map(({ kind }) => kind)).toEqual([
      'schema',
      'insert',
      'schema',
      'insert',
      'schema',
      'update',
      'schema',
      'delete',
    ]);
    expect(found[2]).toMatchObject({ before: { columns: { length: 2 } }, relation: { columns: { length: 3 } } });
    expect(found[4]).toMatchObject({ before: { name: 'altered' }, relation: { name: 'other' } });
    expect(found[5]).toMatchObject({
      old: { id: '2', a: unavailable, b: unavailable },
      new: { id: '2', a: null, b: '4' },
    });
    expect(found[6]).toMatchObject({ relation: { replicaIdentity: 'full' } });
    expect(found[7]).toMatchObject({ old: { id: '2', a: null, b: '4' } });
  });

  test('messages, truncates and origins come with what they are', async () => {
    await logical.server.query(
      'CREATE TABLE emptied (id serial PRIMARY KEY); CREATE TABLE emptied_too (id int REFERENCES emptied)',
    );
    const events = await sent([
      "INSERT INTO emptied DEFAULT VALUES; SELECT pg_logical_emit_message(true, 'inside', 'é')",
      "SELECT pg_logical_emit_message(false, 'outside', '\\x00')",
      'TRUNCATE emptied RESTART IDENTITY CASCADE',
      "SELECT pg_replication_origin_create('far'); SELECT pg_replication_origin_session_setup('far'); SELECT pg_replication_origin_xact_setup('0/1', now()); INSERT INTO emptied DEFAULT VALUES",
    ]);
    await logical.server.query('SELECT pg_replication_origin_session_reset()');
    expect(events).toMatchObject([
      {
        changes: [
          { kind: 'schema' },
          { kind: 'insert' },
          { kind: 'message', prefix: 'inside', content: Uint8Array.from(Buffer.from('é')) },
        ],
      },
      { kind: 'message', prefix: 'outside' },
      {
        origin: undefined,
        changes: [
          { kind: 'truncate', relation: { name: 'emptied' }, cascade: true, restartIdentity: true },
          { kind: 'schema' },
          { kind: 'truncate', relation: { name: 'emptied_too' } },
        ],
      },
      { origin: 'far', changes: [{ kind: 'insert' }] },
    ]);
  });

  test('a prepared transaction comes when it is committed; with TWO_PHASE it is refused by name', async () => {
    const { server, client } = logical;
    await server.query('CREATE TABLE prepared (id int PRIMARY KEY)');
    const events = await sent(
      [
        "BEGIN; INSERT INTO prepared VALUES (1); PREPARE TRANSACTION 'p'",
        'INSERT INTO prepared VALUES (2)',
        "COMMIT PREPARED 'p'",
      ],
      { protocol: 3 },
    );
    expect(changesOf(events).flatMap((change) => (change.kind === 'insert' ? [change.new['id']] : []))).toEqual([
      '2',
      '1',
    ]);
    await server.query("SELECT pg_create_logical_replication_slot('two', 'pgoutput', false, true)");
    await server.query("BEGIN; INSERT INTO prepared VALUES (3); PREPARE TRANSACTION 'q'");
    await server.query("ROLLBACK PREPARED 'q'");
    const replication = await Replication.start(client, { slot: 'two', publication: 'everything', protocol: 3 });
    const all = (async () => {
      for await (const event of replication) expect(event).toMatchObject({ changes: [] });
    })();
    await expect(all).rejects.toMatchObject({ code: '0A000', message: expect.stringContaining('Begin Prepare') });
    await replication.close();
  });

  test('a slot that does not exist, or is read by another, raises what the server says', async () => {
    const { server, client } = logical;
    await server.query("SELECT pg_create_logical_replication_slot('busy', 'pgoutput')");
    const options = { slot: 'busy', publication: 'everything' };
    await expect(Replication.start(client, { ...options, slot: 'absent' })).rejects.toMatchObject({ code: '42704' });
    const replication = await Replication.start(client, options);
    await expect(Replication.start(client, options)).rejects.toMatchObject({ code: '55006' });
    await replication.close();
  });
});
