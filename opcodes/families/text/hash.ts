/** Hashes: those of PostgreSQL's hash tables, and MD5. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Row } from './cases.js';

const hash = (name: string, type: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: 'The hash by which PostgreSQL finds a in a hash table.',
    source: 'src/backend/access/hash/hashfunc.c',
    args: { a: type },
    result: 'int4',
    rows,
  });

const seeded = (name: string, type: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: 'The hash of a in 64 bits, with the seed b.',
    source: 'src/backend/access/hash/hashfunc.c',
    args: { a: type, b: 'int8' },
    result: 'int8',
    rows,
  });

export const hashFunctions: readonly CallDefinition[] = [
  hash('hashtext', 'text', [
    ['', '-1477818771'],
    ['quern', '-120188322'],
    ['é twelve byte', '302791932'],
    ['a text longer than twelve bytes', '1182848393'],
    [null, null],
  ]),
  seeded('hashtextextended', 'text', [
    ['', '0', '-6939563903564495251'],
    ['', '-7', '7897695672827216937'],
    ['quern', '0', '3038269258163688030'],
    ['quern', '-7', '289787080074026242'],
    ['é twelve byte', '0', '-7732707506517164804'],
    ['é twelve byte', '-7', '-1920903546357702166'],
    ['a text longer than twelve bytes', '0', '-7632747647970781815'],
    ['a text longer than twelve bytes', '-7', '8807243580826602416'],
  ]),
  hash('hashbpchar', 'bpchar', [
    ['', '-1477818771'],
    ['quern  ', '-120188322'],
    ['é twelve byte', '302791932'],
    ['a text longer than twelve bytes', '1182848393'],
    [null, null],
  ]),
  seeded('hashbpcharextended', 'bpchar', [
    ['', '0', '-6939563903564495251'],
    ['', '-7', '7897695672827216937'],
    ['quern  ', '0', '3038269258163688030'],
    ['quern  ', '-7', '289787080074026242'],
    ['é twelve byte', '0', '-7732707506517164804'],
    ['é twelve byte', '-7', '-1920903546357702166'],
    ['a text longer than twelve bytes', '0', '-7632747647970781815'],
    ['a text longer than twelve bytes', '-7', '8807243580826602416'],
  ]),
  hash('hashname', 'name', [
    ['', '-1477818771'],
    ['quern', '-120188322'],
    ['é twelve byte', '302791932'],
    ['a text longer than twelve bytes', '1182848393'],
    [null, null],
  ]),
  seeded('hashnameextended', 'name', [
    ['', '0', '-6939563903564495251'],
    ['', '-7', '7897695672827216937'],
    ['quern', '0', '3038269258163688030'],
    ['quern', '-7', '289787080074026242'],
    ['é twelve byte', '0', '-7732707506517164804'],
    ['é twelve byte', '-7', '-1920903546357702166'],
    ['a text longer than twelve bytes', '0', '-7632747647970781815'],
    ['a text longer than twelve bytes', '-7', '8807243580826602416'],
  ]),
  hash('hashchar', 'char', [
    ['a', '463612535'],
    ['', '-272711505'],
    ['\\377', '385747274'],
    [null, null],
  ]),
  seeded('hashcharextended', 'char', [
    ['a', '0', '-6420269537691555209'],
    ['a', '-7', '6795714193694498309'],
    ['', '0', '4154612158245552303'],
    ['', '-7', '6070635583126202392'],
    ['\\377', '0', '-1888257769727981238'],
    ['\\377', '-7', '-4439390734192008633'],
  ]),
  defineRows({
    name: 'md5_text',
    summary: 'The MD5 of the bytes of a, in hexadecimal.',
    source: 'src/backend/utils/adt/cryptohashfuncs.c',
    args: { a: 'text' },
    result: 'text',
    rows: [
      ['', 'd41d8cd98f00b204e9800998ecf8427e'],
      ['quern', '8d22dc6822151c62bb56567f94b4f81f'],
      [null, null],
    ],
  }),
];
