/** Messages, as bytes, and the transactions that the decoder makes of them. */
import { describe, expect, test } from 'vitest';
import {
  ChangeDecoder,
  relationSchema,
  unavailable,
  type Change,
  type ChangeDecoderOptions,
  type ChangeEvent,
  type Transaction,
} from '../../src/changes.js';
import * as write from './message-writer.js';
import { unchanged } from './message-writer.js';

const [int4, text] = [23, 25];

/** A table with a key, one of whose columns may be stored out of line. */
const t: write.RelationForm = {
  oid: 1,
  columns: [
    ['id', int4, true],
    ['c', text, false],
    ['big', text, false],
  ],
};

function events(messages: readonly Uint8Array[], options: ChangeDecoderOptions = {}): ChangeEvent[] {
  const decoder = new ChangeDecoder(options);
  const found = messages.flatMap((bytes) => decoder.push(bytes) ?? []);
  expect(decoder.heldBytes).toBe(0);
  return found;
}

/** The changes of the only transaction in which these messages are, without the schema told before them. */
function changes(...messages: readonly Uint8Array[]): Change[] {
  const [transaction, ...others] = events([write.begin(100n, 7), ...messages, write.commit(100n)]);
  expect(others).toEqual([]);
  expect(transaction?.kind).toBe('transaction');
  return (transaction as Transaction).changes.filter(({ kind }) => kind !== 'schema');
}

/** What a change says of rows. */
const rows = (list: readonly Change[]) =>
  list.map((change) =>
    change.kind === 'message'
      ? change.prefix
      : [change.kind, 'old' in change && change.old, 'new' in change && change.new],
  );

test('a transaction has its number, its places in the log, its time and its changes in order', () => {
  const [transaction] = events([
    write.begin(100n, 7),
    write.origin('elsewhere'),
    write.relation(t),
    write.insert(1, ['1', 'a', null]),
    write.insert(1, ['2', '', 'é😀']),
    write.commit(100n, 148n),
  ]);
  expect(transaction).toMatchObject({ kind: 'transaction', xid: 7, lsn: 100n, end: 148n, origin: 'elsewhere' });
  const { commitTime, changes: list } = transaction as Transaction;
  expect(commitTime.toISOString()).toBe('2024-02-29T12:00:00.000Z');
  expect(list.map(({ kind }) => kind)).toEqual(['schema', 'insert', 'insert']);
  expect(rows(list).slice(1)).toEqual([
    ['insert', null, { id: '1', c: 'a', big: null }],
    ['insert', null, { id: '2', c: '', big: 'é😀' }],
  ]);
});

describe('the old row of an update', () => {
  test('has the key and nothing else, if the stream has none', () => {
    expect(rows(changes(write.relation(t), write.update(1, ['1', 'b', 'x'])))).toEqual([
      ['update', { id: '1', c: unavailable, big: unavailable }, { id: '1', c: 'b', big: 'x' }],
    ]);
  });

  test('has the old key where the key changed', () => {
    expect(rows(changes(write.relation(t), write.update(1, ['2', 'b', 'x'], ['K', ['1', null, null]])))).toEqual([
      ['update', { id: '1', c: unavailable, big: unavailable }, { id: '2', c: 'b', big: 'x' }],
    ]);
  });

  test('has all with REPLICA IDENTITY FULL, and gives the new row what did not change', () => {
    const full: write.RelationForm = {
      ...t,
      identity: 'f',
      columns: t.columns.map(([name, oid]) => [name, oid, true]),
    };
    expect(
      rows(changes(write.relation(full), write.update(1, ['1', 'b', unchanged], ['O', ['1', null, 'long']]))),
    ).toEqual([['update', { id: '1', c: null, big: 'long' }, { id: '1', c: 'b', big: 'long' }]]);
  });

  test('does not tell what an unchanged TOAST value is, and neither does the new one', () => {
    expect(rows(changes(write.relation(t), write.update(1, ['1', null, unchanged])))).toEqual([
      ['update', { id: '1', c: unavailable, big: unavailable }, { id: '1', c: null, big: unavailable }],
    ]);
  });
});

test('a delete has the key, or the row', () => {
  const list = changes(
    write.relation(t),
    write.remove(1, 'K', ['1', null, null]),
    write.remove(1, 'O', ['2', null, 'x']),
  );
  expect(rows(list)).toEqual([
    ['delete', { id: '1', c: unavailable, big: unavailable }, null],
    ['delete', { id: '2', c: null, big: 'x' }, null],
  ]);
});

test('a truncate of two tables is two changes', () => {
  const list = changes(write.relation(t), write.relation({ ...t, oid: 2, name: 'u' }), write.truncate([2, 1], 3));
  expect(list).toMatchObject([
    { kind: 'truncate', relation: { name: 'u' }, cascade: true, restartIdentity: true, old: null, new: null },
    { kind: 'truncate', relation: { name: 't' }, cascade: true, restartIdentity: true },
  ]);
  expect(changes(write.relation(t), write.truncate([1]))).toMatchObject([{ cascade: false, restartIdentity: false }]);
});

test('messages of applications are in their transaction, or by themselves', () => {
  const found = events([
    write.message(false, 'alone', 'x'),
    write.begin(1n, 1),
    write.message(true, 'inside', 'yz'),
    write.commit(1n),
  ]);
  expect(found).toMatchObject([
    { kind: 'message', prefix: 'alone', lsn: 99n, content: Uint8Array.of(0x78) },
    { kind: 'transaction', changes: [{ kind: 'message', prefix: 'inside', content: Uint8Array.of(0x79, 0x7a) }] },
  ]);
});

