/** The messages around the log's: XLogData, keepalives, the client's status, and places in the log as texts. */
import { expect, test } from 'vitest';
import { formatLsn, parseLsn, readCopyData, standbyStatus } from '../../src/changes.js';
import { bytes } from './message-writer.js';

test('the data of a part of the log is what the decoder takes', () => {
  const read = readCopyData(bytes('w', [5n, 8], [0xffff_ffff_ffff_fff0n, 8], [1n, 8], 'Bdata'));
  expect(read).toEqual({ kind: 'data', start: 5n, walEnd: 0xffff_ffff_ffff_fff0n, data: bytes('Bdata') });
});

test('a keepalive says where the server is, and whether it waits for an answer', () => {
  expect(readCopyData(bytes('k', [9n, 8], [1n, 8], [1, 1]))).toEqual({
    kind: 'keepalive',
    walEnd: 9n,
    replyRequested: true,
  });
  expect(readCopyData(bytes('k', [9n, 8], [1n, 8], [0, 1]))).toMatchObject({ replyRequested: false });
});

test('a status is as the manual has it', () => {
  const time = Date.UTC(2000, 0, 1, 0, 0, 1);
  expect(standbyStatus({ written: 3n, flushed: 2n, applied: 1n, time, replyRequested: true })).toEqual(
    bytes('r', [3n, 8], [2n, 8], [1n, 8], [1_000_000n, 8], [1, 1]),
  );
  expect(standbyStatus({ written: 3n, time })).toEqual(bytes('r', [3n, 8], [3n, 8], [3n, 8], [1_000_000n, 8], [0, 1]));
  expect(standbyStatus({ written: 3n, flushed: 2n, time }).subarray(9, 25)).toEqual(bytes([2n, 8], [2n, 8]));
});

test.each([
  [bytes('w', [5n, 8]), 'a message in copy-both mode is cut short'],
  [bytes('k', [5n, 8], [5n, 8]), 'a message in copy-both mode is cut short'],
  [bytes('k', [9n, 8], [1n, 8], [1, 1], [1, 1]), 'a message in copy-both mode has 1 more bytes than it should have'],
  [bytes(), 'a message in copy-both mode is cut short'],
  [bytes('x'), 'unknown message "x" in copy-both mode'],
])('what is no such message is refused: %#', (wrong, message) => {
  expect(() => readCopyData(wrong)).toThrow(expect.objectContaining({ code: '08P01', message }));
});

test('places in the log are written as PostgreSQL does', () => {
  for (const [lsn, text] of [
    [0n, '0/0'],
    [0x16_b374_d848n, '16/B374D848'],
    [0xffff_ffff_ffff_ffffn, 'FFFFFFFF/FFFFFFFF'],
    [0x1_0000_000an, '1/A'],
  ] as const) {
    expect(formatLsn(lsn)).toBe(text);
    expect(parseLsn(text)).toBe(lsn);
  }
  expect(parseLsn('16/b374d848')).toBe(0x16_b374_d848n);
  for (const wrong of ['', '/', '1', '1/', 'x/1', '123456789/0', '1/0 '])
    expect(() => parseLsn(wrong)).toThrow(expect.objectContaining({ code: '22P02' }));
});
