/** Rows that are taken many at a time are those that are taken one by one, and what is wrong is told in the same words. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CsvOptions } from '../../src/inputs/csv-options.js';
import type { NdjsonOptions } from '../../src/inputs/ndjson.js';
import { QuickRows } from '../../src/inputs/quick-rows.js';
import { columns, readCsv, readNdjson, type Reading } from './reading.js';

const runs = Number(process.env['QUERN_RUNS'] ?? 800);
/** What the window holds at once (src/inputs/window.ts). */
const windowBytes = 1024 * 1024 - 1;

afterEach(() => {
  vi.restoreAllMocks();
});

type Taken = Pick<Reading, 'rows' | 'lines'> & { readonly types: string[]; readonly error: string | undefined };

const told = ({ schema, rows, lines, error }: Reading): Taken => ({
  types: schema.map(({ name, type }) => `${name} ${type}`),
  rows,
  lines,
  error: error === undefined ? undefined : `${error.code} ${error.message} ${error.hint ?? ''} ${error.detail ?? ''}`,
});

/** What is read by both, which must be the same; how many rows were taken in many, and how many were looked at in many for the types. */
async function both(
  read: () => Promise<Reading>,
): Promise<Taken & { readonly many: number; readonly sampled: number }> {
  const take = vi.spyOn(QuickRows.prototype, 'take');
  const sample = vi.spyOn(QuickRows.prototype, 'sample');
  const quick = told(await read());
  const [many = 0, sampled = 0] = [take, sample].map(({ mock }) =>
    mock.results.reduce((sum, { value }) => sum + Number(value), 0),
  );
  take.mockImplementation(() => 0);
  sample.mockImplementation(() => 0);
  const slow = told(await read());
  take.mockRestore();
  sample.mockRestore();
  expect(quick).toEqual(slow);
  return { ...quick, many, sampled };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The text with some of its bytes exchanged, left out or doubled. */
const damages = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom('exchange', 'leave out', 'double'),
    byte: fc.constantFrom(...'{}[]:,"\\\n\r\t 0-.eEtfnu\x01ä;'.split(''), '\x00'),
  }),
  { maxLength: 2 },
);

function damaged(text: string, wanted: readonly { at: number; how: string; byte: string }[]): Uint8Array {
  let result = [...text];
  for (const { at, how, byte } of wanted) {
    const place = at % Math.max(result.length, 1);
    const instead = how === 'exchange' ? [byte] : how === 'double' ? [result[place] ?? '', result[place] ?? ''] : [];
    result = [...result.slice(0, place), ...instead, ...result.slice(place + 1)];
  }
  return bytes(result.join(''));
}

