/** A random table in a PostgreSQL server, with a past: its file, the schema that quern reads it with, and what the server says is in it. */
import { statSync } from 'node:fs';
import type { Server, TextRow } from '../../bench/postgres/server.js';
import { Arena } from '../../src/arena/arena.js';
import { loadParser } from '../../src/sql/index.js';
import type { CoreType } from '../random/columns.js';
import { Dice } from './dice.js';
import { finishes, History, type Finish } from './random-history.js';
import { isComputed, type TextSize } from './random-value.js';
import { tableOf } from './specimens.js';
import { TableModel } from './table-model.js';

/** A column that quern computes with. */
export interface AnyColumn {
  /** As SQL has it, quoted where need be. */
  readonly name: string;
  /** As CREATE TABLE has it. */
  readonly type: string;
  readonly notNull: boolean;
  /** Its place among the columns that quern can read; dropped ones are among those. */
  readonly place: number;
}

/** One of a type of the core, of which random expressions are made. */
export interface RandomColumn extends AnyColumn {
  readonly type: CoreType;
}

/** A table that no longer changes. */
export interface RandomTable {
  readonly name: string;
  /** Column definitions for quern, dropped columns included. */
  readonly schema: string;
  /** How many attributes the schema has. */
  readonly attributes: number;
  /** The columns of types of the core, in order. */
  readonly columns: readonly RandomColumn[];
  /** The columns of other types with which quern computes, in order. */
  readonly others: readonly AnyColumn[];
  readonly finish: Finish;
  /** The table's file. */
  readonly path: string;
  /** The TOAST table's file, when anything is in it. */
  readonly toast: string | undefined;
  /** For each row its ctid, then the columns, then the others, in the order of the file. */
  readonly rows: readonly TextRow[];
}

const maxColumns = 40;
const storages: Readonly<Record<TextSize, readonly string[]>> = {
  short: ['EXTENDED', 'MAIN', 'EXTERNAL', 'PLAIN'],
  inline: ['EXTENDED', 'MAIN', 'MAIN'],
  'out of line': ['EXTENDED', 'EXTENDED', 'EXTERNAL', 'MAIN'],
};
const variableLength = /^(text|bytea|jsonb?|varchar|char|numeric|varbit|inet|cidr|numrange|.*\[\]$)/;

/** Makes the table of a seed, and lets it have its past. */
export async function randomTable(server: Server, seed: number): Promise<RandomTable> {
  const dice = new Dice(seed);
  const table = new TableModel(`t${seed}`, dice.pick<TextSize>(['short', 'short', 'inline', 'out of line']), dice);
  const finish = dice.pick(finishes);
  await create(server, table, dice);
  const other = await server.connect();
  const history = new History(server, other, table, dice, finish);
  const wide = table.columns.length > 20 || table.size === 'out of line';
  await history.insert(dice.chance(0.05) ? 0 : dice.between(10, wide ? 60 : 400));
  await history.go(Math.min(dice.between(0, dice.pick([3, 10, 25])), maxColumns - table.columns.length));
  await other.close();
  return finished(server, table, finish);
}

async function create(server: Server, table: TableModel, dice: Dice): Promise<void> {
  const count = dice.between(2, dice.pick([4, 10, 35]));
  while (table.columns.length < count || table.computed.length === 0) table.add(dice.chance(0.5));
  const columns = table.columns.map(({ name, type, notNull }) => `${name} ${type}${notNull ? ' NOT NULL' : ''}`);
  const target =
    table.size === 'short' && dice.chance(0.7) ? '' : `, toast_tuple_target = ${dice.pick([128, 500, 2040])}`;
  await server.query(
    `CREATE TABLE ${table.name} (${columns.join(', ')}) WITH (fillfactor = ${dice.pick([20, 50, 100, 100])}${target})`,
  );
  const lz4 = await server.query(
    "SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)",
  );
  const methods = lz4.length > 0 ? ['pglz', 'lz4'] : ['pglz'];
  for (const { name } of table.columns.filter((column) => variableLength.test(column.type))) {
    const storage = dice.pick(storages[table.size]);
    const alter = `ALTER TABLE ${table.name} ALTER COLUMN ${name} SET`;
    await server.query(`${alter} STORAGE ${storage}`);
    await server.query(`${alter} COMPRESSION ${dice.pick(methods)}`);
  }
  // With an index, an update of its column is no heap-only one, and a vacuum leaves line pointers dead for a while.
  const indexed = table.computed.find(({ type }) => type !== 'text');
  if (indexed !== undefined && dice.chance(0.3)) await server.query(`CREATE INDEX ON ${table.name} (${indexed.name})`);
}

async function finished(server: Server, table: TableModel, finish: Finish): Promise<RandomTable> {
  await loadParser();
  const { attributes } = tableOf(new Arena(), table.schema);
  const readable = table.columns.flatMap(({ name, type, notNull, dropped }, i): AnyColumn[] => {
    const place = attributes[i]?.column;
    return !dropped && place !== undefined ? [{ name, type, notNull, place }] : [];
  });
  const isCore = (column: AnyColumn): column is RandomColumn => isComputed(column.type);
  const columns = readable.filter(isCore);
  const others = readable.filter((column) => !isCore(column));
  const toast = await server.toastPath(table.name);
  return {
    name: table.name,
    schema: table.schema,
    attributes: table.columns.length,
    columns,
    others,
    finish,
    path: await server.relationPath(table.name),
    toast: toast !== undefined && statSync(toast).size > 0 ? toast : undefined,
    rows: await server.query(
      `SELECT ${['ctid', ...[...columns, ...others].map(({ name }) => name)].join(', ')} FROM ${table.name} ORDER BY ctid`,
    ),
  };
}
