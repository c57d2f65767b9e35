/** Every input function reads a text, or refuses it, exactly as PostgreSQL does. */
import fc from 'fast-check';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeExports } from '../../src/arena/runtime.generated.js';
import { callText, outcome } from './harness.js';
import { booleans, dates, floats, integers, refusedDates } from './inputs.js';
import { inputOutcomes, startOracle } from './oracle.js';

interface Type {
  readonly name: string;
  readonly send: string;
  readonly input: keyof RuntimeExports;
  readonly hex: (value: number | bigint) => string;
}

const view = new DataView(new ArrayBuffer(8));
const hexOf =
  (bytes: number, write: (value: never) => void) =>
  (value: number | bigint): string => {
    write(value as never);
    return Buffer.from(view.buffer, 0, bytes).toString('hex');
  };
const bool = hexOf(1, (value: number) => {
  view.setInt8(0, value);
});
const int2 = hexOf(2, (value: number) => {
  view.setInt16(0, value);
});
const int4 = hexOf(4, (value: number) => {
  view.setInt32(0, value);
});
const int8 = hexOf(8, (value: bigint) => {
  view.setBigInt64(0, value);
});
const float4 = hexOf(4, (value: number) => {
  view.setFloat32(0, value);
});
const float8 = hexOf(8, (value: number) => {
  view.setFloat64(0, value);
});

const types = {
  bool: { name: 'bool', send: 'boolsend', input: 'boolin', hex: bool },
  int2: { name: 'int2', send: 'int2send', input: 'int2in', hex: int2 },
  int4: { name: 'int4', send: 'int4send', input: 'int4in', hex: int4 },
  int8: { name: 'int8', send: 'int8send', input: 'int8in', hex: int8 },
  float4: { name: 'float4', send: 'float4send', input: 'float4in', hex: float4 },
  float8: { name: 'float8', send: 'float8send', input: 'float8in', hex: float8 },
  date: { name: 'date', send: 'date_send', input: 'date_in', hex: int4 },
  timestamp: { name: 'timestamp', send: 'timestamp_send', input: 'timestamp_in', hex: int8 },
} satisfies Record<string, Type>;

const nans = new Set(['7fc00000', 'ffc00000', '7ff8000000000000', 'fff8000000000000']);
const ours = ({ input, hex }: Type, text: string): string => outcome(() => hex(callText(input, text)));

let database: PGlite;
beforeAll(async () => {
  database = await startOracle();
}, 60_000);
afterAll(async () => {
  await database.close();
});

/**
 * Hexadecimal numbers too large or too small: C asks `strtod` for ERANGE, from which PostgreSQL makes an error, but the C
 * library of PGlite does not always comply.
 */
const isHexRange = (text: string, got: string): boolean => /0x/i.test(text) && got.includes('is out of range for type');

async function compare(type: Type, texts: readonly string[]): Promise<void> {
  const expected = await inputOutcomes(database, type.name, type.send, texts);
  const wrong = texts.flatMap((text, i) => {
    const [want, got] = [expected[i] ?? '', ours(type, text)];
    // A refusal for want of a clock or of a zone is not an answer; which texts get one is tested below.
    return want === got || got.startsWith('0A000') || isHexRange(text, got) || (nans.has(want) && nans.has(got))
      ? []
      : [{ text, want, got }];
  });
  expect(wrong.slice(0, 20)).toEqual([]);
}

const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number, seed = 42): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed });

describe('texts become the values, or the errors, that PostgreSQL gives', () => {
  test('bool', async () => {
    await compare(types.bool, booleans);
  });
  test.each([types.int2, types.int4, types.int8])('$name', async (type) => {
    await compare(type, integers);
  });
  test.each([types.float4, types.float8])('$name', async (type) => {
    await compare(type, floats);
  });
  test.each([types.date, types.timestamp])('$name', async (type) => {
    await compare(type, dates);
  });
});

