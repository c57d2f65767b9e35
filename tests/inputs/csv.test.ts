import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, readCsv } from './reading.js';

const abc = columns('a int4, b text, c float8');

describe('a CSV file', () => {
  it('has a value for each field, and null for an empty one without quotes', async () => {
    const { rows, error } = await readCsv('a,b,c\n1,x,1.5\n,,\n-2,"",NaN\n3,"a ""b"", c\nd",1e3\n', { schema: abc });
    expect(error).toBeUndefined();
    expect(rows).toEqual([
      ['1', 'x', '1.5'],
      [null, null, null],
      ['-2', '', 'NaN'],
      ['3', 'a "b", c\nd', '1000'],
    ]);
  });

  it('may name its columns in another order than the schema', async () => {
    const { rows, schema } = await readCsv('c,a,b\n1,2,3\n', { schema: abc });
    expect(schema.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(rows).toEqual([['1', '2', '3']]);
  });

  it('may begin with a byte order mark, end its lines with CR LF and lack the last line end', async () => {
    for (const chunk of [1, 1000]) {
      const { rows, lines, error } = await readCsv(
        '\ufeffa,b,c\r\n1,"x\r\ny",2\r\n\r\n3,z,4',
        { schema: abc },
        { chunk },
      );
      expect(error).toBeUndefined();
      expect(rows).toEqual([
        ['1', 'x\r\ny', '2'],
        ['3', 'z', '4'],
      ]);
      expect(lines).toEqual([2, 5]);
    }
  });

  it('has a null row for a blank line when it has one column', async () => {
    expect((await readCsv('a\n1\n\n2\n', { schema: columns('a int4') })).rows).toEqual([['1'], [null], ['2']]);
  });

  it('may begin with empty lines, which are not its header', async () => {
    const { schema, rows, lines } = await readCsv('\n\r\na,b\n1,2\n', {}, { chunk: 1 });
    expect([schema.map(({ name }) => name), rows, lines]).toEqual([['a', 'b'], [['1', '2']], [4]]);
  });

  it('whose header has one field where its rows have more may have its header later', async () => {
    const { error } = await readCsv('Report\n\na,b\n1,2\n');
    expect([error?.code, error?.hint]).toEqual(['22P04', expect.stringContaining('--skip 1')]);
    const { rows } = await readCsv('Report\n\na,b\n1,2\n', { skip: 1 });
    expect(rows).toEqual([['1', '2']]);
  });

  it('may have another delimiter', async () => {
    expect((await readCsv('a;b\n1;x,y\n', { delimiter: ';' })).rows).toEqual([['1', 'x,y']]);
    expect((await readCsv('a\n1\n', { delimiter: ';;' })).error?.code).toBe('22023');
  });

  it('may have a row that is longer than the window, but not without end', async () => {
    const long = 'é'.repeat(1_500_000);
    const { rows, error } = await readCsv(`a,b\n1,${long}\n2,"${long}"""\n3,z\n`, {}, { chunk: 65_537 });
    expect(error).toBeUndefined();
    expect(rows).toEqual([
      ['1', long],
      ['2', `${long}"`],
      ['3', 'z'],
    ]);
    const endless = await readCsv(`a,b\n1,2\n3,"${'x\n'.repeat(35_000_000)}`, {}, { chunk: 1 << 20 });
    expect(endless.rows).toEqual([['1', '2']]);
    expect(endless.error?.code).toBe('54000');
    expect(endless.error?.message).toMatch(/^line 3: /);
  });

  it('has the fields that were written into it, whatever the chunks and batches are', async () => {
    const text = fc.oneof(
      fc.constantFrom('', 'a', '""', ',', '\n', '\r\n', 'é', '𝄞', ' '),
      fc.string({ maxLength: 20 }).map((any) => any.replaceAll('\0', '')),
    );
    const written = (inQuotes: boolean, field: string): string =>
      inQuotes || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    const field = fc.tuple(fc.boolean(), text).map(([inQuotes, value]) => ({
      text: written(inQuotes, value),
      value: value === '' && !inQuotes ? null : value,
    }));
    const settings = {
      chunk: fc.integer({ min: 1, max: 40 }),
      end: fc.constantFrom('\n', '\r\n'),
      records: fc.array(fc.tuple(field, field, field), { maxLength: 130 }),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(settings), async ({ chunk, end, records }) => {
        const file = ['a,b,c', ...records.map((fields) => fields.map((one) => one.text).join(','))].join(end);
        const { rows, error } = await readCsv(file, { schema: columns('a text, b text, c text') }, { chunk });
        expect(error).toBeUndefined();
        expect(rows).toEqual(records.map((fields) => fields.map(({ value }) => value)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a wrong CSV file', () => {
  const cases: readonly [name: string, text: string | Uint8Array, code: string, message: string, rowsBefore: number][] =
    [
      ['empty', '', '22P04', 'the input is empty: a header row is needed', 0],
      ['a field too few', 'a,b,c\n1,x,2\n1,x\n', '22P04', 'line 3: missing data for column "c"', 1],
      [
        'a field too many',
        'a,b,c\n1,x,2\n1,"x\n",2,3\n',
        '22P04',
        'line 3: extra data after last expected column: 4 fields, where the header has 3',
        1,
      ],
      ['a quote never closed', 'a,b,c\n1,"x\n",2\n2,"x\n\n', '22P04', 'line 4: unterminated CSV quoted field', 1],
      ['a quote inside a field', 'a,b,c\n1,x"y",2\n', '22P04', 'line 2: quote inside an unquoted field', 0],
      ['data after a quote', 'a,b,c\n1,"x"y,2\n', '22P04', 'line 2: unexpected data after a closing quote', 0],
      ['a lone carriage return', 'a,b,c\n1,x\ry,2\n', '22P04', 'line 2: unquoted carriage return found in data', 0],
      [
        'a text for a number',
        'a,b,c\n1,x,2\n2,"x\ny",3\nfive,x,2\n',
        '22P02',
        'line 5, column "a": invalid input syntax for type integer: "five"',
        2,
      ],
      [
        'a number out of range',
        'a,b,c\n99999999999,x,2\n',
        '22003',
        'line 2, column "a": value "99999999999" is out of range for type integer',
        0,
      ],
      [
        'an empty text in quotes for a number',
        'a,b,c\n"",x,2\n',
        '22P02',
        'line 2, column "a": invalid input syntax for type integer: ""',
        0,
      ],
      [
        'a doubled quote for a number',
        'a,b,c\n"""1",x,2\n',
        '22P02',
        'line 2, column "a": invalid input syntax for type integer: ""1"',
        0,
      ],
      [
        'a zero byte',
        'a,b,c\n1,x,2\n1,\0,2\n',
        '22021',
        'line 3: byte 14: invalid byte sequence for encoding "UTF8": 0x00',
        1,
      ],
      [
        'not UTF-8',
        Buffer.from('612c622c630a312c782c320a312cff2c320a', 'hex'),
        '22021',
        'line 3: byte 14: invalid byte sequence for encoding "UTF8": 0xff',
        1,
      ],
      [
        'cut off within a character',
        Buffer.from('612c622c630a312cc3', 'hex'),
        '22021',
        'line 2: byte 8: invalid byte sequence for encoding "UTF8": 0xc3',
        0,
      ],
      ['a column missing', 'a,b\n', '42703', 'column "c" of the schema is not in the header', 0],
    ];
  it.each(cases)('%s', async (_, text, code, message, rowsBefore) => {
    for (const chunk of [1, 7, 1000]) {
      const { rows, error } = await readCsv(text, { schema: abc }, { chunk });
      expect(error?.message).toBe(message);
      expect(error?.code).toBe(code);
      expect(rows).toHaveLength(rowsBefore);
    }
  });

  it('null in a NOT NULL column', async () => {
    const { error } = await readCsv('a\n1\n\n', { schema: columns('a int4 not') });
    expect([error?.code, error?.message]).toEqual([
      '23502',
      'line 3, column "a": null value in column "a" violates not-null constraint',
    ]);
  });
});
