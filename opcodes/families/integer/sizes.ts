/** Numbers of bytes in words. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

export const sizeFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'pg_size_pretty',
    summary: 'A number of bytes in the largest unit of which there are enough, rounded.',
    source: 'src/backend/utils/adt/dbsize.c',
    args: { a: 'int8' },
    result: 'text',
    rows: [
      ['0', '0 bytes'],
      ['10239', '10239 bytes'],
      ['10240', '10 kB'],
      ['-10240', '-10 kB'],
      ['10485247', '10239 kB'],
      ['10485248', '10 MB'],
      ['1000000000000', '931 GB'],
      ['-9223372036854775808', '-8192 PB'],
      ['9223372036854775807', '8192 PB'],
      [null, null],
    ],
  }),
];
