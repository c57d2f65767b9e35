/**
 * PostgreSQL as the oracle: what an expression gives for each row of a table. The statement is run on all rows at once and, if that raises,
 * on each row alone, inside plpgsql functions, so that an error costs no round trip.
 */
import type { PGlite } from '@electric-sql/pglite';
import { types } from '../../src/catalog/types.js';
import type { Schema } from '../../src/sql/expression.js';
import type { Outcome } from '../engines/outcome.js';
import type { TextRow } from '../random/columns.js';

const definitions = `
CREATE FUNCTION outcome_of(expr text, source text, one int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE found text[];
BEGIN
  -- OFFSET 0 keeps the expression from being copied into the CASE.
  EXECUTE 'SELECT array_agg(CASE WHEN v IS NULL THEN ''null'' ELSE ''= '' || format(''%s'', v) END ORDER BY nth) FROM ('
    || 'SELECT nth, ' || expr || ' AS v FROM (SELECT * FROM ' || source || ' WHERE ' || coalesce('nth = ' || one, 'true') || ' OFFSET 0) t OFFSET 0) s' INTO found;
  RETURN found;
END $$;
CREATE FUNCTION selected_of(expr text, source text, one int) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE found int[];
BEGIN
  EXECUTE 'SELECT coalesce(array_agg(nth), ''{}'') FROM (SELECT * FROM ' || source || ' WHERE ' || coalesce('nth = ' || one, 'true') || ' OFFSET 0) t WHERE ' || expr INTO found;
  RETURN found;
END $$;
CREATE FUNCTION outcomes(expr text, source text, total int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE found text[] := '{}';
BEGIN
  BEGIN
    RETURN outcome_of(expr, source, null);
  EXCEPTION WHEN others THEN NULL;
  END;
  FOR i IN 0 .. total - 1 LOOP
    BEGIN
      found := found || (outcome_of(expr, source, i))[1];
    EXCEPTION WHEN others THEN found := found || ('! ' || SQLSTATE || ' ' || SQLERRM);
    END;
  END LOOP;
  RETURN found;
END $$;
CREATE FUNCTION selection(expr text, source text, total int) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE found text[] := '{}'; rows int[];
BEGIN
  BEGIN
    rows := selected_of(expr, source, null);
    RETURN (SELECT array_agg('= ' || (i = ANY (rows))::int ORDER BY i) FROM generate_series(0, total - 1) i);
  EXCEPTION WHEN others THEN NULL;
  END;
  FOR i IN 0 .. total - 1 LOOP
    BEGIN
      found := found || ('= ' || cardinality(selected_of(expr, source, i)));
    EXCEPTION WHEN others THEN found := found || ('! ' || SQLSTATE || ' ' || SQLERRM);
    END;
  END LOOP;
  RETURN found;
END $$;`;

export class Oracle {
  readonly #db: PGlite;
  readonly #totals = new Map<string, number>();

  private constructor(db: PGlite) {
    this.#db = db;
  }

  static async start(db: PGlite): Promise<Oracle> {
    await db.exec(definitions);
    return new Oracle(db);
  }

  async table(name: string, schema: Schema, rows: readonly TextRow[]): Promise<void> {
    const columns = schema.map(
      (column) =>
        `"${column.name}" ${types[column.type].sqlName}${column.type === 'text' ? ' COLLATE "C"' : ''}${column.notNull ? ' NOT NULL' : ''}`,
    );
    await this.#db.exec(`CREATE TABLE ${name} (nth int NOT NULL, ${columns.join(', ')})`);
    for (const [n, row] of rows.entries()) {
      await this.#db.query(
        `INSERT INTO ${name} VALUES (${[n, ...row].map((_, i) => `$${i + 1}`).join(', ')})`,
        [n, ...row.map((text, i) => (schema[i]?.type === 'bool' && text !== null ? text === 't' : text))],
        {
          serializers: Object.fromEntries(
            Object.values(types).map(({ oid }) => [oid, (value: unknown) => String(value)]),
          ),
        },
      );
    }
    this.#totals.set(name, rows.length);
  }

  /** The outcome of each expression in each row of the table. */
  outcomes(table: string, expressions: readonly string[]): Promise<Outcome[][]> {
    return this.#ask('outcomes', table, expressions);
  }

  /** For each predicate, `= 1` where a WHERE selects the row and `= 0` elsewhere. */
  selections(table: string, predicates: readonly string[]): Promise<Outcome[][]> {
    return this.#ask('selection', table, predicates);
  }

  async #ask(what: string, table: string, expressions: readonly string[]): Promise<Outcome[][]> {
    const { rows } = await this.#db.query<{ found: string[] }>(
      `SELECT ${what}(e, $2, $3) AS found FROM unnest($1::text[]) WITH ORDINALITY x(e, i) ORDER BY i`,
      [expressions.map(inCollationC), table, this.#totals.get(table) ?? 0],
    );
    return rows.map((row) => row.found);
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}

/** PGlite's database changes the case of letters beyond ASCII, as collation "C" does not: literals with such letters are given that collation. */
function inCollationC(expression: string): string {
  return `(${expression.replaceAll(/(\w )?'(?:[^']|'')*'/g, (literal, typed?: string) =>
    typed === undefined && [...literal].some((c) => c > '\x7f') ? `(${literal} COLLATE "C")` : literal,
  )})`;
}
