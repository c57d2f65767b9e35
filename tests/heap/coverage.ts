/** What kinds of line pointers, tuples and values the file of a table has, as the extension pageinspect sees them. */
import type { Server } from '../../bench/postgres/server.js';
import { SqlError } from '../../src/error.js';

/** Kinds that random tables are to have among them, each with what it is in SQL over a row of heap_page_items and pg_class; flags of htup_details.h. */
const tupleKinds = {
  'unused line pointer': 'lp_flags = 0',
  'normal line pointer': 'lp_flags = 1',
  'redirect line pointer': 'lp_flags = 2',
  'dead line pointer': 'lp_flags = 3',
  'all attributes': 't_infomask2 & 2047 = relnatts',
  'fewer attributes than the table': 't_infomask2 & 2047 < relnatts',
  'with nulls': 't_infomask & 1 <> 0',
  'without nulls': 't_infomask & 1 = 0',
  'inserted and committed': 't_infomask & 768 = 256',
  'inserted and rolled back': 't_infomask & 768 = 512',
  frozen: 't_infomask & 768 = 768',
  deleted: 't_infomask & 1152 = 1024',
  'locked by one': 't_infomask & 4224 = 128',
  'locked by several': 't_infomask & 4224 = 4224',
  'heap only': 't_infomask2 & 32768 <> 0',
  'page that is all visible': 'flags & 4 <> 0',
  'page that is not all visible': 'flags & 4 = 0',
};
/** Forms of a varlena, by its first bytes; varatt.h. */
const valueKinds = {
  'short header': 'first & 1 = 1 AND first > 1',
  'long header': 'first & 3 = 0',
  'compressed by pglz': 'first & 3 = 2 AND get_byte(value, 7) >> 6 = 0',
  'compressed by lz4': 'first & 3 = 2 AND get_byte(value, 7) >> 6 = 1',
  'out of line': 'first = 1',
};

/** All kinds that a server of those extensions and compressions can make. */
export async function possibleKinds(server: Server): Promise<string[]> {
  const [lz4] = await server.query(
    "SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)",
  );
  return [...Object.keys(tupleKinds), ...Object.keys(valueKinds)].filter(
    (kind) => lz4 !== undefined || kind !== 'compressed by lz4',
  );
}

/** Whether pageinspect is there; it is made usable. */
export async function hasPageinspect(server: Server): Promise<boolean> {
  try {
    await server.query('CREATE EXTENSION IF NOT EXISTS pageinspect');
    return true;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    console.warn(`pageinspect cannot be used, so it is not checked what kinds of tuples there are: ${error.message}`);
    return false;
  }
}

/** The kinds that a table has. */
export async function kindsOf(server: Server, table: string): Promise<string[]> {
  const pages = `pg_class, generate_series(0, pg_relation_size(oid) / 8192 - 1) block, get_raw_page('${table}', block::int) page`;
  const items = `${pages}, page_header(page), heap_page_items(page) WHERE pg_class.oid = '${table}'::regclass`;
  const values = `SELECT value, get_byte(value, 0) AS first
    FROM (SELECT pg_class.oid AS relation, item.* FROM ${pages}, heap_page_items(page) item WHERE pg_class.oid = '${table}'::regclass AND lp_flags = 1) item,
      unnest(tuple_data_split(relation, t_data, t_infomask, t_infomask2, t_bits)) WITH ORDINALITY attribute(value, nth)
      JOIN pg_attribute ON attnum = nth AND attlen = -1
    WHERE attrelid = relation`;
  const found = async (kinds: Readonly<Record<string, string>>, from: string): Promise<string[]> => {
    const [row] = await server.query(`SELECT ${Object.values(kinds).map((kind) => `bool_or(${kind})`)} FROM ${from}`);
    return Object.keys(kinds).filter((_, i) => row?.[i] === 't');
  };
  return [...(await found(tupleKinds, items)), ...(await found(valueKinds, `(${values}) v`))];
}
