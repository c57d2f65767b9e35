/** `<<` and `>>` over integers: the count is taken modulo the width of the machine's register, as PostgreSQL's C code does in effect. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Row } from '../text/cases.js';

interface Shift {
  readonly name: string;
  readonly type: string;
  readonly symbol: string;
  readonly rows: readonly Row[];
}

const shift = ({ name, type, symbol, rows }: Shift): CallDefinition =>
  defineRows({
    name,
    summary: `a ${symbol} b.`,
    source: `src/backend/utils/adt/${type === 'int8' ? 'int8' : 'int'}.c`,
    args: { a: type, b: 'int4' },
    result: type,
    rows: [...rows, [null, '1', null], ['1', null, null]],
  });

export const shiftFunctions: readonly CallDefinition[] = [
  shift({
    name: 'int2shl',
    type: 'int2',
    symbol: '<<',
    rows: [
      ['1', '3', '8'],
      ['-1', '15', '-32768'],
      ['1', '16', '0'],
      ['3', '33', '6'],
      ['1', '-1', '0'],
    ],
  }),
  shift({
    name: 'int2shr',
    type: 'int2',
    symbol: '>>',
    rows: [
      ['8', '3', '1'],
      ['-8', '1', '-4'],
      ['-1', '31', '-1'],
      ['8', '34', '2'],
    ],
  }),
  shift({
    name: 'int4shl',
    type: 'int4',
    symbol: '<<',
    rows: [
      ['1', '4', '16'],
      ['-1', '31', '-2147483648'],
      ['1', '32', '1'],
      ['5', '-31', '10'],
    ],
  }),
  shift({
    name: 'int4shr',
    type: 'int4',
    symbol: '>>',
    rows: [
      ['8', '2', '2'],
      ['-2147483648', '31', '-1'],
      ['16', '33', '8'],
    ],
  }),
  shift({
    name: 'int8shl',
    type: 'int8',
    symbol: '<<',
    rows: [
      ['1', '40', '1099511627776'],
      ['-1', '63', '-9223372036854775808'],
      ['1', '64', '1'],
    ],
  }),
  shift({
    name: 'int8shr',
    type: 'int8',
    symbol: '>>',
    rows: [
      ['1099511627776', '40', '1'],
      ['-9223372036854775808', '63', '-1'],
      ['16', '65', '8'],
    ],
  }),
];
