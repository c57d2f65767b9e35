import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../src/inputs/csv.js';
import { isoOfStyled } from '../../src/inputs/date-style.js';
import { Arena } from '../../src/arena/arena.js';
import { loadParser } from '../../src/index.js';
import { columns, readCsv, readNdjson } from './reading.js';

describe('a date that ISO does not have', () => {
  it.each([
    ['29/02/2024', '2024-02-29', undefined],
    ['02/29/2024', undefined, '2024-02-29'],
    ['1.2.2024', '2024-02-01', '2024-01-02'],
    ['1-2-69', '2069-02-01', '2069-01-02'],
    ['1-2-70', '1970-02-01', '1970-01-02'],
    ['1/2/2024 9:05', '2024-02-01 09:05:00', '2024-01-02 09:05:00'],
    ['1/2/2024 12:30:01.25 AM', '2024-02-01 00:30:01.25', '2024-01-02 00:30:01.25'],
    ['1/2/2024 12:30 pm', '2024-02-01 12:30:00', '2024-01-02 12:30:00'],
    ['1/2/2024 13:30 PM', undefined, undefined],
    ['1/2/2024 24:00', undefined, undefined],
    ['30/02/2024', undefined, undefined],
    ['1/2-2024', undefined, undefined],
    ['1/2/2024x', undefined, undefined],
  ])('%s is read by its style', (text, dmy, mdy) => {
    expect([isoOfStyled(text, 'DMY'), isoOfStyled(text, 'MDY')]).toEqual([dmy, mdy]);
  });

  it('makes a column of dates, with ISO dates among them, where the style is said', async () => {
    const { schema, rows } = await readCsv('d,t\n29/02/2024,1/2/24 10:00 PM\n2024-03-01,2024-03-02\n', {
      dateStyle: 'DMY',
    });
    expect(schema.map(({ type }) => type)).toEqual(['date', 'timestamp']);
    expect(rows).toEqual([
      ['2024-02-29', '2024-02-01 22:00:00'],
      ['2024-03-01', '2024-03-02 00:00:00'],
    ]);
  });

  it('is read in a column that is declared, also from JSON', async () => {
    const schema = columns('d date');
    expect((await readCsv('d,x\n1/2/2024,\n', { schema, dateStyle: 'DMY' })).rows[0]?.[0]).toBe('2024-02-01');
    const { rows } = await readNdjson('{"d":"1/2/2024"}\n{"d":"1\\/2\\/2024"}\n', { schema, dateStyle: 'DMY' });
    expect(rows).toEqual([['2024-02-01'], ['2024-02-01']]);
  });

  it('ends the reading where the style does not have it', async () => {
    const { rows, error } = await readCsv('d,x\n1/2/2024,\n13/14/2024,\n', { dateStyle: 'DMY', sample: 1 });
    expect(rows).toHaveLength(1);
    expect(error?.message).toMatch(/^line 3, column "d": "13\/14\/2024" is not written as the first values are/);
  });

  it.each([
    ['29/02/2024', ['DMY']],
    ['2/29/2024', ['MDY']],
    ['2/3/2024', ['DMY', 'MDY']],
    ['Jan 5, 2015', ['named']],
    ['05-Jan-15', ['named']],
    ['may 12', undefined],
    ['2024-02-29', undefined],
    ['1/2', undefined],
  ])('is told: %s', async (text, ways) => {
    const bytes = new TextEncoder().encode(`d,x\n"${text}",\n"${text}",\n`);
    const reader = await CsvReader.open(new Arena(), [bytes]);
    expect(reader.otherDates).toEqual(ways === undefined ? [] : [{ name: 'd', ways }]);
    await reader.close();
  });
});

it('a modifier in a schema brings values to it', async () => {
  await loadParser();
  const csv = 't,c,b,z\n2024-01-01 10:00:00.5556,ab,101,12:00:00.7\n';
  const declared = [
    { name: 't', type: 'timestamp', notNull: false, typmod: 3 },
    { name: 'c', type: 'bpchar', notNull: false, typmod: 7 },
    { name: 'b', type: 'bit', notNull: false, typmod: 3 },
    { name: 'z', type: 'time', notNull: false, typmod: 0 },
  ] as const;
  const read = await readCsv(csv, { schema: declared });
  expect(read.error).toBeUndefined();
  expect(read.rows).toEqual([['2024-01-01 10:00:00.556', 'ab ', '101', '12:00:01']]);
  const { rows } = await readNdjson('{"t":"2024-01-01 10:00:00.5556"}\n{"t":"2024-01-01 10:00:00.555\\u0036"}\n', {
    schema: declared.slice(0, 1),
  });
  expect(rows).toEqual([['2024-01-01 10:00:00.556'], ['2024-01-01 10:00:00.556']]);
});
