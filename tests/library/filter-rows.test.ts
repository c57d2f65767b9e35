import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena, filterRows, loadParser, predicateFor, selectList, type Batch, type Reader } from '../../src/index.js';
import { CsvReader } from '../../src/inputs/csv.js';
import type { CsvOptions } from '../../src/inputs/csv-options.js';
import { decompressed } from '../../src/inputs/decompress.js';
import { asUtf8 } from '../../src/inputs/encoding.js';
import { NdjsonReader } from '../../src/inputs/ndjson.js';
import { csvWriter } from '../../src/outputs/csv-writer.js';
import { jsonWriter, ndjsonWriter } from '../../src/outputs/json-writer.js';
import { TextSink } from '../../src/outputs/sink.js';
import { tableWriter } from '../../src/outputs/table-writer.js';
import { parseFileSchema } from '../../src/sql/file-schema.js';

const arena = new Arena();
type MakeWriter = typeof csvWriter;

interface Run {
  readonly where?: string;
  readonly select?: string;
  readonly writer?: MakeWriter;
  readonly limit?: number;
}

/** What is written, and after it the error that ended the run. */
async function run(reader: Reader<Batch>, { where = 'true', select, writer = csvWriter, limit }: Run): Promise<string> {
  const sink = new TextSink();
  try {
    const predicate = await predicateFor(reader, where, { arena });
    const columns = select === undefined ? undefined : await selectList(reader, select, { arena });
    await filterRows(reader, predicate, writer<Batch>(sink, reader, columns), limit === undefined ? {} : { limit });
    return sink.text;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${sink.text}${error.code} ${error.message}`;
  } finally {
    await reader.close();
  }
}

const bytes = (text: string | Uint8Array): Uint8Array[] => [
  typeof text === 'string' ? new TextEncoder().encode(text) : text,
];
async function csv(text: string | Uint8Array, how: Run & CsvOptions = {}): Promise<string> {
  return run(await CsvReader.open(arena, bytes(text), how), how);
}
async function json(text: string, how: Run = {}, layout: 'lines' | 'values' = 'lines'): Promise<string> {
  return run(await NdjsonReader.open(arena, bytes(text), { layout }), { writer: ndjsonWriter, ...how });
}

describe('a CSV that a program wrote is filtered as it is', () => {
  it.each<[name: string, text: string, how: Run & CsvOptions, expected: string]>([
    ['semicolons', 'n;m\na;36\nb;17\n', { where: 'm > 18' }, 'n;m\na;36\n'],
    ['tabs', 'n\tm\na\t36\nb\t17\n', { where: 'm < 18' }, 'n\tm\nb\t17\n'],
    ['pipes, with commas in the texts', 'n|m\na,b|1\nc,d|2\n', { where: 'm = 2' }, 'n|m\nc,d|2\n'],
    ['a first line that says the delimiter', 'sep=;\nn;m\na;1\n', { where: 'm = 1' }, 'n;m\na;1\n'],
    [
      'spaces after delimiters',
      '"a", "b", "c"\n"x, y", "A1", 47\n',
      { where: "c = 47 AND a = 'x, y'" },
      '"a", "b", "c"\n"x, y", "A1", 47\n',
    ],
    ['a space before one quote', 'id,t\n1, "x, y"\n2,b\n', { where: "t = 'x, y'" }, 'id,t\n1, "x, y"\n'],
    ['lines that end with carriage returns', 'id,n\r1,a\r2,b', { where: 'id = 2' }, 'id,n\r2,b\r'],
    ['a first column without a name', ',len\n0,5.5\n1,7.0\n', { where: 'unnamed_1 = 1' }, ',len\n1,7.0\n'],
    ['names twice', 'id,n,id\n1,a,7\n2,b,8\n', { where: 'id_2 = 8' }, 'id,n,id\n2,b,8\n'],
    ['a header and no rows, compared with a number', 'id,y\n', { where: "id = 2 AND y > date '2024-01-01'" }, 'id,y\n'],
    ['a column of nulls, compared with a number', 'id,y\n1,\n', { where: 'y > 5 OR id = 1' }, 'id,y\n1,\n'],
    ['NA for a missing number', 'x,y\n1,NA\n2,5\n3,7\n', { where: 'y > 5' }, 'x,y\n3,7\n'],
    ['NA asked for', 'x,y\n1,NA\n2,5\n', { where: 'y IS NULL' }, 'x,y\n1,NA\n'],
    ['an empty number in quotes', '"id","v"\n"1",""\n"2","5"\n', { where: 'v > 1' }, '"id","v"\n"2","5"\n'],
    ['an inch mark', 'id,p\n1,5" pipe\n', { quote: '' }, 'id,p\n1,5" pipe\n'],
    [
      'backslashes before quotes',
      'id,t\n1,"a \\"b\\" c"\n',
      { escape: '\\', where: `t = 'a "b" c'` },
      'id,t\n1,"a \\"b\\" c"\n',
    ],
    ['delimiters at the ends of rows', 'a,b\n1,2,\n3,4,\n', { ragged: 'pad', where: 'b = 4' }, 'a,b\n3,4,\n'],
    ['rows that are too short', 'a,b\n1\n3,4\n', { ragged: 'pad', where: 'b IS NULL' }, 'a,b\n1\n'],
    ['no header', '1,a\n2,b\n', { header: false, where: 'column_1 = 2' }, '2,b\n'],
    ['lines before the header', 'report\n\nid,n\n1,a\n', { skip: 2, where: 'id = 1' }, 'id,n\n1,a\n'],
    ['comments', '# made today\nid,n\n1,a\n# more\n2,b\n', { comment: '#', where: 'id = 2' }, 'id,n\n2,b\n'],
    ['words for null that are said', 'id,n\n1,none\n2,b\n', { nulls: ['none'], where: 'n IS NULL' }, 'id,n\n1,none\n'],
  ])('%s', async (_, text, how, expected) => {
    expect(await csv(text, how)).toBe(expected);
  });

  it('in UTF-16, Latin-1 or gzip', async () => {
    const text = 'id,n\n1,é\n2,b\n';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const [file, encoding] of [
      [utf16, undefined],
      [Buffer.from(text, 'latin1'), 'latin1'],
      [Buffer.from(text, 'latin1'), 'windows-1252'],
      [gzipSync(text), undefined],
      [gzipSync(utf16), undefined],
    ] as const) {
      const reader = await CsvReader.open(arena, asUtf8(decompressed([file]), encoding));
      expect(await run(reader, { where: "n = 'é'" })).toBe('id,n\n1,é\n');
    }
    await expect(async () => {
      for await (const _ of decompressed([gzipSync('a'.repeat(1000)).subarray(0, 20)]));
    }).rejects.toMatchObject({ code: '22P03' });
  });
});

describe('a value that nobody uses', () => {
  it('never ends a run and is copied as it is', async () => {
    const rows = `${Array.from({ length: 11_000 }, (_, i) => `${i},10,0.5`).join('\n')}\n`;
    expect(await csv(`id,c,p\n${rows}11000,10A,NA\n11001,"""x""",0x\n`, { where: 'id > 10999' })).toBe(
      'id,c,p\n11000,10A,NA\n11001,"""x""",0x\n',
    );
    expect(await json('{"note":"a\\u0000b","n":1}\n{"note":"x","n":2}\n', { where: 'n = 1' })).toBe(
      '{"note":"a\\u0000b","n":1}\n',
    );
  });

  it('keeps its digits in every format', async () => {
    const text = 'id,h,p\n18446744073709551615,007,1.50\n';
    expect(await csv(text, { writer: ndjsonWriter })).toBe('{"id":18446744073709551615,"h":"007","p":1.50}\n');
    expect(await csv(text, { select: 'p, id' })).toBe('p,id\n1.50,18446744073709551615\n');
    const large = '{"id":9007199254740993,"x":1e400}\n{"id":9007199254740992}\n';
    expect(await json(large, { where: 'id = 9007199254740993' })).toBe('{"id":9007199254740993,"x":1e400}\n');
    expect(await json(large, { where: 'id = 9007199254740993', writer: csvWriter })).toBe(
      'id,x\n9007199254740993,1e400\n',
    );
  });
});

describe('what would be read wrongly is not read', () => {
  it('as a number, when it is a code', async () => {
    expect(await csv('part,q\n4E3,1\n4000,2\n', { where: "part = '4E3'" })).toBe('part,q\n4E3,1\n');
    expect(await csv('sex\nF\nF\n', { where: "sex = 'M'" })).toBe('sex\n');
  });

  it('as a double, when it is an integer that none holds', async () => {
    const text = '{"id":9007199254740993}\n{"id":9007199254740992}\n{"id":1.5}\n{"id":15e-1}\n';
    expect(await json(text, { where: 'id = 9007199254740993' })).toBe('{"id":9007199254740993}\n');
    expect(await json(text, { where: 'id = 1.5' })).toBe('{"id":1.5}\n{"id":15e-1}\n');
    expect(await json('{"x":1e400}\n{"x":2}\n', { where: 'x > 2' })).toBe('{"x":1e400}\n');
  });

  it('but the malformed record is told before the column that it hides', async () => {
    expect(await json('{"a":NaN,"b":1}\n{"a":2.5,"b":2}\n', { where: 'a > 1' })).toMatch(
      /^22P02 line 1: invalid input syntax/,
    );
    expect(await json('[{"a":1}]\n', { where: 'a > 1' })).toBe('22P02 line 1: a JSON object is expected');
    expect(await json('{\n "a":1\n}\n', { where: 'a > 1' })).toMatch(/^22P02 line 1: /);
    expect(await csv('id,t\n1,x"y"\n', { where: 't > 1' })).toBe('22P04 line 2: quote inside an unquoted field');
  });
});

describe('JSON', () => {
  it('is read from arrays and from objects over several lines', async () => {
    expect(await json('[{"a":1},\n{"a":2}]\n', { where: 'a = 2' }, 'values')).toBe('{"a":2}\n');
    expect(await json('{\n  "a": 1,\n  "t": "x\\ny  z"\n}\n{"a":2}', { where: 'a = 1' }, 'values')).toBe(
      '{"a": 1,"t": "x\\ny  z"}\n',
    );
    expect(await json('[\n{"a":1},\n{"a":"x"}]', { where: "a::text = '1'" }, 'values')).toBe('{"a":1}\n');
    expect(await json('[\n{"a":1},\n{"a":"x"}]', { where: 'a = 1' }, 'values')).toMatch(/^42883 /);
    expect(await json('[\n{"a":1},\n{"a":2}}]', { where: 'a = 1' }, 'values')).toMatch(/^{"a":1}\n22P02 line 3: /);
  });

  it('has members of objects and arrays, which are json', async () => {
    const text = '{"u":{"name":"x"},"tags":["p"],"v":1}\n{"v":"y","u":null}\n';
    expect(await json(text, { where: 'tags IS NOT NULL', select: 'u, v' })).toBe('{"u":{"name":"x"},"v":1}\n');
    expect(await json(text, { where: "u ->> 'name' = 'x' AND tags ->> 0 = 'p'" })).toBe(
      '{"u":{"name":"x"},"tags":["p"],"v":1}\n',
    );
    expect(await json(text, { where: `v::text = '"y"'` })).toBe('{"v":"y","u":null}\n');
    expect(await json(text, { where: "u = 'x'" })).toBe('42883 operator does not exist: json = unknown');
  });

  it('may have its keys in any order', async () => {
    expect(await json('{"a":1,"b":2}\n{"b":3,"a":4}\n{"c":1,"b":5,"a":6}\n', { where: 'a + b = 7' })).toBe(
      '{"b":3,"a":4}\n',
    );
  });
});

describe('a select list', () => {
  const text = 'name,price,n\nx,1.50,2\ny,2,0\nz,,5\n';
  it('has columns as they were written, and expressions', async () => {
    expect(await csv(text, { select: 'NAME, price * 2 AS "Double", n + 1', where: 'n > 0' })).toBe(
      'name,Double,n + 1\nx,3,3\nz,,6\n',
    );
    expect(await csv(text, { select: '*, price IS NULL AS missing', where: 'n = 5', writer: ndjsonWriter })).toBe(
      '{"name":"z","price":null,"n":5,"missing":true}\n',
    );
  });

  it('is computed for no row that is not selected, and an error comes after the rows before it', async () => {
    expect(await csv(text, { select: '10 / n AS r', where: 'n > 0' })).toBe('r\n5\n2\n');
    expect(await csv(text, { select: '10 / n AS r' })).toBe('r\n5\n22012 line 3: division by zero');
  });

  it.each([
    ['', '42601'],
    ['name,', '42601'],
    ['name,,n', '42601'],
    ['z', '42703'],
    ['"NAME"', '42703'],
    ['name, Name', '42701'],
    ['n AS 1', '42601'],
    ['nofunc(n)', '42883'],
  ])('is refused when it is %j', async (select, code) => {
    expect((await csv(text, { select })).slice(0, 5)).toBe(code);
  });
});

describe('what is written', () => {
  it('ends with the rows that were wanted, whatever is wrong behind them', async () => {
    expect(await csv('a\n1\n0\n2\n', { where: '1 / a >= 0', limit: 1 })).toBe('a\n1\n');
    expect(await csv('a\n1\n0\n2\n', { where: '1 / a >= 0', limit: 2 })).toBe('a\n1\n22012 line 3: division by zero');
  });

  it('is a whole array even after an error', async () => {
    expect(await csv('a\n1\n0\n', { where: '1 / a = 1', writer: jsonWriter })).toBe(
      '[\n{"a":1}\n]\n22012 line 3: division by zero',
    );
  });

  it('may be a table for people', async () => {
    expect(await csv(`name,n\nx,1\n"a\nb",\n${'é'.repeat(50)},12345\n`, { writer: tableWriter })).toBe(
      `name                                          n\n${'-'.repeat(40)}  -----\nx${' '.repeat(45)}1\na\\nb${' '.repeat(42)}∅\n${'é'.repeat(39)}…  12345\n`,
    );
  });
});

it('a row of thousands of columns is filtered without memory for all of them', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => i);
  const text = `${many.map((i) => `c${i}`).join(',')}\n${many.map((i) => `x${i}`).join(',')}\n`;
  expect(await csv(text, { where: "c19999 = 'x19999'", select: 'c3' })).toBe('c3\nx3\n');
  const twins = `${many.map((i) => (i % 2 === 0 ? 'id' : `id_${i}`)).join(',')}\n`;
  expect(await csv(twins, { where: 'id IS NULL', select: 'id' })).toBe('id\n');
});

describe('a schema for a file', () => {
  it('may name some of the columns, as CREATE TABLE does', async () => {
    await loadParser();
    const schema = parseFileSchema(
      `CREATE TABLE shop."Orders" (id bigserial PRIMARY KEY, code varchar(20) NOT NULL DEFAULT 'x', amount point, UNIQUE (code));`,
    );
    expect(schema).toEqual([
      { name: 'id', type: 'int8', notNull: true },
      { name: 'code', type: 'varchar', notNull: true },
      { name: 'amount', type: 'text', notNull: false, opaque: 'type point is not supported' },
    ]);
    expect(await csv('id,code,amount,v\n1,007,ff,2.5\n', { schema, where: "v > 2 AND code = '007'" })).toBe(
      'id,code,amount,v\n1,007,ff,2.5\n',
    );
    expect(await csv('id,code,amount\n1,007,ff\n', { schema, where: "amount = 'ff'" })).toBe(
      '0A000 column "amount" cannot be computed with: type point is not supported',
    );
  });

  it('is refused where it is wrong', () => {
    expect(() => parseFileSchema('a nosuch')).toThrow(expect.objectContaining({ code: '42704', position: 3 }) as Error);
    expect(() => parseFileSchema('a int4, a text')).toThrow(expect.objectContaining({ code: '42701' }) as Error);
    expect(() => parseFileSchema('a int4 b')).toThrow(expect.objectContaining({ code: '42601' }) as Error);
  });
});
