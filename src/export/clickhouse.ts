/** What ClickHouse calls a kernel's columns and result, and what wasm/abi/clickhouse.ts is told of them. */
import { scaledForm } from '../catalog/scaled.js';
import { types, widths, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { epochs, type KernelManifest } from '../kernel/manifest.js';
import type { Column } from '../sql/expression.js';
import type { DataPart } from './module-parts.js';

/** The functions that ClickHouse looks for, and what it gives. */
export const clickhouseExports: readonly string[] = [
  'clickhouse_create_buffer',
  'clickhouse_destroy_buffer',
  'evaluate',
];
export const clickhouseImports: readonly string[] = ['clickhouse_throw'];

/** A column or a result. */
export interface ClickhouseValue {
  readonly type: TypeName;
  readonly isNullable: boolean;
  /** Of a column of decimals. */
  readonly places?: number | undefined;
}

const names: Readonly<Partial<Record<TypeName, string>>> = {
  bool: 'Bool',
  int2: 'Int16',
  int4: 'Int32',
  int8: 'Int64',
  float4: 'Float32',
  float8: 'Float64',
  date: 'Date32',
  timestamp: 'DateTime64(6)',
  timestamptz: "DateTime64(6, 'UTC')",
};

/** Its type there; what has no number is a String with PostgreSQL's text of the value. Undefined for a number that ClickHouse counts in another way. */
export function clickhouseType({ type, isNullable, places }: ClickhouseValue): string | undefined {
  const decimal = places === undefined ? undefined : `Decimal(18, ${places})`;
  const name = decimal ?? names[type] ?? (types[type].representation === 'ref' ? 'String' : undefined);
  return name === undefined || !isNullable ? name : `Nullable(${name})`;
}

const entrySize = 16;

/** For each column, and for the result, four words: whether it is nullable, its width, and what is added to its numbers, in two. */
export function clickhouseTable(address: number, values: readonly ClickhouseValue[]): DataPart {
  const bytes = new Uint8Array(entrySize * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach(({ type, isNullable }, n) => {
    view.setInt32(entrySize * n, isNullable ? 1 : 0, true);
    view.setInt32(entrySize * n + 4, widths[types[type].storage], true);
    view.setBigInt64(entrySize * n + 8, -(epochs[type] ?? 0n), true);
  });
  return { address, bytes };
}

export const valueOfColumn = (column: Column): ClickhouseValue => ({
  type: column.type,
  isNullable: !column.notNull,
  places: scaledForm(column)?.places,
});

const quotedName = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
const quotedText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/**
 * The statement that makes a function of an exported module, which is stored under this name in system.webassembly_modules, and has this name too. Its fuel is for one query: ClickHouse
 * counts instructions. Raises 55000 for a kernel that was not exported for ClickHouse.
 */
export function clickhouseStatement({ clickhouse, columns }: KernelManifest, name: string): string {
  const result = clickhouse?.at(-1);
  if (clickhouse === undefined || result === undefined)
    throw new SqlError('55000', 'the kernel is not for ClickHouse', {
      hint: "Export it with { target: 'clickhouse' }.",
    });
  const args = columns.map((column, n) => `${quotedName(column.name)} ${clickhouse[n] ?? ''}`);
  return `CREATE FUNCTION ${quotedName(name)} LANGUAGE WASM FROM ${quotedText(name)} :: 'evaluate'
  ARGUMENTS (${args.join(', ')}) RETURNS ${result} ABI BUFFERED_V1
  SETTINGS serialization_format = 'Buffers', max_fuel = 1000000000000;`;
}
