/** pg_lsn, a place in the log of changes: 64 bits without a sign. Distances between two are numeric, which is why it is in this family. */
import type { CallDefinition } from '../../language/call.js';
import { defineType } from '../../language/type.js';
import { defineRows, type Row } from '../text/cases.js';

const source = 'src/backend/utils/adt/pg_lsn.c';

export const pgLsnType = defineType({
  name: 'pg_lsn',
  oid: 3220,
  sqlName: 'pg_lsn',
  representation: 'i64',
  storage: 'INT8',
  input: 'pg_lsn_in',
  output: 'pg_lsn_out',
  equal: 'pg_lsn_eq',
});

const ofTwo = (name: string, summary: string, result: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary,
    source,
    args: { a: 'pg_lsn', b: 'pg_lsn' },
    result,
    rows: [...rows, [null, '0/0', null]],
  });

const comparison = (name: string, sign: string, less: string, equal: string, greater: string): CallDefinition =>
  ofTwo(name, `a ${sign} b`, 'bool', [
    ['7FFFFFFF/FFFFFFFF', '80000000/0', less],
    ['0/16AE7F8', '0/16ae7f8', equal],
    ['1/0', '0/FFFFFFFF', greater],
  ]);

const difference = (name: string): CallDefinition =>
  ofTwo(name, 'a - b, in bytes.', 'numeric', [
    ['FFFFFFFF/FFFFFFFF', '0/0', '18446744073709551615'],
    ['0/0', 'FFFFFFFF/FFFFFFFF', '-18446744073709551615'],
    ['0/16AE7F8', '0/16AE7F7', '1'],
    ['1/0', '1/0', '0'],
  ]);

export const pgLsnFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'pg_lsn_in',
    summary: 'text → pg_lsn.',
    source,
    args: { a: 'cstring' },
    result: 'pg_lsn',
    rows: [
      ['0/0', '0/0'],
      ['ffffffff/FFFFFFFF', 'FFFFFFFF/FFFFFFFF'],
      ['00000001/016AE7F8', '1/16AE7F8'],
    ],
    failures: [
      ['22P02', ''],
      ['22P02', '0'],
      ['22P02', '/0'],
      ['22P02', '0/'],
      ['22P02', ' 0/0'],
      ['22P02', '0/0 '],
      ['22P02', '123456789/0'],
      ['22P02', '0/123456789'],
      ['22P02', 'G/0'],
      ['22P02', '-1/0'],
    ],
  }),
  defineRows({
    name: 'pg_lsn_out',
    summary: 'pg_lsn → text.',
    source,
    args: { a: 'pg_lsn' },
    result: 'cstring',
    rows: [['0/A', '0/A']],
  }),
  comparison('pg_lsn_eq', '=', 'f', 't', 'f'),
  comparison('pg_lsn_ne', '<>', 't', 'f', 't'),
  comparison('pg_lsn_lt', '<', 't', 'f', 'f'),
  comparison('pg_lsn_le', '<=', 't', 't', 'f'),
  comparison('pg_lsn_gt', '>', 'f', 'f', 't'),
  comparison('pg_lsn_ge', '>=', 'f', 't', 't'),
  ofTwo('pg_lsn_cmp', '-1, 0 or 1 as a is before, at or after b.', 'int4', [
    ['7FFFFFFF/FFFFFFFF', '80000000/0', '-1'],
    ['0/1', '0/1', '0'],
    ['1/0', '0/1', '1'],
  ]),
  ofTwo('pg_lsn_larger', 'The later one.', 'pg_lsn', [['7FFFFFFF/FFFFFFFF', '80000000/0', '80000000/0']]),
  ofTwo('pg_lsn_smaller', 'The earlier one.', 'pg_lsn', [['7FFFFFFF/FFFFFFFF', '80000000/0', '7FFFFFFF/FFFFFFFF']]),
  difference('pg_lsn_mi'),
  difference('pg_wal_lsn_diff'),
  defineRows({
    name: 'pg_lsn_pli',
    summary: 'a and so many bytes.',
    source,
    args: { a: 'pg_lsn', b: 'numeric' },
    result: 'pg_lsn',
    rows: [
      ['0/16AE7F7', '16', '0/16AE807'],
      ['FFFFFFFF/FFFFFFFE', '1.4', 'FFFFFFFF/FFFFFFFF'],
      ['0/1', '-1', '0/0'],
    ],
    failures: [
      ['22023', '0/1', '-2'],
      ['22023', 'FFFFFFFF/FFFFFFFE', '2'],
      ['0A000', '0/1', 'NaN'],
      ['0A000', '0/1', 'Infinity'],
    ],
  }),
  defineRows({
    name: 'pg_lsn_mii',
    summary: 'a less so many bytes.',
    source,
    args: { a: 'pg_lsn', b: 'numeric' },
    result: 'pg_lsn',
    rows: [['0/16AE7F7', '16', '0/16AE7E7']],
    failures: [
      ['22023', '0/1', '2'],
      ['0A000', '0/1', 'NaN'],
    ],
  }),
  defineRows({
    name: 'numeric_pg_lsn',
    summary: 'numeric → pg_lsn; rounds half away from zero.',
    source: 'src/backend/utils/adt/numeric.c',
    args: { a: 'numeric' },
    result: 'pg_lsn',
    rows: [
      ['23783416', '0/16AE7F8'],
      ['0.5', '0/1'],
      ['-0.4', '0/0'],
      ['18446744073709551615.4', 'FFFFFFFF/FFFFFFFF'],
    ],
    failures: [
      ['22023', '-1'],
      ['22023', '18446744073709551616'],
      ['22023', '1e30'],
      ['0A000', 'NaN'],
      ['0A000', '-Infinity'],
    ],
  }),
  defineRows({
    name: 'pg_lsn_hash',
    summary: 'The hash, which is that of an int8.',
    source,
    args: { a: 'pg_lsn' },
    result: 'int4',
    rows: [
      ['0/16AE7F8', '482403093'],
      ['FFFFFFFF/FFFFFFFF', '385747274'],
    ],
  }),
  defineRows({
    name: 'pg_lsn_hash_extended',
    summary: 'The same with a seed.',
    source,
    args: { a: 'pg_lsn', seed: 'int8' },
    result: 'int8',
    rows: [
      ['0/16AE7F8', '7', '7524357265346896055'],
      ['FFFFFFFF/0', '0', '4154612158245552303'],
    ],
  }),
];
