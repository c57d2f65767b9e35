/** Kernels, rows, and what quern selects of them, for the hosts in Python: the files that integrations/python/tests read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SqlError } from '../../src/error.js';
import { exportKernel } from '../../src/export.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { Arena, loadParser, parseSchema } from '../../src/index.js';
import { batchOf, selectedRows } from '../export/own-answer.js';
import { expressionOf, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';

/** Random predicates; `QUERN_EXPORTS` in the environment asks for more. */
const count = Number(process.env['QUERN_EXPORTS'] ?? 2000);
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
/** By hand: each operator of each type, and functions. */
const written = [
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
async function expected(sql: string, own: Parameters<typeof selectedRows>[1]): Promise<readonly unknown[]> {
  try {
    return await selectedRows(sql, own);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return [error.code, error.message, error.row ?? null];
  }
}

/** Writes them into a folder, and gives what is expected of each predicate. */
export async function writePythonCases(folder: string): Promise<readonly (readonly unknown[])[]> {
  const write = async (file: string, sql: string, kind: 'predicate' | 'expression' = 'predicate'): Promise<void> => {
    const engine = /^\d*[13579]\.wasm$/.test(file) ? 'vector' : 'copy-patch';
    writeFileSync(join(folder, file), (await exportKernel(sql, { schema, kind, engine })).bytes);
  };
  const random = fc.sample(expressionOf('bool', 3), { seed: seedOfRun(), numRuns: count }).map(print);
  const arena = new Arena();
  await Promise.all([loadParser(), ...familyNames.map(loadFamily)]);
  const of = parseSchema(schema);
  const own = { arena, schema: of, batch: batchOf(arena, of, rows) };
  const listed = [];
  for (const [n, sql] of [...written, ...random].entries()) {
    try {
      await write(`${n}.wasm`, sql);
    } catch (error) {
      // A constant part raises: of such a predicate there is no kernel.
      if (!(error instanceof SqlError)) throw error;
      continue;
    }
    listed.push({ sql, file: `${n}.wasm`, expected: await expected(sql, own) });
  }
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
  return listed.map((each) => each.expected);
}
