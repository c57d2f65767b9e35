/** What PostgreSQL says is in each subscription at a moment: for each of them, a sum over the rows that it selects. */
import type { Connection } from '../../bench/postgres/connection.js';
import type { ChangeRow } from '../../src/changes.js';

const modulus = 2 ** 32;

/** A number for a row: of its values as PostgreSQL prints them. */
export function rowHash(values: readonly (string | null)[]): number {
  let hash = 0x811c9dc5;
  for (const value of values) {
    const text = value === null ? '\u0001' : `${value}\u0002`;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}

/** The columns that rows are compared by. */
type Columns = readonly string[];

/** Sums for all predicates over a table, from PostgreSQL. */
export async function judged(
  session: Connection,
  table: string,
  columns: Columns,
  predicates: readonly string[],
): Promise<Uint32Array> {
  const rows = await session.query(
    `SELECT ARRAY[${predicates.join(', ')}]::bool[], ${columns.join(', ')} FROM ${table}`,
  );
  const sums = new Uint32Array(predicates.length);
  for (const [answers, ...values] of rows) {
    const hash = rowHash(values);
    const list = answers?.slice(1, -1).split(',') ?? [];
    for (let i = 0; i < sums.length; i++) if (list[i] === 't') sums[i] = ((sums[i] ?? 0) + hash) % modulus;
  }
  return sums;
}

/** The same of the sets that a consumer keeps. */
export function kept(sets: readonly ReadonlyMap<string, ChangeRow>[], columns: Columns, hashes: Hashes): Uint32Array {
  return Uint32Array.from(sets, (set) => {
    let sum = 0;
    for (const row of set.values()) sum = (sum + hashes.of(row, columns)) % modulus;
    return sum;
  });
}

/** Rows are hashed once: they never change, others take their places. */
export class Hashes {
  readonly #known = new WeakMap<ChangeRow, number>();

  of(row: ChangeRow, columns: Columns): number {
    let hash = this.#known.get(row);
    if (hash === undefined) {
      hash = rowHash(columns.map((name) => row[name] as string | null));
      this.#known.set(row, hash);
    }
    return hash;
  }
}
