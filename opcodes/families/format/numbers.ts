/** Numbers as a pattern says: to_char of every type of numbers. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';

export const source = 'src/backend/utils/adt/formatting.c';

const toChar = (name: string, type: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name,
    summary: `Prints ${type} as a pattern says.`,
    source,
    args: { value: type, pattern: 'text' },
    result: 'text',
    examples,
  });

export const numberFunctions: readonly CallDefinition[] = [
  toChar('numeric_to_char', 'numeric', [
    { value: '1234.5', pattern: 'FM999990.00', gives: '1234.50' },
    { value: '-0.001', pattern: '9.99', gives: '  .00' },
    { value: '1485', pattern: '9G999', gives: ' 1,485' },
    { value: '12345', pattern: '999', gives: ' ###' },
    { value: '0.0004859', pattern: '9.99EEEE', gives: ' 4.86e-04' },
    { value: 'NaN', pattern: '9.99EEEE', gives: ' #.######' },
    { value: '1', pattern: '9.9.9', raises: '42601' },
  ]),
  toChar('int4_to_char', 'int4', [
    { value: -485, pattern: '999S', gives: '485-' },
    { value: -485, pattern: '999PR', gives: '<485>' },
    { value: 482, pattern: '999th', gives: ' 482nd' },
    { value: 12, pattern: '99V999', gives: ' 12000' },
    { value: 3999, pattern: 'FMrn', gives: 'mmmcmxcix' },
    { value: 2147483647, pattern: '9V9', gives: '-10' },
  ]),
  toChar('int8_to_char', 'int8', [
    { value: '-9223372036854775808', pattern: '9.99EEEE', gives: '-9.22e+18' },
    { value: '123', pattern: '"no" 0000', gives: 'no  0123' },
  ]),
  toChar('float8_to_char', 'float8', [
    { value: '0.125', pattern: '0.99', gives: ' 0.12' },
    { value: '-Infinity', pattern: '999999999', gives: ' -Infinity' },
    { value: '1e-320', pattern: '9.9EEEE', gives: ' 1.0e-320' },
  ]),
  toChar('float4_to_char', 'float4', [{ value: '3.14159265', pattern: '9.99999999', gives: ' 3.14159' }]),
  defineCall({
    name: 'numeric_to_number',
    summary: 'Reads a number as a pattern says it is written.',
    source,
    args: { value: 'text', pattern: 'text' },
    result: 'numeric',
    mayReturnNull: true,
    examples: [
      { value: '12,454.8-', pattern: '99G999D9S', gives: '-12454.8' },
      { value: '$1,234.56', pattern: 'L9,999.99', gives: '1234.56' },
      { value: 'MCMXCIV', pattern: 'RN', gives: '1994' },
      { value: '12345', pattern: '999V99', gives: '123.450000000000000000' },
      { value: '1', pattern: '', gives: null },
      { value: 'IIX', pattern: 'RN', raises: '22P02' },
      { value: 'x', pattern: '9', raises: '22P02' },
      { value: '123', pattern: '9EEEE', raises: '0A000' },
    ],
  }),
];
