/** Transactions that a server streams while they run, several at once, with subtransactions that are rolled back. */
import { expect, test } from 'vitest';
import { ChangeDecoder, type Transaction } from '../../src/changes.js';
import * as write from './message-writer.js';

const t: write.RelationForm = { oid: 1, columns: [['id', 23, true]] };
const wide: write.RelationForm = {
  oid: 1,
  columns: [
    ['id', 23, true],
    ['c', 25, false],
  ],
};

/** What each transaction inserted, by its number, in the order of the commits. */
function inserted(messages: readonly Uint8Array[], left = 0): [number, string[]][] {
  const decoder = new ChangeDecoder();
  const found = messages.flatMap((bytes) => decoder.push(bytes) ?? []) as Transaction[];
  if (left === 0) expect(decoder.heldBytes).toBe(0);
  else expect(decoder.heldBytes).toBeGreaterThan(left);
  return found.map(({ xid, changes }) => [
    xid,
    changes.flatMap((c) => (c.kind === 'insert' ? [Object.values(c.new).join()] : [c.kind])),
  ]);
}

const segment = (xid: number, isFirst: boolean, ...messages: Uint8Array[]) => [
  write.streamStart(xid, isFirst),
  ...messages,
  write.streamStop(),
];

test('two at once come in the order of their commits, and a small one between them', () => {
  const messages = [
    ...segment(5, true, write.relation(t, 5), write.insert(1, ['1'], 5)),
    ...segment(6, true, write.relation(t, 6), write.insert(1, ['2'], 6)),
    ...segment(5, false, write.insert(1, ['3'], 5)),
    write.begin(50n, 7),
    write.relation(t),
    write.insert(1, ['4']),
    write.commit(50n),
    write.streamCommit(6, 60n),
    write.streamCommit(5, 70n),
  ];
  expect(inserted(messages)).toEqual([
    [7, ['schema', '4']],
    [6, ['2']],
    [5, ['1', '3']],
  ]);
});

test.each([false, true])(
  'what is rolled back is gone: a subtransaction with those in it, or all (in parallel: %s)',
  (parallel) => {
    const messages = [
      ...segment(
        5,
        true,
        write.relation(t, 5),
        write.insert(1, ['1'], 5),
        write.insert(1, ['2'], 51),
        write.insert(1, ['3'], 52),
        write.insert(1, ['4'], 51),
      ),
      write.streamAbort(5, 52, parallel),
      write.streamAbort(5, 51, parallel),
      write.streamAbort(5, 53, parallel),
      ...segment(5, false, write.insert(1, ['5'], 5), write.insert(1, ['6'], 54), write.truncate([1], 0, 55)),
      write.streamAbort(5, 55, parallel),
      write.streamCommit(5, 50n),
    ];
    expect(inserted(messages)).toEqual([[5, ['schema', '1', '5', '6']]]);
    const all = [
      ...segment(5, true, write.relation(t, 5), write.insert(1, ['1'], 5)),
      write.streamAbort(5, 5, parallel),
    ];
    expect(inserted(all)).toEqual([]);
    // A transaction that nothing was streamed of may be rolled back, too.
    expect(inserted([write.streamAbort(9, 9, parallel)])).toEqual([]);
  },
);

test('a table that an open transaction changes is as it was for the others, until the commit', () => {
  const messages = [
    write.begin(10n, 4),
    write.relation(t),
    write.insert(1, ['0']),
    write.commit(10n),
    ...segment(5, true, write.relation(wide, 5), write.insert(1, ['1', 'a'], 5)),
    write.begin(20n, 6),
    write.insert(1, ['2']),
    write.commit(20n),
    write.streamCommit(5, 30n),
    write.begin(40n, 7),
    write.insert(1, ['3', 'b']),
    write.commit(40n),
  ];
  expect(inserted(messages)).toEqual([
    [4, ['schema', '0']],
    [6, ['2']],
    [5, ['schema', '1,a']],
    [7, ['3,b']],
  ]);
  const rolledBack = [
    ...messages.slice(0, -4),
    write.streamAbort(5, 5),
    write.begin(40n, 7),
    write.insert(1, ['3']),
    write.commit(40n),
  ];
  expect(inserted(rolledBack).at(-1)).toEqual([7, ['3']]);
});

test('messages, types and origins are found in a stream, too', () => {
  const decoder = new ChangeDecoder();
  const found = [
    write.streamStart(5),
    write.origin('far'),
    write.type(90000, '', 'text', 5),
    write.relation({ oid: 1, columns: [['id', 90000, true]] }, 5),
    write.insert(1, [Uint8Array.of(0x61)], 5),
    write.message(true, 'm', 'x', 5),
    write.update(1, ['b'], ['K', ['a']], 5),
    write.remove(1, 'K', ['b'], 5),
    write.streamStop(),
    write.message(false, 'outside', ''),
    write.streamCommit(5, 9n),
  ].flatMap((bytes) => decoder.push(bytes) ?? []);
  expect(found[0]).toMatchObject({ kind: 'message', prefix: 'outside' });
  expect(found[1]).toMatchObject({
    origin: 'far',
    lsn: 9n,
    end: 57n,
    changes: [
      { kind: 'schema' },
      { new: { id: 'a' } },
      { prefix: 'm' },
      { old: { id: 'a' }, new: { id: 'b' } },
      { old: { id: 'b' }, new: null },
    ],
  });
});

test('memory that an open transaction takes is counted, and given back', () => {
  const long = 'x'.repeat(1000);
  const open = segment(
    5,
    true,
    write.relation(t, 5),
    ...Array.from({ length: 100 }, () => write.insert(1, [long], 51)),
  );
  expect(inserted(open, 100_000)).toEqual([]);
  expect(inserted([...open, write.streamAbort(5, 51), write.streamCommit(5, 9n)])).toEqual([[5, []]]);
  const decoder = new ChangeDecoder({ maxHeldBytes: 50_000 });
  expect(() => {
    for (const bytes of open) decoder.push(bytes);
  }).toThrow(expect.objectContaining({ code: '53200', hint: 'The option maxHeldBytes allows more.' }));
});
