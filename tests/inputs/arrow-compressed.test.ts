import * as flechette from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { ArrowReader } from '../../src/inputs/arrow.js';
import { unpackLz4 } from '../../src/inputs/arrow/ipc/lz4.js';
import { arena, columnOf, readAll } from './columnar-reading.js';

const bytes = (...parts: (number[] | string)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));
const le = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255);
const lz4Start = [0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0];

/** A frame of LZ4 for a byte that is repeated: a literal, a match with itself, and the literals that a block ends with. */
function lz4(input: Uint8Array): Uint8Array {
  const [byte = 0] = input;
  if (input.length < 300 || input.some((other) => other !== byte)) return new Uint8Array(input.length + 1);
  const match = input.length - 6 - 19;
  const lengths = [...Array.from({ length: Math.floor(match / 255) }, () => 255), match % 255];
  const block = [0x1f, byte, 1, 0, ...lengths, 0x50, byte, byte, byte, byte, byte];
  return bytes(lz4Start, le(block.length, 4), block, le(0, 4));
}

/** A frame of Zstandard with one block of a byte that is repeated. */
function zstd(input: Uint8Array): Uint8Array {
  const [byte = 0] = input;
  if (input.length < 300 || input.some((other) => other !== byte)) return new Uint8Array(input.length + 1);
  return bytes(le(0xfd2fb528, 4), [0xa0], le(input.length, 4), le(input.length * 8 + 2 + 1, 3), [byte]);
}

describe.each([
  ['LZ4', flechette.CompressionType.LZ4_FRAME, lz4],
  ['ZSTD', flechette.CompressionType.ZSTD, zstd],
] as const)('%s', (_, codec, encode) => {
  it.each(['file', 'stream'] as const)('in a %s', async (format) => {
    flechette.setCompressionCodec(codec, { encode, decode: (input) => input });
    const rows = 1000;
    const table = flechette.tableFromColumns({
      same: flechette.columnFromArray(
        Array.from({ length: rows }, () => 0x01010101),
        flechette.int32(),
      ),
      other: flechette.columnFromArray(
        Array.from({ length: rows }, (_, i) => i),
        flechette.int32(),
      ),
    });
    const plain = flechette.tableToIPC(table, { format }) ?? new Uint8Array();
    const packed = flechette.tableToIPC(table, { format, codec }) ?? new Uint8Array();
    expect(packed.length).toBeLessThan(plain.length - 3000);
    const found = await readAll(() => ArrowReader.open(arena, packed));
    expect(found.error).toBeUndefined();
    expect(columnOf(found)).toEqual(Array.from({ length: rows }, () => String(0x01010101)));
    expect(columnOf(found, 1)).toEqual(Array.from({ length: rows }, (_, i) => String(i)));
  });
});

describe('a frame of LZ4', () => {
  it('has blocks that refer to the ones before, and blocks that are not compressed', () => {
    const first = bytes([0x80], 'abcdefgh');
    const second = bytes([0x04, 8, 0, 0x30], 'xyz');
    const frame = bytes(
      lz4Start,
      le(first.length, 4),
      [...first],
      le(second.length, 4),
      [...second],
      le(0x80000002, 4),
      '!?',
      le(0, 4),
    );
    expect(new TextDecoder().decode(unpackLz4(frame, 21))).toBe('abcdefghabcdefghxyz!?');
  });
  it('that is cut off, too long, or refers to nothing is refused', () => {
    const block = bytes([0x80], 'abcdefgh');
    const frame = bytes(lz4Start, le(block.length, 4), [...block], le(0, 4));
    expect(new TextDecoder().decode(unpackLz4(frame, 8))).toBe('abcdefgh');
    for (let length = 0; length < frame.length; length++)
      expect(() => unpackLz4(frame.slice(0, length), 8)).toThrow('the Arrow data cannot be read');
    expect(() => unpackLz4(frame, 7)).toThrow('longer');
    expect(() => unpackLz4(frame, 9)).toThrow('shorter');
    const back = bytes(lz4Start, le(5, 4), [0x10, 65, 9, 0, 0], le(0, 4));
    expect(() => unpackLz4(back, 20)).toThrow('refers to what is not there');
  });
});
