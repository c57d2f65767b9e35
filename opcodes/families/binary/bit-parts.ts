/** Operators on bit strings, and their parts. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/adt/varbit.c';

export const bitParts: readonly CallDefinition[] = [
  defineRows({
    name: 'bit_and',
    summary: 'a & b.',
    source,
    args: { a: 'bit', b: 'bit' },
    result: 'bit',
    rows: [
      ['1100', '1010', '1000'],
      ['110000001', '101000001', '100000001'],
      ['', '', ''],
    ],
    failures: [
      ['22026', '1', '11'],
    ],
  }),
  defineRows({
    name: 'bit_or',
    summary: 'a | b.',
    source,
    args: { a: 'bit', b: 'bit' },
    result: 'bit',
    rows: [
      ['1100', '1010', '1110'],
      ['110000001', '101000001', '111000001'],
    ],
    failures: [
      ['22026', '1', '11'],
    ],
  }),
  defineRows({
    name: 'bitxor',
    summary: 'a # b.',
    source,
    args: { a: 'bit', b: 'bit' },
    result: 'bit',
    rows: [
      ['1100', '1010', '0110'],
      ['110000001', '101000001', '011000000'],
    ],
    failures: [
      ['22026', '1', '11'],
    ],
  }),
  defineRows({
    name: 'bitnot',
    summary: '~a.',
    source,
    args: { a: 'bit' },
    result: 'bit',
    rows: [
      ['1100', '0011'],
      ['110000001', '001111110'],
      ['', ''],
    ],
  }),
  defineRows({
    name: 'bitshiftleft',
    summary: 'a << n.',
    source,
    args: { a: 'bit', n: 'int4' },
    result: 'bit',
    rows: [
      ['10001', '1', '00010'],
      ['1000000011', '9', '1000000000'],
      ['10001', '5', '00000'],
      ['10001', '-2', '00100'],
      ['10001', '-2147483648', '00000'],
      ['10001', '0', '10001'],
    ],
  }),
  defineRows({
    name: 'bitshiftright',
    summary: 'a >> n.',
    source,
    args: { a: 'bit', n: 'int4' },
    result: 'bit',
    rows: [
      ['10001', '1', '01000'],
      ['1000000011', '9', '0000000001'],
      ['10001', '5', '00000'],
      ['10001', '-2', '00100'],
      ['10001', '-2147483648', '00000'],
      ['10001', '2147483647', '00000'],
    ],
  }),
  defineRows({
    name: 'bitcat',
    summary: 'a || b.',
    source,
    args: { a: 'varbit', b: 'varbit' },
    result: 'varbit',
    rows: [
      ['101', '01', '10101'],
      ['', '1', '1'],
      ['11111111', '00001', '1111111100001'],
      ['1', '', '1'],
      ['xabc', 'x123', '101010111100000100100011'],
      [null, '1', null],
    ],
  }),
  defineRows({
    name: 'bitsubstr',
    summary: 'The bits from a place on, so many.',
    source,
    args: { a: 'bit', from: 'int4', length: 'int4' },
    result: 'bit',
    rows: [
      ['10110', '2', '3', '011'],
      ['x123456', '6', '11', '01000110100'],
      ['10110', '-1', '3', '1'],
      ['10110', '2', '2147483647', '0110'],
      ['10110', '9', '1', ''],
    ],
    failures: [
      ['22011', '10110', '1', '-1'],
    ],
  }),
  defineRows({
    name: 'bitsubstr_no_len',
    summary: 'The bits from a place on.',
    source,
    args: { a: 'bit', from: 'int4' },
    result: 'bit',
    rows: [
      ['10110', '2', '0110'],
      ['10110', '-3', '10110'],
      ['10110', '6', ''],
    ],
  }),
  defineRows({
    name: 'bitoverlay',
    summary: 'a with bits replaced by b.',
    source,
    args: { a: 'bit', b: 'bit', from: 'int4', length: 'int4' },
    result: 'bit',
    rows: [
      ['10110', '000', '2', '1', '1000110'],
      ['10110', '1', '9', '9', '101101'],
      ['10110', '1', '3', '-2', '10110110'],
    ],
    failures: [
      ['22011', '10110', '1', '0', '1'],
      ['22003', '10110', '1', '2', '2147483647'],
    ],
  }),
  defineRows({
    name: 'bitoverlay_no_len',
    summary: 'a with as many bits as b has replaced by b.',
    source,
    args: { a: 'bit', b: 'bit', from: 'int4' },
    result: 'bit',
    rows: [
      ['10110', '000', '2', '10000'],
      ['10110', '1', '9', '101101'],
    ],
    failures: [
      ['22011', '10110', '1', '0'],
    ],
  }),
  defineRows({
    name: 'bitlength',
    summary: 'The number of bits.',
    source,
    args: { a: 'bit' },
    result: 'int4',
    rows: [
      ['', '0'],
      ['10110', '5'],
    ],
  }),
  defineRows({
    name: 'bitoctetlength',
    summary: 'The number of bytes that hold the bits.',
    source,
    args: { a: 'bit' },
    result: 'int4',
    rows: [
      ['', '0'],
      ['10110', '1'],
      ['101100001', '2'],
    ],
  }),
  defineRows({
    name: 'bit_bit_count',
    summary: 'The number of bits that are set.',
    source,
    args: { a: 'bit' },
    result: 'int8',
    rows: [
      ['', '0'],
      ['10110', '3'],
      ['xffffffffffffffffff1', '73'],
    ],
  }),
  defineRows({
    name: 'bitposition',
    summary: 'The place of the first occurrence of b in a, 0 for none.',
    source,
    args: { a: 'bit', b: 'bit' },
    result: 'int4',
    rows: [
      ['10110', '11', '3'],
      ['0000000000010110', '1011', '12'],
      ['10110', '', '1'],
      ['', '', '0'],
      ['10110', '111', '0'],
      ['1', '10', '0'],
    ],
  }),
  defineRows({
    name: 'bitgetbit',
    summary: 'The bit at an index from 0.',
    source,
    args: { a: 'bit', n: 'int4' },
    result: 'int4',
    rows: [
      ['10110', '0', '1'],
      ['10110', '4', '0'],
    ],
    failures: [
      ['2202E', '10110', '5'],
      ['2202E', '10110', '-1'],
    ],
  }),
  defineRows({
    name: 'bitsetbit',
    summary: 'a with another bit at an index.',
    source,
    args: { a: 'bit', n: 'int4', value: 'int4' },
    result: 'bit',
    rows: [
      ['10110', '0', '0', '00110'],
      ['10110', '1', '1', '11110'],
    ],
    failures: [
      ['22023', '10110', '1', '2'],
      ['2202E', '10110', '5', '1'],
    ],
  }),
];
