/** PostgreSQL itself, as the judge of what the runtime functions answer. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { SqlError } from '../../src/error.js';

export async function startOracle(): Promise<PGlite> {
  const database = await startPGlite();
  await database.exec("SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'; SET extra_float_digits = 1");
  return database;
}

interface InputRow {
  readonly sent: string | null;
  readonly message: string | null;
  readonly hint: string | null;
  readonly code: string | null;
}

/** As an SqlError says it: a long text that the message quotes is cut. */
const cut = (message: string): string => new SqlError('', message).message;

/** What PostgreSQL makes of each text as a value of the type: its bytes in hexadecimal, or its error. */
export async function inputOutcomes(
  database: PGlite,
  type: string,
  send: string,
  texts: readonly string[],
): Promise<string[]> {
  const { rows } = await database.query<InputRow>(
    `SELECT CASE WHEN pg_input_is_valid(t, '${type}') THEN encode(${send}(t::${type}), 'hex') END AS sent,
            e.message, e.hint, e.sql_error_code AS code
       FROM unnest($1::text[]) WITH ORDINALITY AS u(t, i), pg_input_error_info(t, '${type}') AS e ORDER BY i`,
    [texts],
  );
  return rows.map(
    ({ sent, message, hint, code }) =>
      sent ?? `${code ?? ''} ${cut(message ?? '')}${hint === null ? '' : ` (${hint})`}`,
  );
}
