import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, readNdjson } from './reading.js';

const abc = columns('a int8, b text, c bool');

describe('NDJSON', () => {
  it('has a row for each object; what is missing or null is null', async () => {
    const { rows, lines, error } = await readNdjson(
      '{"a":1,"b":"x","c":true}\n\n \t\r\n{"c":false, "z":{"a":[1,{}]}, "a":null}\r\n{}',
      {
        schema: abc,
      },
    );
    expect(error).toBeUndefined();
    expect(rows).toEqual([
      ['1', 'x', 't'],
      [null, null, 'f'],
      [null, null, null],
    ]);
    expect(lines).toEqual([1, 4, 5]);
  });

  it('keeps all digits of a number', async () => {
    const { rows } = await readNdjson('{"a":9223372036854775807,"d":0.1}\n{"a":-9007199254740993,"d":1e-320}\n', {
      schema: columns('a int8, d float8'),
    });
    expect(rows).toEqual([
      ['9223372036854775807', '0.1'],
      ['-9007199254740993', '1e-320'],
    ]);
  });

  it('takes dates and floats that are not finite from strings', async () => {
    const { rows, error } = await readNdjson(
      '{"f":"2024-02-29","d":"-Infinity"}\n{"f":"\\u0032024-03-01","d":"NaN"}\n',
      {
        schema: columns('f date, d float8'),
      },
    );
    expect(error).toBeUndefined();
    expect(rows).toEqual([
      ['2024-02-29', '-Infinity'],
      ['2024-03-01', 'NaN'],
    ]);
  });

  it('takes the last of two members of the same name', async () => {
    expect((await readNdjson('{"a":1,"a":2}', { schema: columns('a int4') })).rows).toEqual([['2']]);
  });

  it('tells the types of its columns by the first lines', async () => {
    const { schema } = await readNdjson(
      '{"a":1,"b":1,"c":"2024-01-01","d":true,"e":null,"f":[1],"g":1}\n{"a":2147483648,"b":1.5,"g":"x"}\n',
    );
    expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'a int8',
      'b float8',
      'c text',
      'd bool',
      'e text',
      'f json',
      'g json',
    ]);
  });

  it('reads any object as JSON.parse does', async () => {
    const value = fc.record(
      {
        'a"b': fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
        é: fc.double({ noNaN: true, noDefaultInfinity: true }),
        c: fc.boolean(),
        other: fc.jsonValue({ maxDepth: 3 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 70 }), fc.integer({ min: 1, max: 50 }), async (values, chunk) => {
        const { rows, error } = await readNdjson(
          values.map((object) => JSON.stringify(object)).join('\n'),
          { schema: columns('a"b text, é float8, c bool') },
          { chunk },
        );
        expect(error).toBeUndefined();
        expect(
          rows.map(([text, number, flag]) => [
            text,
            number == null ? null : Number(number),
            flag == null ? null : flag === 't',
          ]),
        ).toEqual(
          values.map((object) => [
            object['a"b'] ?? null,
            object.é === undefined ? null : object.é + 0,
            object.c ?? null,
          ]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('accepts the texts that JSON.parse accepts, and no others', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      'u0',
      'true',
      'nul',
      'null',
      '0',
      '1',
      '-',
      '.',
      'e',
      '+',
      ' ',
      '{"a":1}',
      '"\\u00e9"',
      '\t',
      'é',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 8 }).map((pieces) => `{"x":${pieces.join('')}}`),
        async (text) => {
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const { error } = await readNdjson(text, { schema: columns('b text') });
          expect(error?.code, error?.message).toBe(valid ? undefined : '22P02');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('wrong NDJSON', () => {
  const cases: readonly [name: string, line: string, code: string, message: string][] = [
    ['not JSON', '{"a":1', '22P02', 'invalid input syntax for type json: "," expected at the end'],
    ['no value', '{"a":}', '22P02', 'invalid input syntax for type json: value expected at "}"'],
    ['not an object', '[1]', '22P02', 'a JSON object is expected'],
    ['more after the object', '{"a":1} 2', '22P02', 'invalid input syntax for type json: end of line expected at "2"'],
    ['a string for a number', '{"a":"1"}', '22P02', 'key "a": a JSON string where bigint is expected: 1'],
    ['a number for a text', '{"b":1}', '22P02', 'key "b": a JSON number where text is expected: 1'],
    ['an object for a boolean', '{"c":{}}', '22P02', 'key "c": a JSON object where boolean is expected: {}'],
    ['a fraction for a whole number', '{"a":1.5}', '22P02', 'key "a": invalid input syntax for type bigint: "1.5"'],
    [
      'a number out of range',
      '{"a":9223372036854775808}',
      '22003',
      'key "a": value "9223372036854775808" is out of range for type bigint',
    ],
    ['a zero character', '{"b":"\\u0000"}', '22P05', 'key "b": unsupported Unicode escape sequence'],
    ['half a character', '{"b":"\\ud800"}', '22P02', 'key "b": invalid input syntax for type json'],
    ['too deep', `{"z":${'['.repeat(2000)}`, '54001', 'JSON is nested too deeply'],
  ];
  it.each(cases)('%s', async (_, line, code, message) => {
    for (const chunk of [1, 1000]) {
      const { rows, error } = await readNdjson(`{"a":1}\n\n${line}\n{"a":2}\n`, { schema: abc }, { chunk });
      expect(error?.message.replace(/^line 3(: |, )/, '')).toBe(message);
      expect(error?.code).toBe(code);
      expect(rows).toHaveLength(1);
    }
  });

  it('null in a NOT NULL column', async () => {
    const { error } = await readNdjson('{"b":1}\n', { schema: columns('a int4 not') });
    expect([error?.code, error?.message]).toEqual([
      '23502',
      'line 1, key "a": null value in column "a" violates not-null constraint',
    ]);
  });
});
