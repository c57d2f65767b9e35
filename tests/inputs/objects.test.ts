import { describe, expect, it } from 'vitest';
import type { TypeName } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { rowsToBatch } from '../../src/inputs/objects.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { formatValue } from '../../src/functions/text-value.js';

const arena = new Arena();

/** The value as the batch then has it. */
function stored(type: TypeName, value: unknown): string | null {
  const batch = new Batch(arena, [{ name: 'x', type, notNull: false }], 64);
  expect(rowsToBatch([{}, { x: value }], batch)).toBe(2);
  expect(batch.get(0, 0)).toBeNull();
  const found = batch.get(0, 1);
  batch.free();
  return found === null ? null : formatValue(arena, type, found);
}

describe('a JavaScript value', () => {
  const cases: readonly [type: TypeName, value: unknown, text: string | null][] = [
    ['bool', true, 't'],
    ['bool', false, 'f'],
    ['int2', -32768, '-32768'],
    ['int4', 2147483647n, '2147483647'],
    ['int4', -0, '0'],
    ['int8', 9223372036854775807n, '9223372036854775807'],
    ['int8', 2 ** 53 - 1, '9007199254740991'],
    ['int8', '9223372036854775807', '9223372036854775807'],
    ['bool', 1, 't'],
    ['date', -Infinity, '-infinity'],
    ['float8', NaN, 'NaN'],
    ['float8', -0, '-0'],
    ['float4', 0.1, '0.1'],
    ['text', 'é𝄞', 'é𝄞'],
    ['text', '', ''],
    ['text', null, null],
    ['int4', undefined, null],
    ['date', new Date('1969-12-31T23:59:59Z'), '1969-12-31'],
    ['date', '2024-02-29', '2024-02-29'],
    ['timestamp', new Date('1969-12-31T23:59:59.123Z'), '1969-12-31 23:59:59.123'],
    ['timestamp', 'infinity', 'infinity'],
  ];
  it.each(cases)('as %s: %s', (type, value, text) => {
    expect(stored(type, value)).toBe(text);
  });

  const wrong: readonly [type: TypeName, value: unknown, code: string, message: string][] = [
    ['int4', 1.5, '22P02', 'integer is expected, not 1.5'],
    ['int4', NaN, '22P02', 'integer is expected, not NaN'],
    ['int4', 2 ** 40, '22003', 'value "1099511627776" is out of range for type integer'],
    ['int2', -32769, '22003', 'value "-32769" is out of range for type smallint'],
    ['int8', 2n ** 63n, '22003', 'value "9223372036854775808" is out of range for type bigint'],
    ['float4', 1e300, '22003', '"1e+300" is out of range for type real'],
    ['int4', '1', '42804', 'integer is expected, not a value of type string'],
    ['text', 1, '42804', 'text is expected, not a value of type number'],
    ['bool', 2, '42804', 'boolean is expected, not a value of type number'],
    ['int8', 2 ** 53, '22003', 'the number 9007199254740992 is not a safe integer: JavaScript may have rounded it'],
    ['float8', [1], '42804', 'double precision is expected, not an array'],
    ['text', 'a\0', '22021', 'invalid byte sequence for encoding "UTF8": 0x00'],
    ['text', '\ud800', '22021', 'a string with a lone surrogate is not UTF-8'],
    ['date', new Date(NaN), '22007', 'an invalid Date for type date'],
    ['date', 'soon', '22007', 'invalid input syntax for type date: "soon"'],
  ];
  it.each(wrong)('is refused as %s: %s', (type, value, code, message) => {
    let error: unknown;
    try {
      stored(type, value);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(SqlError);
    expect(error).toMatchObject({ code, message: `row 1, column "x": ${message}`, row: 1 });
  });
});

it('rows beyond the capacity wait for the next batch', () => {
  const batch = new Batch(arena, [{ name: 'x', type: 'int4', notNull: true }], 64);
  const rows = Array.from({ length: 100 }, (_, x) => ({ x }));
  expect(rowsToBatch(rows, batch)).toBe(64);
  expect(rowsToBatch(rows, batch, 64)).toBe(36);
  expect(batch.get(0, 35)).toBe(99);
  expect(() => rowsToBatch([{ x: 1 }, {}], batch)).toThrow('null value in column "x" violates not-null constraint');
  expect(() => rowsToBatch([{ x: 1 }, null] as never, batch)).toThrow('row 1: an object is expected');
});
