/** The table that is watched: its publication and slot, which are made unless they exist, and its columns. */
import pg from 'pg';
import { SqlError, types, type Schema, type TypeName } from 'quern';

export interface WatchedTable {
  /** As SQL has it, such as `public.orders`. */
  readonly table: string;
  readonly publication: string;
  readonly slot: string;
}

/** Makes what is missing. Raises 55000 where the server or the table is not set up for it, with a hint. */
export async function setUp(server: pg.ClientConfig, { table, publication, slot }: WatchedTable): Promise<void> {
  await withClient(server, async (client) => {
    const { rows } = await client.query<{ level: string; identity: string }>(
      `SELECT current_setting('wal_level') AS level, relreplident AS identity FROM pg_class WHERE oid = $1::regclass`,
      [table],
    );
    const [{ level, identity } = { level: '', identity: '' }] = rows;
    if (level !== 'logical')
      throw new SqlError('55000', `wal_level is ${level}`, {
        hint: 'ALTER SYSTEM SET wal_level = logical, and restart.',
      });
    if (identity !== 'f')
      throw new SqlError('55000', `changes of table ${table} come without their old rows`, {
        hint: `ALTER TABLE ${table} REPLICA IDENTITY FULL`,
      });
    const published = await client.query('SELECT 1 FROM pg_publication WHERE pubname = $1', [publication]);
    if (published.rowCount === 0)
      await client.query(`CREATE PUBLICATION ${pg.escapeIdentifier(publication)} FOR TABLE ${table}`);
    const slots = await client.query('SELECT 1 FROM pg_replication_slots WHERE slot_name = $1', [slot]);
    if (slots.rowCount === 0) await client.query("SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [slot]);
  });
}

/** The columns that quern has a type for; a domain is its base type. */
export async function columnsOf(server: pg.ClientConfig, table: string): Promise<Schema> {
  const { rows } = await withClient(server, (client) =>
    client.query<{ name: string; type: string }>(
      `SELECT a.attname AS name, CASE t.typtype WHEN 'd' THEN b.typname ELSE t.typname END AS type
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
       WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum`,
      [table],
    ),
  );
  return rows.flatMap(({ name, type }) => (isTypeName(type) ? [{ name, type, notNull: false }] : []));
}

const isTypeName = (name: string): name is TypeName => Object.hasOwn(types, name);

/** Does something with a connection whose values are PostgreSQL's texts. */
export async function withClient<T>(server: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...server, types: { getTypeParser: () => (text: string) => text } });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
