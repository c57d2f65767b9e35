/** Messages that are cut, changed, unknown or out of place: an SqlError that says which and where, and nothing after it is decoded. */
import { describe, expect, test } from 'vitest';
import { ChangeDecoder, type ChangeEvent } from '../../src/changes.js';
import { SqlError } from '../../src/error.js';
import { Dice } from '../heap/dice.js';
import * as write from './message-writer.js';

const t: write.RelationForm = {
  oid: 1,
  name: 't',
  columns: [
    ['id', 23, true],
    ['n', 1700, false],
    ['a', 1007, false],
  ],
};
const numeric = write.bytes([2, 2], [0, 2], [0, 2], [2, 2], [12, 2], [3400, 2]);
const array = write.bytes([1, 4], [0, 4], [23, 4], [2, 4], [1, 4], [4, 4], [7, 4], [-1, 4]);

/** One of every message, in a right order. */
const everything = [
  write.message(false, 'p', 'content'),
  write.begin(10n, 4),
  write.origin('o'),
  write.type(90000, '', 'int4'),
  write.relation(t),
  write.insert(1, ['1', numeric, array]),
  write.update(1, ['2', null, write.unchanged], ['K', ['1', null, null]]),
  write.remove(1, 'K', ['2', null, null]),
  write.truncate([1]),
  write.message(true, 'p', 'x'),
  write.commit(10n),
  write.streamStart(5),
  write.insert(1, ['3', '4', null], 5),
  write.insert(1, ['3', '4', null], 51),
  write.streamStop(),
  write.streamAbort(5, 51),
  write.streamStart(5, false),
  write.streamStop(),
  write.streamCommit(5, 20n),
];

function push(messages: readonly Uint8Array[], decoder = new ChangeDecoder()): ChangeEvent[] {
  return messages.flatMap((bytes) => decoder.push(bytes) ?? []);
}

