/**
 * PostgreSQL as the oracle of expressions that bring their own columns: each is run over all of its rows at once and, if that raises, over each row alone.
 * The database has collation and character classes "C", as quern does by default.
 */
import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import type { SessionSettings } from '../../src/arena/settings.js';
import type { Outcome } from '../engines/outcome.js';
import type { Given } from '../random/catalog/expression.js';

/** Texts above it, in bytes, are compared by their hash: arrays of millions of elements would fill the memory. */
const longest = 100_000;

/** An outcome as the oracle shows it. */
export function shown(outcome: Outcome): Outcome {
  const bytes = Buffer.byteLength(outcome) - 2;
  if (!outcome.startsWith('= ') || bytes <= longest) return outcome;
  return `= ${bytes} bytes, md5 ${createHash('md5').update(outcome.slice(2)).digest('hex')}`;
}

const definitions = `
CREATE FUNCTION shown(v text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN octet_length(v) > ${longest} THEN format('%s bytes, md5 %s', octet_length(v), md5(v)) ELSE v END
$$;
CREATE FUNCTION outcome_of(expr text, source text, one int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE found text[];
BEGIN
  -- OFFSET 0 keeps the expression from being copied into the CASE, and single rows from becoming constants.
  EXECUTE 'SELECT array_agg(CASE WHEN v IS NULL THEN ''null'' ELSE ''= '' || shown(format(''%s'', v)) END ORDER BY nth) || max(pg_typeof(v)::text) FROM ('
    || 'SELECT nth, ' || expr || ' AS v FROM (SELECT * FROM ' || source || ' WHERE ' || coalesce('nth = ' || one, 'true') || ' OFFSET 0) t OFFSET 0) s' INTO found;
  RETURN found;
END $$;
CREATE FUNCTION outcomes(expr text, source text, total int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE found text[] := '{}'; one text[]; kind text;
BEGIN
  BEGIN
    RETURN outcome_of(expr, source, null);
  EXCEPTION WHEN others THEN NULL;
  END;
  FOR i IN 0 .. total - 1 LOOP
    BEGIN
      one := outcome_of(expr, source, i);
      found := found || one[1];
      kind := one[2];
    EXCEPTION WHEN others THEN found := found || ('! ' || SQLSTATE || ' ' || SQLERRM);
    END;
  END LOOP;
  RETURN found || kind;
END $$;`;

/** An expression in which `$n` stands for a parameter and `c0`, `c1`, … for columns. */
export interface Asked {
  readonly sql: string;
  readonly columns: readonly Given[];
  readonly params: readonly Given[];
  readonly rows: number;
}

export interface Told {
  /** One a row. */
  readonly outcomes: readonly Outcome[];
  /** As `format_type` prints it; null when every row raises. */
  readonly type: string | null;
}

const literal = (text: string | null, type: string): string =>
  text === null ? `NULL::"${type}"` : `'${text.replaceAll("'", "''")}'::"${type}"`;

/** The rows as a source in FROM; a parameter is a column whose value is the same in all of them, for neither may be computed before the rows are met. */
function source({ columns, params, rows }: Asked): string {
  const row = (nth: number): string =>
    `(${[`${nth}`, ...columns.map(({ type, texts }) => literal(texts[nth] ?? null, type)), ...params.map(({ type, texts }) => literal(texts[0] ?? null, type))].join(', ')})`;
  const names = ['nth', ...columns.map((_, i) => `c${i}`), ...params.map((_, i) => `p${i + 1}`)];
  return `(VALUES ${Array.from({ length: rows }, (_, nth) => row(nth)).join(', ')}) v(${names.join(', ')})`;
}

/** The files of a PGlite with a database `c`, which has collation and character classes "C"; it is closed. */
export async function filesInC(db: PGlite): Promise<Blob> {
  await db.exec(`CREATE DATABASE c LOCALE 'C' TEMPLATE template0`);
  const files = await db.dumpDataDir('none');
  await db.close();
  return files;
}

export class ExpressionOracle {
  readonly #db: PGlite;

  private constructor(db: PGlite) {
    this.#db = db;
  }

  /** @param files are those that `filesInC` gives, `settings` those of its session. */
  static async start(files: Blob, settings: SessionSettings = {}): Promise<ExpressionOracle> {
    const db = await PGlite.create({ loadDataDir: files, database: 'c' });
    await db.exec(definitions);
    await db.query(
      `select set_config('plan_cache_mode', 'force_generic_plan', false), set_config('timezone', $1, false), set_config('datestyle', $2, false), set_config('intervalstyle', $3, false)`,
      [settings.timeZone ?? 'UTC', settings.dateStyle ?? 'ISO, MDY', settings.intervalStyle ?? 'postgres'],
    );
    return new ExpressionOracle(db);
  }

  async ask(all: readonly Asked[]): Promise<Told[]> {
    const { rows } = await this.#db.query<{ found: (string | null)[] }>(
      'SELECT outcomes(e, s, n) AS found FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY x(e, s, n, i) ORDER BY i',
      [all.map(({ sql }) => sql.replaceAll(/\$(\d+)(?=::")/g, 'p$1')), all.map(source), all.map((each) => each.rows)],
    );
    return rows.map(({ found }) => ({ outcomes: found.slice(0, -1).map(String), type: found.at(-1) ?? null }));
  }

  /** What one row gives where `$n` are the parameters of a prepared statement: `ask` makes columns of them, so that their elements of IN lists are compared one by one. */
  async askPrepared({ sql, columns, params }: Asked): Promise<Outcome> {
    const types = params.map(({ type }) => `"${type}"`).join(', ');
    const values = params.map(({ type, texts }) => literal(texts[0] ?? null, type)).join(', ');
    const list = (inner: string): string => (inner === '' ? '' : `(${inner})`);
    try {
      await this.#db.exec(`PREPARE asked${list(types)} AS SELECT '= ' || shown(format('%s', v)) AS outcome, v IS NULL AS missing
        FROM (SELECT ${sql} AS v FROM (SELECT * FROM ${source({ sql, columns, params: [], rows: 1 })} OFFSET 0) t OFFSET 0) s`);
      const [result] = await this.#db.exec(`EXECUTE asked${list(values)}`);
      const [row] = (result?.rows ?? []) as { outcome: string; missing: boolean }[];
      return row === undefined || row.missing ? 'null' : row.outcome;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      return `! ${code ?? ''} ${message}`;
    } finally {
      await this.#db.exec('DEALLOCATE ALL');
    }
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}
