/** The host in JavaScript: what it refuses, what is found first, that nothing is kept; and the sizes of exported modules. */
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { exportKernel } from '../../src/export.js';
import { Kernel, readManifest, type ColumnData } from '../../src/kernel.js';

const load = async (sql: string, schema: string, more: Parameters<typeof exportKernel>[1] = {}): Promise<Kernel> =>
  Kernel.load((await exportKernel(sql, { schema, ...more })).bytes);

/** The error's SQLSTATE, message and row. */
async function failure(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return [error.code, error.message, error.row ?? '-'].join(' | ');
  }
  return 'nothing';
}

describe('an exported module', () => {
  test.each([
    ['a = 42', 2048],
    ["a > 10 AND b < 50 OR c = 'x7'", 6144],
    ['g BETWEEN 100.00 AND 249.99', 40_960],
    ['g * 1.19 > 5000', 40_960],
    ["t >= timestamptz '2024-01-01 00:00+00'", 40_960],
  ])('of %s imports nothing and is at most %i bytes', async (sql, most) => {
    const schema = 'a int4 not null, b int4, c text, g numeric(12,2), t timestamptz';
    const { bytes } = await exportKernel(sql, { schema });
    expect(WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(bytes)))).toEqual([]);
    expect(bytes.length).toBeLessThanOrEqual(most);
  });

  test('says what it is', async () => {
    const { bytes, manifest } = await exportKernel('price * $1 > 100 AND active', {
      schema: 'id int8 not null, price numeric(12,2), active bool, name text',
    });
    expect(await readManifest(bytes)).toEqual(manifest);
    expect(manifest).toMatchObject({
      abi: 1,
      kind: 'predicate',
      columns: [
        { name: 'price', type: 'numeric', form: 'decimal', digits: 12, places: 2, notNull: false },
        { name: 'active', type: 'bool', form: 'bits', notNull: false },
      ],
      params: [{ type: 'numeric', form: 'input' }],
    });
    expect(manifest.errors).toContain('22003');
  });
});

test('the time zone of the session is part of the module', async () => {
  const instants = [Date.UTC(2024, 5, 30, 21, 30), Date.UTC(2024, 5, 30, 22, 30)];
  const at: ColumnData = { values: BigInt64Array.from(instants, (each) => BigInt(each) * 1000n) };
  const rows = async (timeZone?: string): Promise<number[]> => {
    const kernel = await load("at::date = '2024-07-01'", 'at timestamptz', { timeZone });
    return [...kernel.rows(2, { at })];
  };
  expect(await rows('Europe/Berlin')).toEqual([1]);
  expect(await rows('Asia/Tokyo')).toEqual([0, 1]);
  expect(await rows()).toEqual([]);
});

