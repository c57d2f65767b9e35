import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberExpression } from '../../src/inputs/other-numbers.js';
import { schemaText } from '../../src/inputs/schema-text.js';
import { CsvReader } from '../../src/inputs/csv.js';
import { Arena } from '../../src/arena/arena.js';
import { readCsv } from './reading.js';

const typeOf = async (...values: string[]): Promise<string | undefined> =>
  (await readCsv(`x,y\n${values.map((value) => `${value},\n`).join('')}`)).schema[0]?.type;

describe('a type is inferred', () => {
  const cases: readonly [values: string[], type: string][] = [
    [['1', '', '-7'], 'int8'],
    [['2147483648', '1', '9223372036854775807'], 'int8'],
    [['1', '0.5', '1.0e10', '1e-05', 'NaN', '.5', '-0'], 'float8'],
    [['true', 'false', 'TRUE'], 'bool'],
    [['t', 'f', 'F'], 'bool'],
    [['2024-02-29', '1999-12-31'], 'date'],
    [['2024-02-29', '1999-12-31 12:00'], 'timestamp'],
    [['1999-12-31T12:00:00.5', '2015/01/01 01:00:00'], 'timestamp'],
    [['', ''], 'text'],
    [['""', '1', 'NA', '\\N', '-'], 'int8'],
    [['NA', '2024-01-01'], 'date'],
    [[], 'text'],
  ];
  it.each(cases)('%j is %s', async (values, type) => {
    expect(await typeOf(...values)).toBe(type);
  });

  it.each([
    ['leading zeros', ['1', '007']],
    ['an exponent that a code may have', ['1', '4E3']],
    ['the same of a hash', ['8137521', '813752e1']],
    ['a plus', ['+4712345678', '1']],
    ['hexadecimal digits', ['0x10', '1']],
    ['a name that begins a special value', ['NaN', 'Nan']],
    ['the letter F alone', ['F', 'F']],
    ['the letter t, and a word', ['t', 'false']],
    ['numbers that overflow', ['1e+400', '1']],
    ['a day that is none', ['2023-02-29']],
    ['a date, and a number', ['2024-02-29', '1']],
    ['a date in another order', ['29/02/2024']],
    ['nanoseconds', ['2024-01-01 00:00:00.000000001']],
    ['yes', ['yes', 'no']],
    ['a missing value among texts', ['NA', 'x']],
  ])('and is text for %s', async (_, values) => {
    expect(await typeOf(...values)).toBe('text');
  });

  it('and zeros after microseconds are no loss', async () => {
    expect(await typeOf('2024-01-01 00:00:00.123456000')).toBe('timestamp');
  });

  it.each([
    ['1', '1.5', 'float8', 'bigint'],
    ['1', '007', 'text', 'bigint'],
    ['1', '99999999999999999999', 'numeric', 'bigint'],
    ['0.5', '1e5', 'text', 'double precision'],
    ['true', '1', 'text', 'boolean'],
    ['2024-01-01', '2024-01-02 10:00', 'timestamp', 'date'],
    ['2024-01-01', '1/2/2024', 'text', 'date'],
    ['2024-01-01 00:00', '2024-01-02T10:00Z', 'text', 'timestamp without time zone'],
  ])(
    'and a value like %j later, as %j, ends the reading with the schema that reads it',
    async (first, later, wider, was) => {
      const { rows, error } = await readCsv(
        `a,b\n${`${first},x\n`.repeat(12_000)}${later},x\n`,
        {},
        { capacity: 16384 },
      );
      expect(rows).toHaveLength(12_000);
      expect(error?.message).toBe(
        `line 12002, column "a": "${later}" is not written as the first values are, which are of type ${was}`,
      );
      expect(error?.hint).toBe(`Say what the column is: --schema 'a ${wider}'.`);
    },
  );

  it('and a usual word for a missing number is null, however late', async () => {
    const { rows, error } = await readCsv(`a,b\n${'1,x\n'.repeat(12_000)}NA,x\n"",x\n`, {}, { capacity: 16384 });
    expect(error).toBeUndefined();
    expect(rows.slice(-3)).toEqual([
      ['1', 'x'],
      [null, 'x'],
      [null, 'x'],
    ]);
  });

  it('so that the same rows in another order give the same rows', async () => {
    const spelling = fc.oneof(
      fc.constantFrom(
        '',
        '""',
        'NA',
        '0',
        '-0',
        '007',
        '4E3',
        '1.50',
        '1e-3',
        '+1',
        'T',
        'F',
        'true',
        'FALSE',
        'x',
        '.',
      ),
      fc.constantFrom('2024-01-01', '2024-01-01 10:00', '2024/02/03', '2024-01-01T00:00:00Z', '1/2/2024', 'Infinity'),
      fc.integer().map(String),
      fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
      fc.double().map(String),
    );
    const rowsOf = async (values: readonly string[]): Promise<string[]> => {
      const { rows, error, schema } = await readCsv(`v,end\n${values.map((value) => `${value},\n`).join('')}`);
      return [String(error?.code), String(schema[0]?.type), ...rows.map(([value]) => String(value)).sort()];
    };
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(spelling, { maxLength: 8 })
          .chain((values) => fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length }))),
        async ([values, shuffled]) => {
          expect(await rowsOf(shuffled)).toEqual(await rowsOf(values));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with the words that were taken for missing values, so that they can be told', async () => {
    const reader = await CsvReader.open(new Arena(), [
      new TextEncoder().encode('a,b,c\n1,NA,NA\nNA,"",x\n2,2024-01-01,y\n'),
    ]);
    expect(reader.nullWords).toEqual([
      { name: 'a', word: 'NA' },
      { name: 'b', word: 'NA' },
    ]);
    await reader.close();
  });

  it('and can be given as the text of a schema', () => {
    const schema = [
      { name: 'a', type: 'int4', notNull: true },
      { name: 'The "B"', type: 'text', notNull: false },
      { name: 'select', type: 'date', notNull: false },
    ] as const;
    expect(schemaText(schema)).toBe('a int4 not null, "The ""B""" text, "select" date');
  });
});

describe('texts that look like numbers are told with what reads them', () => {
  it.each<[values: string[], expressions: string[]]>([
    [['1,5', '-2,25', '7'], ["replace(v, ',', '.')::numeric"]],
    [['1,234.50', '12'], ["replace(v, ',', '')::numeric"]],
    [['1.5', '1,234'], ["replace(v, ',', '')::numeric"]],
    [
      ['1,234', '12,500'],
      ["replace(v, ',', '.')::numeric", "replace(v, ',', '')::numeric"],
    ],
    [['1.234,50', '2,00', 'NA'], ["translate(v, ',.', '.')::numeric"]],
    [['$12.50', '$1,000.00', ''], ["translate(v, '$€£¥%, ', '')::numeric"]],
    [['12%', '7 %'], ["translate(v, '$€£¥%, ', '')::numeric"]],
    [['1,5', 'x'], []],
    [['1,5', '1.5.2'], []],
    [['10-20', '7'], []],
    [['1,5', '2024-01-01'], []],
    [['1', '2'], []],
  ])('%j', async (values, expressions) => {
    const text = `v,end\n${values.map((value) => `"${value}",\n`.replace('""', '')).join('')}`;
    const reader = await CsvReader.open(new Arena(), [new TextEncoder().encode(text)]);
    const told = reader.otherNumbers.flatMap(({ name, ways }) => ways.map((way) => numberExpression(way, name)));
    await reader.close();
    expect(told).toEqual(expressions);
  });
});
