/** What bytea is made of: bytes, bits and substrings. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/adt/bytea.c';

export const byteaParts: readonly CallDefinition[] = [
  defineRows({
    name: 'byteacat',
    summary: 'a || b.',
    source,
    args: { a: 'bytea', b: 'bytea' },
    result: 'bytea',
    rows: [
      ['\\x01', '\\x02ff', '\\x0102ff'],
      ['\\x', '\\x02', '\\x02'],
      [null, '\\x', null],
    ],
  }),
  defineRows({
    name: 'byteaoctetlen',
    summary: 'The number of bytes.',
    source,
    args: { a: 'bytea' },
    result: 'int4',
    rows: [
      ['\\x', '0'],
      ['\\x0001', '2'],
      ['é', '2'],
    ],
  }),
  defineRows({
    name: 'bytea_substr',
    summary: 'The bytes from a place on, so many.',
    source,
    args: { a: 'bytea', from: 'int4', length: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x010203', '2', '1', '\\x02'],
      ['\\x010203', '-1', '3', '\\x01'],
      ['\\x010203', '2', '2147483647', '\\x0203'],
      ['\\x010203', '-5', '3', '\\x'],
      ['\\x010203', '9', '1', '\\x'],
      ['\\x010203', '-2147483648', '2147483647', '\\x'],
    ],
    failures: [['22011', '\\x010203', '1', '-1']],
  }),
  defineRows({
    name: 'bytea_substr_no_len',
    summary: 'The bytes from a place on.',
    source,
    args: { a: 'bytea', from: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x010203', '2', '\\x0203'],
      ['\\x010203', '-7', '\\x010203'],
      ['\\x010203', '4', '\\x'],
    ],
  }),
  defineRows({
    name: 'byteaoverlay',
    summary: 'a with bytes replaced by b.',
    source,
    args: { a: 'bytea', b: 'bytea', from: 'int4', length: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x010203', '\\xff', '2', '1', '\\x01ff03'],
      ['\\x010203', '\\xffff', '2', '0', '\\x01ffff0203'],
      ['\\x010203', '\\xff', '9', '9', '\\x010203ff'],
      ['\\x010203', '\\xff', '3', '-2', '\\x0102ff010203'],
      ['\\x010203', '\\xff', '3', '-9', '\\x0102ff010203'],
    ],
    failures: [
      ['22003', '\\x010203', '\\xff', '1', '2147483647'],
      ['22011', '\\x010203', '\\xff', '0', '1'],
    ],
  }),
  defineRows({
    name: 'byteaoverlay_no_len',
    summary: 'a with as many bytes as b has replaced by b.',
    source,
    args: { a: 'bytea', b: 'bytea', from: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x010203', '\\xffff', '2', '\\x01ffff'],
      ['\\x010203', '\\xff', '9', '\\x010203ff'],
    ],
    failures: [['22011', '\\x010203', '\\xff', '0']],
  }),
  defineRows({
    name: 'byteapos',
    summary: 'The place of the first occurrence of b in a, 0 for none.',
    source,
    args: { a: 'bytea', b: 'bytea' },
    result: 'int4',
    rows: [
      ['\\x010203', '\\x0203', '2'],
      ['\\x010203', '\\x', '1'],
      ['\\x', '\\x', '1'],
      ['\\x010203', '\\x05', '0'],
      ['\\x01', '\\x0102', '0'],
    ],
  }),
  defineRows({
    name: 'byteaGetByte',
    summary: 'The byte at an index from 0.',
    source,
    args: { a: 'bytea', n: 'int4' },
    result: 'int4',
    rows: [['\\x01ff', '1', '255']],
    failures: [
      ['2202E', '\\x01ff', '2'],
      ['2202E', '\\x01ff', '-1'],
      ['2202E', '\\x', '0'],
    ],
  }),
  defineRows({
    name: 'byteaSetByte',
    summary: 'a with another byte at an index.',
    source,
    args: { a: 'bytea', n: 'int4', value: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x01ff', '0', '255', '\\xffff'],
      ['\\x01ff', '1', '-2', '\\x01fe'],
    ],
    failures: [['2202E', '\\x01ff', '2', '0']],
  }),
  defineRows({
    name: 'byteaGetBit',
    summary: 'The bit at an index; 0 is the lowest of the first byte.',
    source,
    args: { a: 'bytea', n: 'int8' },
    result: 'int4',
    rows: [
      ['\\x0180', '0', '1'],
      ['\\x0180', '15', '1'],
      ['\\x0180', '14', '0'],
    ],
    failures: [
      ['2202E', '\\x0180', '16'],
      ['2202E', '\\x0180', '-1'],
    ],
  }),
  defineRows({
    name: 'byteaSetBit',
    summary: 'a with another bit at an index.',
    source,
    args: { a: 'bytea', n: 'int8', value: 'int4' },
    result: 'bytea',
    rows: [
      ['\\x0180', '0', '0', '\\x0080'],
      ['\\x0180', '9', '1', '\\x0182'],
    ],
    failures: [
      ['22023', '\\x0180', '3', '2'],
      ['2202E', '\\x0180', '16', '1'],
    ],
  }),
  defineRows({
    name: 'bytea_bit_count',
    summary: 'The number of bits that are set.',
    source,
    args: { a: 'bytea' },
    result: 'int8',
    rows: [
      ['\\x', '0'],
      ['\\xff01', '9'],
      ['\\xffffffffffffffff0180', '66'],
    ],
  }),
  defineRows({
    name: 'bytea_reverse',
    summary: 'The bytes from the last to the first.',
    source,
    args: { a: 'bytea' },
    result: 'bytea',
    rows: [
      ['\\x', '\\x'],
      ['\\x010203', '\\x030201'],
    ],
  }),
  defineRows({
    name: 'byteatrim',
    summary: 'a without the bytes of a set at either end.',
    source,
    args: { a: 'bytea', set: 'bytea' },
    result: 'bytea',
    rows: [
      ['\\x00010200', '\\x00', '\\x0102'],
      ['\\x0102', '\\x0201', '\\x'],
      ['\\x0102', '\\x', '\\x0102'],
    ],
  }),
  defineRows({
    name: 'bytealtrim',
    summary: 'a without the bytes of a set at its start.',
    source,
    args: { a: 'bytea', set: 'bytea' },
    result: 'bytea',
    rows: [
      ['\\x00010200', '\\x00', '\\x010200'],
      ['\\xffff', '\\xff', '\\x'],
    ],
  }),
  defineRows({
    name: 'byteartrim',
    summary: 'a without the bytes of a set at its end.',
    source,
    args: { a: 'bytea', set: 'bytea' },
    result: 'bytea',
    rows: [
      ['\\x00010200', '\\x00', '\\x000102'],
      ['\\xffff', '\\xff', '\\x'],
    ],
  }),
];