function errorOf(messages: readonly Uint8Array[]): SqlError | undefined {
  try {
    push(messages);
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  return undefined;
}

test('the messages are right as they are', () => {
  expect(push(everything).map(({ kind }) => kind)).toEqual(['message', 'transaction', 'transaction']);
});

test('every message that is cut anywhere is said to be', () => {
  for (const [i, bytes] of everything.entries()) {
    for (let length = 1; length < bytes.length; length++) {
      // A Stream Abort may end after its two numbers.
      const error = errorOf([...everything.slice(0, i), bytes.subarray(0, length)]);
      expect(error?.code, `message ${i} cut to ${length}`).toMatch(/^(08P01|22P03)$/);
      expect(error?.message).toMatch(/is cut short|has/);
    }
    expect(errorOf([...everything.slice(0, i), write.bytes(bytes, [0, 1])])?.code, `message ${i} and a byte`).toBe(
      '08P01',
    );
  }
});

test('bytes changed at random end in an SqlError, or in other values', () => {
  const dice = new Dice(5);
  let raised = 0;
  for (let round = 0; round < 6000; round++) {
    const messages = everything.map((bytes) => bytes.slice());
    for (let changed = dice.between(1, 3); changed > 0; changed--) {
      const bytes = dice.pick(messages);
      bytes[dice.below(bytes.length)] = dice.chance(0.5) ? dice.below(256) : dice.pick([0, 255, 127, 128]);
    }
    // Anything but an SqlError fails the test.
    const error = errorOf(messages);
    if (error === undefined) continue;
    raised++;
    expect(error.code).toMatch(/^(08P01|22P03|22021|0A000)$/);
  }
  expect(raised).toBeGreaterThan(1000);
  expect(raised).toBeLessThan(6000);
});

describe('said by name', () => {
  const inside = (...messages: Uint8Array[]) => [write.begin(1n, 1), write.relation(t), ...messages];
  test.each<readonly [string, readonly Uint8Array[], string, string]>([
    ['an unknown message', [write.bytes('z')], '08P01', 'unknown message "z" of logical replication'],
    ['an unknown byte', [write.bytes([1, 1])], '08P01', 'unknown message 0x01 of logical replication'],
    ['an empty message', [write.bytes()], '08P01', 'an empty message of logical replication'],
    [
      'an unknown relation',
      inside(write.insert(2, ['1'])),
      '08P01',
      'the stream has a change of relation 2, which it has not described',
    ],
    [
      'a row outside of a transaction',
      [write.relation(t), write.insert(1, ['1'])],
      '08P01',
      'a logical replication message Insert comes outside of a transaction',
    ],
    [
      'a commit without a begin',
      [write.commit(1n)],
      '08P01',
      'a logical replication message Commit comes without a Begin before it',
    ],
    [
      'a begin inside',
      inside(write.begin(2n, 2)),
      '08P01',
      'a logical replication message Begin comes inside of transaction 1',
    ],
    [
      'another commit',
      inside(write.commit(2n)),
      '08P01',
      'a logical replication message Commit has another place in the log than its Begin',
    ],
    [
      'a stream twice',
      [write.streamStart(5), write.streamStop(), write.streamStart(5)],
      '08P01',
      'a logical replication message Stream Start comes twice for transaction 5',
    ],
    [
      'a stream from its middle',
      [write.streamStart(5, false)],
      '08P01',
      'a logical replication message Stream Start comes for transaction 5, which has not begun',
    ],
    [
      'the end of no stream',
      [write.streamStop()],
      '08P01',
      'a logical replication message Stream Stop comes without a Stream Start before it',
    ],
    [
      'a plain commit in a stream',
      [write.streamStart(5), write.commit(1n)],
      '08P01',
      'a logical replication message Commit comes without a Begin before it',
    ],
    [
      'the commit of no stream',
      [write.streamCommit(5, 1n)],
      '08P01',
      'a logical replication message Stream Commit comes for transaction 5, which has not begun',
    ],
    [
      'too few values',
      inside(write.insert(1, ['1'])),
      '08P01',
      'a logical replication message Insert has 1 values for the 3 columns of "t"',
    ],
    [
      'two-phase commit',
      [write.bytes('b')],
      '0A000',
      'the logical replication message Begin Prepare (two-phase commit) is not supported',
    ],
    [
      'a value that is no UTF-8',
      inside(write.bytes('I', [1, 4], 'N', [3, 2], 't', [1, 4], [0xff, 1], 'nn')),
      '22021',
      'invalid byte sequence for encoding "UTF8"',
    ],
    [
      'a wrong numeric',
      inside(write.insert(1, ['1', write.bytes([1, 2], [0, 2], [0, 2], [0, 2], [10000, 2]), null])),
      '22P03',
      'the binary value of column "n", numeric, has a digit of 10000',
    ],
    [
      'a wrong element',
      inside(
        write.insert(1, ['1', null, write.bytes([1, 4], [0, 4], [23, 4], [1, 4], [1, 4], [3, 4], [0, 1], [0, 2])]),
      ),
      '22P03',
      'the binary value of column "a", an element of type integer, is cut short',
    ],
    [
      'more elements than bytes',
      inside(
        write.insert(1, ['1', null, write.bytes([2, 4], [0, 4], [23, 4], [65536, 4], [1, 4], [65536, 4], [1, 4])]),
      ),
      '22P03',
      'the binary value of column "a", integer[], has 4294967296 elements',
    ],
  ])('%s', (_, messages, code, message) => {
    expect(errorOf(messages)).toMatchObject({ code, message });
  });

  test('a message that is too long', () => {
    const decoder = new ChangeDecoder({ maxMessageBytes: 100 });
    expect(() => push(inside(write.insert(1, ['1', null, 'x'.repeat(100)])), decoder)).toThrow(
      expect.objectContaining({ code: '54000', hint: 'The option maxMessageBytes allows more.' }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 40])('a limit of %d bytes', (maxMessageBytes) => {
    expect(() => new ChangeDecoder({ maxMessageBytes })).toThrow(expect.objectContaining({ code: '22023' }));
  });
});

test('after an error nothing is decoded, so that no change is missed silently', () => {
  const decoder = new ChangeDecoder();
  expect(() => push([write.begin(1n, 1), write.insert(1, ['1'])], decoder)).toThrow(SqlError);
  expect(() => decoder.push(write.commit(1n))).toThrow(
    expect.objectContaining({
      code: '55000',
      message: 'the decoder has stopped at an error',
      detail: expect.stringContaining('relation 1'),
    }),
  );
});
