/** Every output function writes a value exactly as PostgreSQL does. */
import fc from 'fast-check';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callOut, callText, resultText, runtime } from './harness.js';
import { startOracle } from './oracle.js';

let database: PGlite;
beforeAll(async () => {
  database = await startOracle();
}, 60_000);
afterAll(async () => {
  await database.close();
});

const view = new DataView(new ArrayBuffer(8));
const double = (bits: bigint): number => {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
};
const single = (bits: number): number => {
  view.setUint32(0, bits);
  return view.getFloat32(0);
};
const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 42 });
const doubleBits = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const singleBits = fc.nat(0xffffffff);

/** The texts that PostgreSQL writes for values that it reads from a text h of another form. */
async function oracleTexts(expression: string, texts: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ text: string }>(
    `SELECT (${expression})::text AS text FROM unnest($1::text[]) WITH ORDINALITY AS u(h, i) ORDER BY i`,
    [texts],
  );
  return rows.map(({ text }) => text);
}

function differences(ours: readonly string[], theirs: readonly string[]): string[] {
  return ours.flatMap((text, i) => (text === theirs[i] ? [] : [`${text} is not ${theirs[i] ?? ''}`])).slice(0, 20);
}

describe('floating point numbers', () => {
  // PostgreSQL has no cast from bits: it reads JavaScript's text, which reads back as the same number, and writes its own.
  const written = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

  test('double precision', async () => {
    const corners = [
      0,
      -0,
      NaN,
      Infinity,
      -Infinity,
      1,
      -1,
      0.1,
      0.5,
      1e14,
      1e15,
      1e16,
      123456789012345,
      999999999999999,
      1234567890123456,
      9007199254740991,
      9007199254740992,
      9007199254740994,
      1e-4,
      1e-5,
      0.00012345,
      0.000012345,
      1e22,
      1e23,
      5e-324,
      2e-323,
      2.2250738585072014e-308,
      1.7976931348623157e308,
      1e100,
      1.5e300,
      100,
      120000,
      2 ** 60,
      2 ** 70,
      2 ** 53 * 3,
      4.35,
      1 / 3,
      1e21,
      1e20,
    ];
    const powers = Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074));
    const decimal = Array.from({ length: 632 }, (_, i) => Number(`1e${i - 323}`));
    const near = powers.flatMap((value) => [value * (1 + Number.EPSILON), value * (1 - Number.EPSILON / 2)]);
    const values = [
      ...corners,
      ...powers,
      ...decimal,
      ...near,
      ...samples(doubleBits, 20_000).map(double),
      ...samples(
        fc.tuple(fc.integer(), fc.nat(12)).map(([n, d]) => n / 10 ** d),
        5000,
      ),
    ];
    const theirs = await oracleTexts('h::float8', values.map(written));
    expect(
      differences(
        values.map((value) => callOut('float8out', value)),
        theirs,
      ),
    ).toEqual([]);
  }, 60_000);

  test('real', async () => {
    const corners = [
      0,
      -0,
      NaN,
      Infinity,
      -Infinity,
      1,
      0.1,
      100000,
      999999,
      1e6,
      1234567,
      16777216,
      16777217,
      1e-4,
      1e-5,
      1e38,
      3.4028235e38,
      1.4e-45,
    ];
    const powers = Array.from({ length: 277 }, (_, i) => 2 ** (i - 149));
    const values = [...corners, ...powers, ...samples(singleBits, 20_000).map(single)].map(Math.fround);
    // A double's shortest text reads back as this single, because the single is exactly that double.
    const theirs = await oracleTexts('h::float8::float4', values.map(written));
    expect(
      differences(
        values.map((value) => callOut('float4out', value)),
        theirs,
      ),
    ).toEqual([]);
  }, 60_000);

  test('double precision reads back exactly', () => {
    for (const bits of samples(doubleBits, 50_000)) {
      const value = double(bits);
      const text = callOut('float8out', value);
      expect(Object.is(callText('float8in', text), value), text).toBe(true);
      // JavaScript's text is as short or shorter, never by more than the ends of the interval that PostgreSQL leaves out.
      expect(Object.is(callText('float8in', written(value)), value), text).toBe(true);
    }
  });

  test('real reads back exactly', () => {
    for (const bits of samples(singleBits, 50_000)) {
      const value = single(bits);
      const text = callOut('float4out', value);
      expect(Object.is(callText('float4in', text), value), text).toBe(true);
    }
  });
});

