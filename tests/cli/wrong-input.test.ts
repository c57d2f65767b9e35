/** Whatever is wrong is said once, with its place, without a stack trace, and with the right exit status. */
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quern, scratchDirectory } from './quern.js';

const files = scratchDirectory();
const good = files.write('good.csv', 'a,b\n1,x\n2,y\n');
const objects = files.write('good.ndjson', '{"a":1,"b":"x"}\n');
const schema = ['--schema', 'a int4, b text'];
mkdirSync(files.path('directory'));

interface Case {
  name: string;
  args: readonly string[];
  status: number;
  message: string;
  stdout?: string;
  input?: string | Uint8Array;
}

/** A file with a wrong third line: the second has been printed. */
function bad(name: string, lines: string | Uint8Array, message: string, more: Partial<Case> = {}): Case {
  return {
    name,
    args: ['filter', files.write(`${name.replaceAll(' ', '-')}.csv`, lines), ...schema, '--where', 'a > 0'],
    status: 1,
    message,
    stdout: 'a,b\n1,x\n',
    ...more,
  };
}
function badJson(name: string, lines: string, message: string): Case {
  const file = files.write(`${name.replaceAll(' ', '-')}.ndjson`, `{"a":1}\n${lines}`);
  return { name, args: ['filter', file, ...schema, '--where', 'a > 0'], status: 1, message, stdout: '{"a":1}\n' };
}
const where = (name: string, sql: string, message: string): Case => ({
  name,
  args: ['filter', good, ...schema, '--where', sql],
  status: 2,
  message,
});
const badSchema = (name: string, text: string, message: string): Case => ({
  name,
  args: ['filter', good, '--schema', text, '--where', 'true'],
  status: 2,
  message,
});
const usage = (name: string, args: readonly string[], message: string): Case => ({ name, args, status: 2, message });

const cases: readonly Case[] = [
  {
    name: 'a missing file',
    args: ['filter', files.path('none.csv'), '--where', 'true'],
    status: 1,
    message: `could not open file "${files.path('none.csv')}": No such file or directory`,
  },
  {
    name: 'a directory',
    args: ['filter', files.path('directory'), '--where', 'true'],
    status: 1,
    message: `"${files.path('directory')}" is a directory`,
  },
  {
    name: 'an empty file',
    args: ['filter', '-', '--where', 'true'],
    status: 1,
    message: 'the input is empty: a header row is needed',
  },

  bad('too few fields', 'a,b\n1,x\n2\n3,z\n', 'line 3: missing data for column "b"'),
  bad(
    'too many fields',
    'a,b\n1,x\n2,y,z\n',
    'line 3: extra data after last expected column: 3 fields, where the header has 2',
  ),
  bad('an unclosed quote', 'a,b\n1,x\n2,"y\n3,z\n', 'line 3: unterminated CSV quoted field'),
  bad('a wrong value', 'a,b\n1,x\ntwo,y\n', 'line 3, column "a": invalid input syntax for type integer: "two"'),
  bad(
    'invalid UTF-8',
    Buffer.from('612c620a312c780a322cc3280a', 'hex'),
    'line 3: byte 10: invalid byte sequence for encoding "UTF8": 0xc3 0x28',
  ),
  bad('a zero byte', 'a,b\n1,x\n2,\0\n', 'line 3: byte 10: invalid byte sequence for encoding "UTF8": 0x00'),
  badJson('not JSON', '{"a":', 'line 2: invalid input syntax for type json: value expected at the end'),
  badJson('not an object', '17', 'line 2: a JSON object is expected'),
  badJson('a wrong kind', '{"a":"1"}', 'line 2, key "a": a JSON string where integer is expected: 1'),

  badSchema('a schema that does not parse', 'a int4 b', 'syntax error at or near "b" at position 8'),
  badSchema('a schema with a column twice', 'a int4, a text', 'column "a" specified more than once'),
  badSchema('a schema with an unknown type', 'a int5', 'type "int5" does not exist at position 3'),
  badSchema(
    'a schema with a column that the file has not',
    'a int4, b text, c text',
    'column "c" of the schema is not in the header',
  ),

  where('an unknown column', 'a = 1 AND z = 2', 'column "z" does not exist at position 11'),
  where('an unknown function', 'nofunc(a) = 1', 'function nofunc(integer) does not exist at position 1'),
  where('an unknown operator', 'a === 1', 'operator does not exist: integer === integer at position 3'),
  where(
    'a predicate that is not boolean',
    'a + 1',
    'argument of WHERE must be type boolean, not type integer at position 1',
  ),
  where('a syntax error', 'a = ', 'syntax error at end of input'),
  where('a literal that is not of its type', "a = 'x'", 'invalid input syntax for type integer: "x" at position 5'),

  usage('no file', ['filter', '--where', 'true'], 'missing FILE'),
  usage('no predicate', ['filter', good], "required option '--where <SQL>' not specified"),
  usage('an unknown option', ['filter', good, '--where', 'true', '--rugn', '1'], "unknown option '--rugn'"),
  usage('an unknown command', ['filtre'], "unknown command 'filtre'"),
  usage(
    'an unknown engine',
    ['filter', good, '--where', 'true', '--engine', 'jvm'],
    "option '--engine <name>' argument 'jvm' is invalid.",
  ),
  usage(
    'a rung that there is not',
    ['filter', good, '--where', 'true', '--rung', '5'],
    "option '--rung <0-4>' argument '5' is invalid.",
  ),
  usage(
    'an encoding of a columnar file',
    ['filter', files.path('x.parquet'), '--where', 'true', '--encoding', 'latin1'],
    '--encoding is for texts only',
  ),
  usage(
    'an unknown column to select',
    ['filter', objects, '--where', 'true', '--select', 'a,z', '--quiet'],
    'column "z" of --select does not exist',
  ),
  usage(
    'a parameter without a value',
    ['filter', good, ...schema, '--where', 'a = $1'],
    'the SQL has 1 parameters, but 0 values are given',
  ),
  usage(
    'a parameter with a wrong value',
    ['filter', good, ...schema, '--where', 'a = $1', '--param', 'x'],
    'parameter $1: invalid input syntax for type integer: "x"',
  ),
  usage(
    'a dataset that there is not',
    ['gen', 'demos', '--rows', '1'],
    "command-argument value 'demos' is invalid for argument 'DATASET'.",
  ),
  {
    name: 'a file that cannot be written',
    args: ['gen', 'demo', '--rows', '1', '--out', files.path('no/where')],
    status: 1,
    message: 'could not write: ENOENT',
  },
];

describe.concurrent('wrong input', () => {
  it.each(cases)('$name', async ({ args, status, message, stdout = '', input = '' }) => {
    const result = await quern(args, input);
    const [first = '', ...others] = result.stderr.trimEnd().split('\n');
    expect(first.startsWith(`quern: ${message}`), result.stderr).toBe(true);
    expect(
      others.every((line) => /^(hint|detail): |^Try |^\(Did you mean/.test(line)),
      result.stderr,
    ).toBe(true);
    expect(result.stderr).not.toMatch(/^ +at /m);
    expect(result.stdout).toBe(stdout);
    expect(result.status).toBe(status);
  });
});