describe('NDJSON', () => {
  const space = fc.constantFrom('', '', '', ' ', '\t', '  ', '\r');
  const key = fc.constantFrom(
    '"a"',
    '"b"',
    '"c"',
    '"d"',
    '"e"',
    '"f"',
    '"t"',
    '"g"',
    '"a key of more than 16 letters"',
    '"\\u0061"',
    '"unknown"',
    '"ä"',
    '""',
  );
  const scalar = fc.constantFrom(
    ...[
      '1',
      '0',
      '-1',
      '-0',
      '12345678901234',
      '9007199254740993',
      '1.5',
      '-0.25',
      '1e3',
      '1E-2',
      '0.1234567890123456',
      '32768',
      '2147483648',
    ],
    ...['01', '1.', '.5', '-', '1e', 'true', 'false', 'null', 'nul', 'True', 'NaN'],
    ...[
      '""',
      '"x"',
      '"exactly 12 b"',
      '"more than 12 bytes of text"',
      '"a\\nb"',
      '"\\ud83d\\ude00"',
      '"\\ud83d"',
      '"\\u0000"',
      '"\\x"',
      '"ä€😀"',
    ],
    ...[
      '"2024-02-29"',
      '"2023-02-29"',
      '"2024-02-29 10:00:00.5"',
      '"2024/02/29T10:00"',
      '"0001-01-01"',
      '"NaN"',
      '"t"',
    ],
  );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 8, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(',')}]`) },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.tuple(key, tie('value')), { maxLength: 2 })
          .map((all) => `{${all.map(([k, v]) => `${k}:${v}`).join(' ,')}}`),
      },
    ),
  }));
  const member = fc
    .tuple(space, key, space, space, value, space)
    .map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`);
  const anyLine = fc.array(member, { maxLength: 5 }).map((members) => `{${members.join(',')}}`);
  /** Of many digits: some are the fewest that are read as a double, of others the last digit is another. */
  const long = fc
    .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(String), fc.constantFrom(undefined, 0, 1, 5))
    .map(([number, last]) => (last === undefined ? number : number.replace(/\d$/, String(last))));
  /** Lines as programs write them, of which many are alike. */
  const likely = fc
    .tuple(
      fc.integer({ min: -5, max: 99_999 }),
      fc.constantFrom('null', '"x"', '"a text that is longer"', '"a\\"b"'),
      fc.oneof(
        long,
        fc.constantFrom('1.25', '7', 'null', '0.1234567890123456', '0.30000000000000004', '-0', '2.50', '1e-05'),
      ),
      fc.constantFrom('2024-02-29', '2024-02-29', '2024-02-29 10:00:00.5', '2024-02-29T10:00Z', '2024-02-30', '1'),
    )
    .map(([a, b, d, f]) => `{"a":${a},"b":${b},"d":${d},"f":"${f}","g":[1,{"x":"}"}]}`);
  const line = fc.oneof(
    { weight: 6, arbitrary: likely },
    { weight: 2, arbitrary: anyLine },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\r', '[1]', '7', '{}') },
  );
  const text = fc
    .array(line, { maxLength: 12 })
    .chain((lines) => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`, `${lines.join('\r\n')}\r\n`));
  const schemas: readonly (NdjsonOptions['schema'] | undefined)[] = [
    undefined,
    columns('a int8, b text, d float8, f date, g json'),
    columns('a int4, b text, c bool, d numeric, e int2, f timestamp, t timestamptz'),
    columns('a int8 not null, b text not null, f text, t jsonb'),
    [...columns('a int2'), { name: 'g', type: 'text', notNull: false, opaque: 'of no type' }],
  ];

  it('random and damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        damages,
        fc.constantFrom(...schemas),
        fc.constantFrom(1, 7, 1000),
        fc.constantFrom(1, 64),
        async (lines, wanted, schema, sample, capacity) => {
          await both(() => readNdjson(damaged(lines, wanted), { schema, sample }, { chunk: 100, capacity }));
        },
      ),
      { numRuns: runs },
    );
  }, 120_000);

  it('with numbers of any number of digits, which float8 holds or does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(long, { minLength: 1, maxLength: 40 }), async (numbers) => {
        const lines = numbers.map((number) => `{"d":${number}}\n`).join('');
        await both(() => readNdjson(lines));
        await both(() => readNdjson(lines, { schema: columns('d float8') }));
      }),
      { numRuns: runs },
    );
  });

  it('at every byte of the border between two windows', async () => {
    const rows = [
      '{"a":1,"b":"long enough to stay where it is","d":1.5}',
      '{"a":22,"b":"short", "d":null}',
      '{"a":-3,"b":"a\\u00e9\\"b","g":[1,2]}',
      '',
      '{"a":4,"b":"€uro"}',
    ];
    const tail = bytes(`${rows.join('\n')}\n${rows.join('\r\n')}`);
    const schema = columns('a int8, b text, d float8');
    for (let inside = 0; inside <= tail.length; inside++) {
      const head = bytes(`{"pad":"${'x'.repeat(windowBytes - inside - 10)}"}\n`);
      const whole = new Uint8Array(head.length + tail.length);
      whole.set(head);
      whole.set(tail, head.length);
      const { rows: read, error, many } = await both(() => readNdjson(whole, { schema, sample: 2 }));
      expect(error).toBeUndefined();
      expect(read).toHaveLength(9);
      expect(many).toBeGreaterThan(1);
    }
  }, 60_000);

  it('of the usual kind are taken in many, not one by one', async () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `{"a":${n}, "b":"text ${n}", "g":{"deep":[${n}]}}\n`).join('');
    const { many, sampled, rows } = await both(() => readNdjson(lines, {}, { capacity: 5000 }));
    expect(many).toBe(5000);
    expect(sampled).toBe(4999);
    expect(rows[4999]).toEqual(['4999', 'text 4999', '{"deep":[4999]}']);
  });

  it('whose keys come in any order, or are many, are taken so too', async () => {
    const names = Array.from({ length: 300 }, (_, n) => `key_${n}`);
    const lines = [names, names.toReversed(), names.slice(100), names].map(
      (some) => `{${some.map((name) => `"${name}":"${name}"`).join(',')}}\n`,
    );
    const { many, rows } = await both(() => readNdjson(lines.join('')));
    expect(many).toBe(4);
    expect(rows[1]).toEqual(names);
    expect(rows[2]?.slice(99, 101)).toEqual([null, 'key_100']);
  });
});

describe('CSV', () => {
  const field = fc.constantFrom(
    ...[
      '',
      '1',
      '0',
      '-7',
      '007',
      '12345678901234',
      '9007199254740993',
      '1.5',
      '-0.25',
      '1e-05',
      '0.1234567890123456',
      '4E3',
      'NA',
      '-',
      '.',
      '\\N',
      '999',
    ],
    ...[
      'x',
      'exactly 12 b',
      'more than 12 bytes of text',
      'ä€😀',
      'true',
      'false',
      'TRUE',
      't',
      'F',
      ' x',
      'x ',
      ' 1',
      'a"b',
    ],
    ...[
      '2024-02-29',
      '2023-02-29',
      '2024/02/29 10:00',
      '2024-02-29T10:00:00.123456',
      '2024-02-29 10:00:00Z',
      '29/02/2024',
    ],
    ...[
      '""',
      '"x"',
      '"1"',
      '"a ""b"" c"',
      '"a\nb"',
      '"a\r\nb"',
      '"a,b;c"',
      '"NA"',
      '"999"',
      ' "x"',
      '"x" ',
      '"open',
      '"x"y',
      '#',
    ],
  );
  const likely = fc
    .tuple(
      fc.integer({ min: 0, max: 99_999 }),
      fc.constantFrom('', '1.5', '22.25'),
      fc.constantFrom('x', '"quoted"', '"a ""b"""', ''),
    )
    .map(([a, b, c]) => [String(a), b, c]);
  const record = fc.oneof(
    { weight: 5, arbitrary: likely },
    { weight: 2, arbitrary: fc.array(field, { minLength: 3, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(field, { maxLength: 5 }) },
  );
  const text = fc
    .record({
      records: fc.array(record, { maxLength: 12 }),
      delimiter: fc.constantFrom(',', ',', ';', '\t', ', '),
      lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r'),
      last: fc.boolean(),
    })
    .map(
      ({ records, delimiter, lineEnd, last }) =>
        [['a', 'b', 'c'], ...records].map((one) => one.join(delimiter)).join(lineEnd) + (last ? lineEnd : ''),
    );
  const options = fc.constantFrom<CsvOptions>(
    {},
    { delimiter: ',' },
    { delimiter: ',', quote: '' },
    { delimiter: ',', escape: '\\' },
    { delimiter: ',', comment: '#' },
    { delimiter: ',', nulls: ['999', 'NA'] },
    { delimiter: ',', ragged: 'pad' },
    { delimiter: ',', dateStyle: 'DMY' },
    { delimiter: ',', header: false },
    { delimiter: ',', schema: columns('a int8, b float8, c text') },
    { delimiter: ',', schema: columns('a int2 not null, b numeric, c bool') },
    {
      delimiter: ',',
      schema: [{ name: 'a', type: 'timestamp', notNull: false, typmod: 3 }, ...columns('b date, c timestamptz')],
    },
  );

  it('random and damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        damages,
        options,
        fc.constantFrom(1, 2, 1000),
        fc.constantFrom(1, 64),
        async (lines, wanted, how, sample, capacity) => {
          await both(() => readCsv(damaged(lines, wanted), { ...how, sample }, { chunk: 100, capacity }));
        },
      ),
      { numRuns: runs },
    );
  }, 120_000);

  it('at every byte of the border between two windows', async () => {
    const tail = bytes('1,1.5,"a ""b"""\n22,,long enough to stay where it is\r\n3,"2.5","a\nb"\n\n4,4,€uro\n5,5,last');
    for (let inside = 0; inside <= tail.length; inside++) {
      const head = bytes(`a,b,c\n0,0,${'x'.repeat(windowBytes - inside - 11)}\n`);
      const whole = new Uint8Array(head.length + tail.length);
      whole.set(head);
      whole.set(tail, head.length);
      const { rows, error, many } = await both(() => readCsv(whole, { schema: columns('a int8, b float8, c text') }));
      expect(error).toBeUndefined();
      expect(rows).toHaveLength(6);
      expect(many).toBeGreaterThan(0);
    }
  }, 60_000);

  it('of the usual kind are taken in many, not one by one', async () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `${n},"text ""${n}""",${n / 4},"two\nlines"\r\n`).join('');
    const { many, rows, lines: numbers } = await both(() => readCsv(`a,b,c,d\n${lines}`, {}, { capacity: 5000 }));
    expect(many).toBe(5000);
    expect(rows[4999]).toEqual(['4999', 'text "4999"', '1249.75', 'two\nlines']);
    expect(numbers[4999]).toBe(10_000);
  });
});