test('integers', () => {
  const values = samples(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), 5000);
  for (const value of [
    0n,
    -1n,
    9n,
    10n,
    99n,
    100n,
    999n,
    1000n,
    9999n,
    10000n,
    -(2n ** 63n),
    2n ** 63n - 1n,
    ...values,
    ...values.map((big, i) => big >> BigInt(i % 64)),
  ]) {
    expect(callOut('int8out', value)).toBe(String(value));
    expect(callOut('int4out', Number(BigInt.asIntN(32, value)))).toBe(String(BigInt.asIntN(32, value)));
    expect(callOut('int2out', Number(BigInt.asIntN(16, value)))).toBe(String(BigInt.asIntN(16, value)));
  }
});

test('booleans', () => {
  expect([callOut('boolout', 1), callOut('boolout', 0)]).toEqual(['t', 'f']);
  expect([resultText(runtime.booltext(1)), resultText(runtime.booltext(0))]).toEqual(['true', 'false']);
});

test('dates', async () => {
  const least = -2451545;
  const greatest = 2147483493 - 2451545;
  const days = [
    0,
    -1,
    1,
    58,
    59,
    60,
    365,
    366,
    least,
    least + 1,
    greatest,
    greatest - 1,
    2147483647,
    -2147483648,
    -730119,
    -730120,
    -730121,
    ...samples(fc.integer({ min: least, max: greatest }), 5000),
    ...samples(fc.integer({ min: -800_000, max: 200_000 }), 5000),
  ];
  const text = (day: number): string =>
    day === 2147483647 ? 'infinity' : day === -2147483648 ? '-infinity' : String(day);
  const theirs = await oracleTexts(
    `CASE WHEN h LIKE '%inf%' THEN h::date ELSE date '2000-01-01' + h::int END`,
    days.map(text),
  );
  expect(
    differences(
      days.map((day) => callOut('date_out', day)),
      theirs,
    ),
  ).toEqual([]);
  for (const [i, day] of days.entries()) expect(callText('date_in', theirs[i] ?? '')).toBe(day);
});

test('timestamps', async () => {
  const least = -211813488000000000n;
  const greatest = 9223371331199999999n;
  const values = [
    0n,
    1n,
    -1n,
    1000000n,
    -1000000n,
    123456n,
    100000n,
    -100000n,
    least,
    least + 1n,
    greatest,
    2n ** 63n - 1n,
    -(2n ** 63n),
    ...samples(fc.bigInt({ min: least, max: greatest }), 5000),
    ...samples(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 16n }), 5000),
    ...samples(fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }), 2000).map((seconds) => seconds * 100000n),
  ];
  // timestamp_recv is not callable; days, and microseconds within the day, add up exactly.
  const day = 86_400_000_000n;
  const parts = values.map((value) =>
    value === 2n ** 63n - 1n
      ? 'infinity'
      : value === -(2n ** 63n)
        ? '-infinity'
        : `${(value - (((value % day) + day) % day)) / day} ${((value % day) + day) % day}`,
  );
  const theirs = await oracleTexts(
    `CASE WHEN h LIKE '%inf%' THEN h::timestamp
          ELSE (date '2000-01-01' + split_part(h, ' ', 1)::int)::timestamp
               + (split_part(h, ' ', 2) || ' microseconds')::interval END`,
    parts,
  );
  expect(
    differences(
      values.map((value) => callOut('timestamp_out', value)),
      theirs,
    ),
  ).toEqual([]);
  for (const [i, value] of values.entries()) expect(callText('timestamp_in', theirs[i] ?? '')).toBe(value);
});