describe('random texts', () => {
  const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
  test.each([types.int2, types.int4, types.int8])('$name', async (type) => {
    const piece = fc.constantFrom(
      ...'0123456789'.split(''),
      '9',
      '1',
      '_',
      '-',
      '+',
      ' ',
      'x',
      'o',
      'b',
      '0x',
      '0b',
      'a',
      'F',
    );
    await compare(
      type,
      samples(
        fc.array(piece, { maxLength: 24 }).map((parts) => parts.join('')),
        4000,
      ),
    );
    await compare(
      type,
      samples(
        fc.tuple(fc.constantFrom('', '-'), digits(21)).map(([sign, rest]) => sign + rest),
        4000,
      ),
    );
  });
  test.each([types.float4, types.float8])('$name', async (type) => {
    const exponent = fc.option(fc.integer({ min: -400, max: 400 }), { nil: undefined });
    const decimal = fc
      .tuple(fc.constantFrom('', '-'), digits(25), fc.option(digits(30), { nil: undefined }), exponent)
      .map(
        ([sign, whole, rest, e]) =>
          `${sign}${whole}${rest === undefined ? '' : `.${rest}`}${e === undefined ? '' : `e${e}`}`,
      );
    await compare(type, samples(decimal, 8000));
    const small = fc.tuple(digits(18), fc.integer({ min: -60, max: 40 })).map(([whole, e]) => `${whole}e${e}`);
    await compare(type, samples(small, 4000));
    const hex = fc
      .tuple(
        fc.constantFrom('0x', '0X', '-0x'),
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef.'), maxLength: 22 }),
        exponent,
      )
      .map(([prefix, rest, e]) => `${prefix}${rest}${e === undefined ? '' : `p${e}`}`);
    await compare(type, samples(hex, 2000));
    const piece = fc.constantFrom('1', '0', '.', 'e', '-', '+', ' ', 'nan', 'inf', 'inity', '(', ')', 'x', 'p', '5');
    await compare(
      type,
      samples(
        fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
        4000,
      ),
    );
  });
  test('doubles half-way between two floats, with every digit, and just beside', async () => {
    const bits = samples(fc.bigInt({ min: 0n, max: 0x7fefffffffffffffn }), 300);
    const texts = bits.flatMap((value) => {
      view.setBigUint64(0, value);
      const low = view.getFloat64(0);
      const exponent = Number(value >> 52n);
      const mantissa = (value & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
      // (2m + 1) × 2^e exactly, as digits × 10^power.
      const e = Math.max(exponent, 1) - 1076;
      const half =
        e >= 0 ? `${(mantissa * 2n + 1n) << BigInt(e)}e0` : `${(mantissa * 2n + 1n) * 5n ** BigInt(-e)}e${e}`;
      const [all = '', power = ''] = half.split('e');
      return [`${low}`, half, `${all}0000000001e${Number(power) - 10}`, `${BigInt(all) - 1n}e${power}`];
    });
    await compare(types.float8, texts);
  }, 60_000);
  test.each([types.date, types.timestamp])(
    '$name',
    async (type) => {
      const piece = fc.constantFrom(
        '2000',
        '1999',
        '99',
        '01',
        '1',
        '12',
        '13',
        '29',
        '31',
        '0',
        '2',
        '366',
        '20000229',
        '120000',
        '-',
        '-',
        '-',
        '/',
        '.',
        ':',
        ':',
        ' ',
        ' ',
        ' ',
        ',',
        'jan',
        'Feb',
        'September',
        'sat',
        'T',
        'z',
        'am',
        'pm',
        'bc',
        'ad',
        '+05',
        '-08:30',
        'j',
        'y',
        'EST',
        'dst',
        'europe/paris',
        'at',
        'infinity',
        'epoch',
        '10:30',
        '23:59:59.5',
        '2000-01-01',
        '1/2/03',
      );
      await compare(
        type,
        samples(
          fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
          12000,
        ),
      );
      await compare(
        type,
        samples(
          fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' ')),
          8000,
        ),
      );
      const zone = fc.tuple(
        fc.string({ unit: fc.constantFrom(...'abxyz'), minLength: 1, maxLength: 5 }),
        fc.constantFrom('', '+', '-', '/'),
        fc.constantFrom('1', '24', '05:30', '168', 'a', ''),
      );
      await compare(
        type,
        samples(zone, 2000).map((parts) => `2000-01-01 00:00 ${parts.join('')}`),
      );
      await compare(
        type,
        samples(
          fc.array(piece, { maxLength: 3 }).map((parts) => `2000-01-01 ${parts.join(' ')}`),
          6000,
        ),
      );
    },
    60_000,
  );
  test.each([types.date, types.timestamp])(
    'nearly right texts for $name',
    async (type) => {
      const part = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
      const iso = fc
        .tuple(
          fc.integer({ min: 0, max: 12000 }),
          part(13),
          part(32),
          fc.constantFrom(' ', 'T', 't', '  ', ''),
          part(25),
          part(61),
          part(61),
          fc.constantFrom('', '.', '.5', '.123456', '.1234567', '.9999999', 'x', 'Z', '+02'),
        )
        .map(
          ([year, month, day, between, hour, minute, second, rest]) =>
            `${String(year).padStart(4, '0')}-${month}-${day}${between}${hour}:${minute}:${second}${rest}`,
        );
      await compare(type, samples(iso, 6000));
      await compare(
        type,
        samples(iso, 3000, 7).map((text) => text.slice(0, 10)),
      );
      const mutated = fc
        .tuple(iso, fc.nat(30), fc.constantFrom(...'0129-/:. TZ+xj'.split('')))
        .map(([text, at, c]) => text.slice(0, at) + c + text.slice(at + 1));
      await compare(type, samples(mutated, 6000));
    },
    60_000,
  );
});

describe('what depends on the clock or on a time zone unknown here is refused', () => {
  test.each(refusedDates)('%s', (text) => {
    expect(ours(types.date, text)).toMatch(/^0A000 /);
    expect(ours(types.timestamp, text)).toMatch(/^0A000 /);
  });
  test('and nothing else', () => {
    expect(dates.filter((text) => ours(types.timestamp, text).startsWith('0A000'))).toEqual([]);
  });
});
