/** The Python host of exported kernels, installed into an environment of its own: pytest compares it with what quern selects. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { exportKernel } from '../../src/export.js';
import { predicate } from '../../src/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types = [
  'bool',
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'text',
  'date',
  'timestamp',
  'timestamptz',
  'numeric',
  'numeric(12,2)',
];
/** A type's name in the names of columns. */
const plain = (type: string): string => type.replace(/\W.*/, '_scaled');
const columns = types.flatMap((type) => [[`c_${plain(type)}`, type] as const, [`n_${plain(type)}`, type] as const]);
const schema = columns.map(([name, type]) => `${name} ${type}${name.startsWith('n_') ? ' not null' : ''}`).join(', ');

/** Values that Arrow reads from the same texts. */
const values: Readonly<Record<string, readonly string[]>> = {
  bool: ['t', 'f'],
  int2: ['0', '1', '-2', '32767', '-32768'],
  int4: ['0', '1', '2', '-7', '2147483647', '-2147483648'],
  int8: ['0', '1', '-3', '9223372036854775807', '-9223372036854775808'],
  float4: ['0', '1.5', '-2.25', 'NaN', 'inf'],
  float8: ['0', '0.1', '-7', 'NaN', '-inf', '1e300'],
  text: ['', 'x', 'x7', 'abc', 'é', 'a text longer than twelve bytes', '\u{1F600}'],
  date: ['1999-12-31', '2024-02-29', '0001-01-01', '9999-12-31'],
  timestamp: ['1999-12-31 23:59:59.999999', '2024-02-29 12:00:00', '1969-12-31 23:59:59'],
  timestamptz: ['1999-12-31 23:59:59.999999', '2024-02-29 12:00:00', '1969-12-31 23:59:59'],
  numeric: ['0', '1.5', '-2.5', '200.0001', '99999999999999.9999'],
  'numeric(12,2)': ['0.00', '1.50', '-2.50', '9999999999.99'],
};
const rows = Array.from({ length: 41 }, (_, row) =>
  columns.map(([name, type], n): string | null => {
    const list = values[type] ?? [];
    const at = (row * 31 + n * 17 + ((row * row) % 13)) % (list.length + 1);
    return list[at] ?? (name.startsWith('n_') ? (list[0] ?? null) : null);
  }),
);
const predicates = [
  ...types.flatMap((type) => [
    ...['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM'].map(
      (operator) => `c_${plain(type)} ${operator} n_${plain(type)}`,
    ),
    ...(values[type] ?? []).map((value) => `c_${plain(type)} <= '${value}'`),
    `c_${plain(type)} IN ('${values[type]?.join("', '") ?? ''}')`,
    `n_${plain(type)} = '${values[type]?.[1] ?? ''}' OR c_${plain(type)} IS NULL`,
  ]),
  ...['c_int4 + n_int4 > 10', '10 / c_int4 = 1', 'n_int2 * n_int2 > 5', 'c_int8 - 1 < 0', 'c_float8 / n_float8 > 1'],
  ...[
    "c_text LIKE 'x%'",
    "n_text ~ '^a'",
    'length(c_text) > 2',
    "upper(c_text) = 'ABC'",
    "c_text || n_text LIKE '%xx%'",
  ],
  ...[
    'c_numeric * 2 > n_numeric',
    'c_numeric / n_numeric > 1',
    'c_numeric_scaled * 1.19 > n_numeric_scaled + 0.005',
    'c_date + 1 > n_date',
    "c_timestamp > date '2000-01-01'",
  ],
  ...[
    'extract(year from c_timestamptz) = 2024',
    "c_timestamptz - interval '1 day' < n_timestamptz",
    'c_bool AND NOT n_bool',
  ],
];

/** What quern selects: the rows, or the error and its row. */
async function expected(sql: string): Promise<unknown[]> {
  const form = { values: 'text', from: 'arrays', columns: columns.map(([name]) => name) } as const;
  try {
    const compiled = await predicate(sql, { schema, rows: form, engine: 'switch' });
    const selected: number[] = [];
    rows.forEach((row, n) => {
      try {
        if (compiled.test(row) === true) selected.push(n);
      } catch (error) {
        throw error instanceof SqlError ? error.with({ row: n }) : error;
      }
    });
    return selected;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return [error.code, error.message, error.row ?? null];
  }
}

test('the Python host gives what quern gives', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'quern-python-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const environment = join(folder, 'environment');
  const python = join(environment, 'bin/python');
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', 'setuptools==80.9.0', 'wheel'], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', `${join(root, 'integrations/python')}[test]`], {
      stdio: 'pipe',
    });
  } catch (error) {
    context.skip(`Python, wasmtime and pyarrow could not be installed: ${String(error).slice(0, 300)}`);
  }
  // Spark is half a gigabyte: only where it is asked for.
  if (process.env['QUERN_SPARK'] !== undefined)
    execFileSync(python, ['-m', 'pip', 'install', '-q', 'pyspark==4.1.1', 'pandas==3.1.1'], { stdio: 'pipe' });
  const write = async (file: string, sql: string, kind: 'predicate' | 'expression' = 'predicate'): Promise<void> => {
    writeFileSync(
      join(folder, file),
      (await exportKernel(sql, { schema, kind, engine: /^\d*[13579]\.wasm$/.test(file) ? 'vector' : 'copy-patch' }))
        .bytes,
    );
  };
  const listed = [];
  for (const [n, sql] of predicates.entries()) {
    await write(`${n}.wasm`, sql);
    listed.push({ sql, file: `${n}.wasm`, expected: await expected(sql) });
  }
  // Some raise, some select rows.
  expect(listed.filter(({ expected: [first] }) => typeof first === 'string').length).toBeGreaterThan(2);
  await write('tagged.wasm', "'<' || c_text || '>'", 'expression');
  await write('at-least.wasm', 'c_numeric >= $1 OR c_text = $2');
  await write('at-least-2-x.wasm', "c_numeric >= 2 OR c_text = 'x'");
  const tampered = {
    schema: 'a int4, b bool, c text, d date, p numeric(12,2), g numeric',
    sql: "10 / a > 1 OR b AND c LIKE 'x%' OR d > date '2000-01-01' OR p > 1.5 OR g < 3",
  };
  for (const [file, engine] of [['tampered', 'copy-patch'] as const, ['tampered-vector', 'vector'] as const])
    writeFileSync(
      join(folder, `${file}.wasm`),
      (await exportKernel(tampered.sql, { schema: tampered.schema, engine })).bytes,
    );
  const { bytes } = await exportKernel("a > 0 AND c LIKE 'x1%' OR p < 1.30 OR d = date '2000-01-02'", {
    schema: 'a int4 not null, c text, p numeric(12,2), d date not null',
    target: 'clickhouse',
  });
  writeFileSync(join(folder, 'clickhouse.wasm'), bytes);
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ columns, rows, predicates: listed }));
  const { stdout, stderr } = spawnSync(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', join(root, 'integrations/python')],
    {
      env: { ...process.env, QUERN_CASES: folder, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    },
  );
  expect(`${stdout.slice(-8000)}${stderr}`).toMatch(
    process.env['QUERN_SPARK'] === undefined ? /7 passed, \d skipped/ : /8 passed/,
  );
});
