/** Kernels for ClickHouse against its convention: buffers of blocks in, buffers of answers out, errors as texts. */
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { clickhouseStatement, exportKernel } from '../../src/export.js';
import { expression, predicate } from '../../src/index.js';
import { Kernel } from '../../src/kernel.js';
import { ClickhouseHost, type ClickhouseCell } from './clickhouse-host.js';

const schema: string =
  'b bool, i int2, k int4 not null, n int8, r float4, f float8, t text, d date, m timestamp, z timestamptz, g numeric, p numeric(12,2)';
type Row = Readonly<Record<string, string | null>>;

const values: Readonly<Record<string, readonly (string | null)[]>> = {
  b: ['t', 'f', null],
  i: ['-32768', '0', '7', null],
  k: ['42', '-1', '2147483647'],
  n: ['9223372036854775807', '-9223372036854775808', '3', null],
  r: ['1.5', '-0.25', null],
  f: ['0.1', '-7', '1e300', null],
  t: ['', 'x', 'a text longer than twelve bytes', 'é😀', 'y'.repeat(300), null],
  d: ['1970-01-01', '1999-12-31', '2024-02-29', '1969-12-31', null],
  m: ['1999-12-31 23:59:59.999999', '2024-06-30 12:00:00', '1969-12-31 23:59:59', null],
  z: ['1999-12-31 23:59:59.999999+00', '2024-06-30 12:00:00+00', null],
  g: ['1.50', '-3', '12345678901234567890.5', 'NaN', null],
  p: ['1.50', '-3.00', '9999999999.99', null],
};
const rows: readonly Row[] = Array.from({ length: 101 }, (_, row) =>
  Object.fromEntries(
    Object.entries(values).map(([name, list], n) => [name, list[(row * (n + 3) + (row >> 3)) % list.length] ?? null]),
  ),
);

const form = { schema, rows: { values: 'text' } } as const;

async function hostOf(sql: string, kind: 'predicate' | 'expression' = 'predicate'): Promise<ClickhouseHost> {
  const { bytes, manifest } = await exportKernel(sql, { schema, kind, target: 'clickhouse' });
  return ClickhouseHost.load(bytes, manifest);
}

describe('predicates', () => {
  test.each([
    'k = 42',
    'b',
    'NOT b OR i IS NULL',
    'i > 0 AND n < 10',
    'r > 0 OR f < 0',
    "t = 'x'",
    "t LIKE 'a%' OR length(t) = 300",
    "d >= date '1999-12-31'",
    "m < timestamp '2000-01-01' AND d IS NOT NULL",
    'extract(year from z) = 1999',
    'g > 1 OR g < 0',
    "k <> 42 AND t ~ '^[a-z]+$' AND n IS NOT NULL",
    'p > 1.495 AND p * 2 < 10',
    'true',
  ])('%s selects what quern selects', async (sql) => {
    const host = await hostOf(sql);
    const wanted = (await predicate(sql, form)).filter(rows);
    expect(wanted.length).toBeGreaterThan(0);
    for (const count of [0, 1, 63, 64, 101]) {
      const bits = host.evaluate(rows.slice(0, count));
      expect(bits.length).toBe(count);
      expect(rows.filter((_, row) => bits[row] === true)).toEqual(wanted.filter((row) => rows.indexOf(row) < count));
    }
  });

  test('takes blocks one after the other without growing', async () => {
    const host = await hostOf("t LIKE '%e%' AND g > 1 AND d > '1990-01-01'");
    host.evaluate(rows);
    const { memory } = host;
    for (let n = 0; n < 200; n++) host.evaluate(rows);
    expect(host.memory).toBe(memory);
  });

  test('blocks that raise are no more than others', async () => {
    const host = await hostOf("10 / i > 1 AND t <> 'x' AND g > 1");
    expect(() => host.evaluate(rows)).toThrow('22012');
    const { memory } = host;
    for (let n = 0; n < 200; n++) expect(() => host.evaluate(rows)).toThrow('22012');
    expect(host.memory).toBe(memory);
  });
});

test.each(['k + 1', "t || '!'", 'd + 1', "m - interval '1 day'", 'b', 'f * 2', 'i', 'n', 'g * 2', 'r', 'z'])(
  '%s has the values that quern gives',
  async (sql) => {
    const host = await hostOf(sql, 'expression');
    const wanted = await expression(`(${sql})::text`, form);
    const given = await expression('(v)::text', { schema: { v: host.resultType }, rows: { values: 'text' } });
    const one = rows.filter((row) => row['k'] !== '2147483647' || sql !== 'k + 1');
    const texts = host.evaluate(one).map((v: ClickhouseCell) => given.evaluate({ v: v === null ? null : String(v) }));
    expect(texts).toEqual(one.map((row) => wanted.evaluate(row)));
  },
);

describe('what is wrong', () => {
  test('an error is thrown by the host with its SQLSTATE, and the next block is answered', async () => {
    const host = await hostOf('10 / i > 1');
    const fine = rows.filter(({ i }) => i !== '0');
    expect(() => host.evaluate(rows)).toThrow('22012: division by zero');
    expect(host.evaluate(fine).length).toBe(fine.length);
  });

  test('the detail stands in the message', async () => {
    const host = await hostOf('t::int4 = 1');
    expect(() => host.evaluate([{ t: 'x7' }])).toThrow('22P02: invalid input syntax for type integer: "x7"');
  });

  test('a buffer that is cut, too long or of other columns is refused, wherever it is cut', async () => {
    const host = await hostOf("t = 'x' AND i > 0");
    const whole = host.block(rows.slice(0, 9));
    for (let length = 0; length < whole.length; length++)
      expect(() => host.run(whole.subarray(0, length), 9)).toThrow(/^(22P03|42804): /);
    expect(() => host.run(whole, 8)).toThrow('22P03');
    expect(() => host.run(Uint8Array.of(...whole.subarray(0, 16), 255, 255, 255, 255, 255, 255, 255, 255), 9)).toThrow(
      '22P03',
    );
    expect(host.run(whole, 9).length).toBe(9);
  });

  test.each([
    ['k = $1', 'a kernel with parameters cannot be called by ClickHouse'],
    ['z < now()', 'ClickHouse gives its functions no clock'],
  ])('%s is refused', async (sql, message) => {
    await expect(exportKernel(sql, { schema, target: 'clickhouse' })).rejects.toThrow(message);
  });

  test('the JavaScript host refuses it, and other kernels have no statement', async () => {
    const { bytes, manifest } = await exportKernel('k = 42', { schema, target: 'clickhouse' });
    await expect(Kernel.load(bytes)).rejects.toThrow('the kernel is for ClickHouse');
    expect(clickhouseStatement(manifest, "it's")).toContain(
      "FROM 'it\\'s' :: 'evaluate'\n  ARGUMENTS (`k` Int32) RETURNS Bool ABI BUFFERED_V1",
    );
    expect(() => clickhouseStatement({ ...manifest, clickhouse: undefined } as never, 'x')).toThrow(SqlError);
  });
});