test('a transaction without changes is given, for the consumer to know how far it is', () => {
  expect(events([write.begin(1n, 1), write.commit(1n, 9n)])).toMatchObject([{ xid: 1, end: 9n, changes: [] }]);
});

test('columns called as properties of objects are columns', () => {
  const odd: write.RelationForm = {
    oid: 1,
    columns: [
      ['__proto__', text, true],
      ['constructor', text, false],
    ],
  };
  const [[, , row] = []] = rows(changes(write.relation(odd), write.insert(1, ['a', 'b']))) as [
    string,
    unknown,
    object,
  ][];
  expect(Object.entries(row ?? {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

describe('the schema', () => {
  const more: write.RelationForm = { ...t, columns: [...t.columns, ['d', 1043, false, 24]] };
  const inTransaction = (lsn: bigint, ...messages: Uint8Array[]) => [
    write.begin(lsn, Number(lsn)),
    ...messages,
    write.commit(lsn),
  ];

  test('is told before the first change, and again when it differs', () => {
    const found = events([
      ...inTransaction(1n, write.relation(t), write.insert(1, ['1', null, null])),
      ...inTransaction(2n, write.relation(t), write.insert(1, ['2', null, null])),
      ...inTransaction(3n, write.relation(more), write.insert(1, ['3', null, null, 'd'])),
    ]) as Transaction[];
    expect(found.map(({ changes: list }) => list.map(({ kind }) => kind))).toEqual([
      ['schema', 'insert'],
      ['insert'],
      ['schema', 'insert'],
    ]);
    const [first, second] = [found[0]?.changes[0], found[2]?.changes[0]];
    expect(first).toMatchObject({
      before: undefined,
      relation: { oid: 1, namespace: 'public', name: 't', replicaIdentity: 'default' },
    });
    expect(second).toMatchObject({ before: { columns: { length: 3 } }, relation: { columns: { length: 4 } } });
  });

  test.each([
    ['the name', { ...t, name: 'renamed' }],
    ['the namespace', { ...t, namespace: 'other' }],
    ['the identity', { ...t, identity: 'i' as const }],
    ['a type', { ...t, columns: [['id', 20, true], ...t.columns.slice(1)] as typeof t.columns }],
    ['a modifier', { ...t, columns: [['id', int4, true, 3], ...t.columns.slice(1)] as typeof t.columns }],
    ['the key', { ...t, columns: t.columns.map(([name, oid]) => [name, oid, true] as const) }],
  ])('differs by %s', (_, other) => {
    const found = events([
      ...inTransaction(1n, write.relation(t), write.insert(1, ['1', null, null])),
      ...inTransaction(2n, write.relation(other), write.insert(1, ['1', null, null])),
    ]) as Transaction[];
    expect(found[1]?.changes[0]).toMatchObject({ kind: 'schema', before: { oid: 1 } });
  });

  test('gives predicates the columns of types that quern has, also of domains', () => {
    const [transaction] = events([
      write.begin(1n, 1),
      write.type(90001, '', 'int4'),
      write.type(90002, 'public', 'mood'),
      write.relation({
        oid: 1,
        columns: [
          ['id', int4, true],
          ['d', 90001, false],
          ['m', 90002, false],
          ['p', 600, false],
          ['l', 1009, false],
        ],
      }),
      write.insert(1, ['1', '2', 'sad', '(1,2)', '{a}']),
      write.commit(1n),
    ]) as Transaction[];
    const [schema, insert] = transaction?.changes ?? [];
    expect(schema?.kind === 'schema' && relationSchema(schema.relation)).toEqual([
      { name: 'id', type: 'int4', notNull: false },
      { name: 'd', type: 'int4', notNull: false },
      { name: 'l', type: '_text', notNull: false },
    ]);
    expect(insert).toMatchObject({ new: { m: 'sad', p: '(1,2)' } });
  });
});

test('what is safe already is not given again', () => {
  const messages = [1n, 2n, 3n].flatMap((lsn) => [
    write.begin(lsn, Number(lsn)),
    ...(lsn === 1n ? [write.relation(t)] : []),
    write.insert(1, [String(lsn), null, null]),
    write.commit(lsn, lsn * 10n),
  ]);
  const found = events(messages, { after: 20n }) as Transaction[];
  expect(found.map(({ xid }) => xid)).toEqual([3]);
  // The relation was described in a transaction that is not given.
  expect(found[0]?.changes.map(({ kind }) => kind)).toEqual(['schema', 'insert']);
});

test('nothing that is given lies in the bytes of the messages, which a driver uses again', () => {
  const odd: write.RelationForm = {
    oid: 1,
    columns: [
      ['p', 600, true],
      ['j', 3802, false],
    ],
  };
  const messages = [
    write.begin(1n, 1),
    write.relation(odd),
    write.insert(1, [Uint8Array.of(1, 2), write.bytes([1, 1], '{}')]),
    write.message(true, 'm', 'x'),
    write.commit(1n),
  ];
  const decoder = new ChangeDecoder();
  const found = messages.flatMap((bytes) => {
    const buffer = Buffer.from(bytes);
    const event = decoder.push(buffer);
    buffer.fill(0xff);
    return event ?? [];
  });
  expect(found).toMatchObject([
    { changes: [{ kind: 'schema' }, { new: { p: Uint8Array.of(1, 2), j: '{}' } }, { content: Uint8Array.of(0x78) }] },
  ]);
});