describe('the host', () => {
  const five: ColumnData = { values: Int32Array.of(1, 2, 3, 0, 5) };

  test('gives rows, a mask and values', async () => {
    const kernel = await load('a > $1', 'a int4');
    expect([...kernel.rows(5, { a: five }, [1])]).toEqual([1, 2, 4]);
    expect([...kernel.rows(5, { a: five }, [null])]).toEqual([]);
    expect([...kernel.mask(5, { a: five }, [1])]).toEqual([0b10110]);
    const text = await load("'<' || a || c || '>'", 'a int4, c text', { kind: 'expression' });
    expect(text.values(3, { a: five, c: { texts: ['x', null, 'a text of some length é'] } })).toEqual([
      '<1x>',
      null,
      '<3a text of some length é>',
    ]);
    const number = await load('a * 2.5', 'a int4', { kind: 'expression' });
    expect(number.values(2, { a: five })).toEqual(['2.5', '5.0']);
  });

  test('names the first row that raises, and goes on afterwards', async () => {
    const kernel = await load('10 / a > 2', 'a int4');
    const many = Int32Array.from({ length: 200_000 }, (_, n) => (n === 131_073 || n === 131_075 ? 0 : 1));
    expect(await failure(() => kernel.rows(200_000, { a: { values: many } }))).toBe(
      '22012 | division by zero | 131073',
    );
    expect(await failure(() => kernel.rows(5, { a: five }))).toBe('22012 | division by zero | 3');
    expect([...kernel.rows(3, { a: five })]).toEqual([0, 1, 2]);
    const numeric = await load('g > 1', 'g numeric');
    expect(await failure(() => numeric.rows(2, { g: { texts: ['1', '1.2.3'] } }))).toBe(
      '22P02 | invalid input syntax for type numeric: "1.2.3" | 1',
    );
  });

  test('takes decimals as integers, as 128 bits and as texts', async () => {
    const kernel = await load('p >= 1.50 AND p * 2 < 100', 'p numeric(12,2)');
    const values = BigInt64Array.of(149n, 150n, -150n, 4999n, 5000n);
    const decimals = BigInt64Array.from([...values].flatMap((value) => [value, value >> 63n]));
    const texts = ['1.494', '1.495', '-15e-1', '4_9.99', '50'];
    for (const p of [{ values }, { decimals }, { texts }] as const) expect([...kernel.rows(5, { p })]).toEqual([1, 3]);
    const above = await load('p > 0', 'p numeric(4,2)');
    expect([...above.rows(3, { p: { texts: [null, 'NaN', '0'] } })]).toEqual([1]);
    const hidden = { values: BigInt64Array.of(10n ** 17n, 1n), validity: Uint8Array.of(0b10) };
    expect([...above.rows(2, { p: hidden })]).toEqual([1]);
    const overflow = '22003 | numeric field overflow | 1';
    for (const p of [
      { values: BigInt64Array.of(9999n, 10_000n) },
      { decimals: BigInt64Array.of(1n, 0n, 1n, 1n) },
      { texts: ['99.994', '99.995'] },
      { texts: ['1', '1e999'] },
      { texts: ['1', '-inf'] },
    ] as const)
      expect(await failure(() => above.rows(2, { p }))).toBe(overflow);
    expect(await failure(() => above.rows(1, { p: { texts: ['1.2.3'] } }))).toMatch(/^22P02/);
    expect(await failure(() => above.rows(1, { p: { values: Int32Array.of(1) } }))).toMatch(/^42804/);
  });

  test('knows its clock', async () => {
    const kernel = await load("t > now() - interval '1 day'", 't timestamptz');
    kernel.setClock(new Date('2024-05-02T00:00:00Z'));
    const values = BigInt64Array.of(BigInt(Date.UTC(2024, 4, 1, 12)) * 1000n, BigInt(Date.UTC(2024, 3, 1)) * 1000n);
    expect([...kernel.rows(2, { t: { values } })]).toEqual([0]);
  });

  test('refuses data that are not the column’s', async () => {
    const kernel = await load("a > 1 AND c <> ''", 'a int4, c text');
    const c: ColumnData = { texts: ['x', 'y'] };
    const a: ColumnData = { values: Int32Array.of(1, 2) };
    const offsets = (list: number[]): ColumnData => ({ offsets: Int32Array.from(list), bytes: new Uint8Array(4) });
    const cases: [Record<string, ColumnData>, string][] = [
      [{ a }, '42703'],
      [{ a: { values: Float32Array.of(1, 2) }, c }, '42804'],
      [{ a: { values: BigInt64Array.of(1n, 2n) }, c }, '42804'],
      [{ a: c, c: a }, '42804'],
      [{ a: { values: Int32Array.of(1) }, c }, '22000'],
      [{ a: { values: Int32Array.of(1, 2), offset: 1 }, c }, '22000'],
      [{ a: { values: Int32Array.of(1, 2), offset: -1 }, c }, '22000'],
      [{ a: { values: Int32Array.of(1, 2, 3), offset: 0.5 }, c }, '22000'],
      [{ a, c: { views: new Uint8Array(64), buffers: [], offset: -1 } }, '22000'],
      [{ a: { values: Int32Array.of(1, 2), validity: new Uint8Array(0) }, c }, '22000'],
      [{ a, c: offsets([0, 2]) }, '22000'],
      [{ a, c: offsets([0, 3, 2]) }, '22000'],
      [{ a, c: offsets([0, 2, 5]) }, '22000'],
      [{ a, c: offsets([-1, 2, 4]) }, '22000'],
      [{ a, c: { views: new Uint8Array(32).fill(0x7f), buffers: [] } }, '22000'],
    ];
    for (const [columns, code] of cases) expect((await failure(() => kernel.rows(2, columns))).slice(0, 5)).toBe(code);
    expect(await failure(() => kernel.rows(2, { a, c }, [1]))).toMatch(/^08P01/);
    expect(await failure(() => kernel.rows(-1, { a, c }))).toMatch(/^54000/);
    expect([...kernel.rows(2, { a, c })]).toEqual([1]);
  });

  test('keeps no memory from batch to batch', async () => {
    const { bytes } = await exportKernel("c LIKE '%x%'", { schema: 'c text', maximumBytes: 4 * 1024 * 1024 });
    const kernel = await Kernel.load(bytes);
    const texts = Array.from({ length: 1000 }, (_, n) => `${'y'.repeat(100)}${n % 2 === 0 ? 'x' : ''}`);
    for (let n = 0; n < 200; n++) expect(kernel.rows(1000, { c: { texts } })).toHaveLength(500);
    const large = ['x'.repeat(8 * 1024 * 1024)];
    expect(await failure(() => kernel.rows(1, { c: { texts: large } }))).toMatch(/^53200/);
    expect(kernel.rows(1000, { c: { texts } })).toHaveLength(500);
  });

  test('refuses a module that was cut, changed, or is of another version', async () => {
    const { bytes } = await exportKernel('a = 42 AND 10 / a = 1', { schema: 'a int4' });
    expect(await failure(() => Kernel.load(bytes))).toBe('nothing');
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('"abi":1');
    // The section's head and its name stand before the description.
    const described = at - 10;
    for (let n = 0; n < bytes.length; n += 7) {
      expect(await failure(() => Kernel.load(bytes.slice(0, n)))).toMatch(/^XX001/);
      const changed = bytes.slice();
      changed[n] = (changed[n] ?? 0) ^ (1 << (n & 7));
      // In the description a change may do no harm; anywhere else it is found.
      expect(await failure(() => Kernel.load(changed))).toMatch(n < described ? /^XX001/ : /^(XX001|0A000|nothing)/);
    }
    const newer = bytes.slice();
    newer[at + 6] = 0x32;
    expect(await failure(() => Kernel.load(newer))).toMatch(/^0A000 \| the kernel has version 2/);
    const wrongCode = bytes.slice();
    wrongCode[at - 200] = (wrongCode[at - 200] ?? 0) ^ 1;
    expect(await failure(() => Kernel.load(wrongCode))).toMatch(/^XX001/);
  });
});

test('what needs quern around it is refused when it is exported', async () => {
  expect(await failure(() => exportKernel('1 = ANY (a)', { schema: 'a int4[]' }))).toMatch(/^0A000/);
  expect(await failure(() => exportKernel('a = 1', { schema: 'a int4', maximumBytes: 1000 }))).toMatch(/^22023/);
  expect(await failure(() => exportKernel('nosuch = 1', { schema: 'a int4' }))).toMatch(/^42703/);
  const schema = 't text, u text';
  expect(await failure(() => exportKernel('t ~ u', { schema }))).toMatch(/^0A000 \| .*patterns/);
  for (const wrong of ["t ~ '('", "u = 'x' OR NOT t ~ ANY (ARRAY['a', '('])"])
    expect(await failure(() => exportKernel(wrong, { schema }))).toMatch(
      /^2201B \| invalid regular expression: parentheses \(\) not balanced/,
    );
});
