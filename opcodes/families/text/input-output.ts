/** The types from text and to text. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Failure, type Row } from './cases.js';

const file = { bpchar: 'varchar.c', varchar: 'varchar.c', name: 'name.c', char: 'char.c' } as const;
type Type = keyof typeof file;
const long = 'é'.repeat(40);

const reads = (type: Type, name: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: `The ${type} that the text a says.`,
    source: `src/backend/utils/adt/${file[type]}`,
    args: { a: 'cstring' },
    result: type,
    rows,
  });

const readsWithLength = (type: Type, name: string, rows: readonly Row[], failures: readonly Failure[]) =>
  defineRows({
    name,
    summary: `The ${type} that the text a says, at most as long as the modifier allows.`,
    source: `src/backend/utils/adt/${file[type]}`,
    args: { a: 'cstring', modifier: 'int4' },
    result: type,
    rows,
    failures,
  });

const writes = (type: Type, name: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: `a as text.`,
    source: `src/backend/utils/adt/${file[type]}`,
    args: { a: type },
    result: 'cstring',
    rows,
  });

export const inputOutput: readonly CallDefinition[] = [
  readsWithLength(
    'bpchar',
    'bpcharin',
    [
      ['é', '7', 'é  '],
      ['abc  ', '7', 'abc'],
      ['abc', '-1', 'abc'],
      ['', '5', ' '],
    ],
    [['22001', 'abcd', '7']],
  ),
  readsWithLength(
    'varchar',
    'varcharin',
    [
      ['é', '7', 'é'],
      ['abc  ', '8', 'abc '],
      ['abc', '-1', 'abc'],
    ],
    [['22001', 'abcd', '7']],
  ),
  reads('name', 'namein', [
    ['quern', 'quern'],
    [long, 'é'.repeat(31)],
    ['', ''],
  ]),
  reads('char', 'charin', [
    ['a', 'a'],
    ['abc', 'a'],
    ['', ''],
    ['é', '\\303'],
    ['\\101', 'A'],
    ['\\377', '\\377'],
    ['\\1', '\\'],
    ['\\000', ''],
  ]),
  writes('bpchar', 'bpcharout', [['a ', 'a ']]),
  writes('varchar', 'varcharout', [['a ', 'a ']]),
  writes('name', 'nameout', [['quern', 'quern']]),
  writes('char', 'charout', [
    ['a', 'a'],
    ['\\303', '\\303'],
    ['', ''],
  ]),
];
