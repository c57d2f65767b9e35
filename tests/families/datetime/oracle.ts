/** PostgreSQL's answers for calls of C functions by their names in pg_proc.prosrc, a thousand in one query. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../../pglite.js';
import type { CallDefinition } from '../../../opcodes/language/call.js';

export interface Call {
  readonly f: CallDefinition;
  readonly args: readonly (string | null)[];
}

const literal = (text: string | null, type: string): string =>
  text === null ? `null::${type}` : `'${text.replaceAll("'", "''")}'::${type}`;

/** The types of the arguments in SQL: an input function takes the type's oid too. */
const isInput = (f: CallDefinition): boolean => f.args[0]?.type === 'cstring';

export class Oracle {
  readonly #db: PGlite;
  readonly #made = new Set<string>();

  private constructor(db: PGlite) {
    this.#db = db;
  }

  static async start(): Promise<Oracle> {
    const db = await startPGlite();
    await db.exec(`create function attempt(sql text) returns text language plpgsql as $$
      declare result text;
      begin
        execute sql into result;
        return result;
      exception when others then
        return sqlstate || ' ' || sqlerrm;
      end $$`);
    const oracle = new Oracle(db);
    await oracle.setZone('UTC');
    return oracle;
  }

  async setZone(zone: string): Promise<void> {
    await this.#db.query(`select set_config('timezone', $1, false)`, [zone]);
  }

  async answers(calls: readonly Call[]): Promise<(string | null)[]> {
    for (const { f } of calls) await this.#make(f);
    const expressions = calls.map(({ f, args }) => {
      const given = args.map((text, i) => literal(text, f.args[i]?.type ?? 'text'));
      if (isInput(f)) given.splice(1, 0, '0::oid');
      return `select (of_${f.name}(${given.join(', ')}))::text`;
    });
    const { rows } = await this.#db.query<{ answer: string | null }>(
      'select attempt(s) as answer from unnest($1::text[]) with ordinality as t(s, i) order by i',
      [expressions],
    );
    return rows.map(({ answer }, i) =>
      calls[i]?.f.result === 'bool' && answer?.length !== undefined && answer.length < 6 ? answer.slice(0, 1) : answer,
    );
  }

  /** SQL may call an internal function under any name. */
  async #make(f: CallDefinition): Promise<void> {
    if (this.#made.has(f.name)) return;
    this.#made.add(f.name);
    const types = f.args.map(({ type }) => type);
    if (isInput(f)) types.splice(1, 0, 'oid');
    const strict = f.nulls === 'strict' ? 'strict' : '';
    await this.#db.exec(
      `create function of_${f.name}(${types.join(', ')}) returns ${f.result} language internal ${strict} as '${f.name}'`,
    );
  }

  async query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.#db.query<T>(sql, parameters)).rows;
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}
