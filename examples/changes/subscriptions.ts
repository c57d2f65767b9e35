/** Many predicates over one table, each under a key: which of them a changed row enters, leaves or stays in. A plain list, evaluated one by one. */
import { predicate, SqlError, type ParamValue, type Predicate, type Schema } from 'quern';
import { unavailable, type ChangeRow } from 'quern/changes';
import { textRows } from 'quern/pg';

/** What a change means for the subscriptions. */
export interface ChangeMatch<Key> {
  /** The new row is in, the old one was not. */
  readonly entered: readonly Key[];
  /** The old row was in, the new one is not, or is gone. */
  readonly left: readonly Key[];
  /** Both are in. */
  readonly updated: readonly Key[];
  /** Columns whose values are unavailable and decide for some predicates, which are in none of the lists: ask again with their values. */
  readonly needs: readonly string[];
  /** Predicates that raise an error for one of the rows, which are in none of the lists. */
  readonly errors: ReadonlyMap<Key, SqlError>;
}

interface Subscription {
  readonly predicate: Predicate;
  readonly params: readonly ParamValue[];
  readonly columns: readonly string[];
}

export class Subscriptions<Key> {
  readonly #schema: Schema;
  readonly #all = new Map<Key, Subscription>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  get size(): number {
    return this.#all.size;
  }

  has(key: Key): boolean {
    return this.#all.has(key);
  }

  /** Raises 42710 where the key exists, and what compiling the predicate raises. */
  async add(key: Key, sql: string, params: readonly ParamValue[] = []): Promise<void> {
    const compiled: Predicate = await predicate(sql, { schema: this.#schema, rows: textRows });
    if (this.#all.has(key)) throw new SqlError('42710', `there is a subscription ${String(key)} already`);
    const columns = compiled.columns.map((number) => this.#schema[number]?.name ?? '');
    this.#all.set(key, { predicate: compiled, params, columns });
  }

  delete(key: Key): boolean {
    const found = this.#all.get(key);
    found?.predicate.free();
    return this.#all.delete(key);
  }

  /** `old` is null for an insert, `row` for a delete. */
  matchChange(old: ChangeRow | null, row: ChangeRow | null): ChangeMatch<Key> {
    const [entered, left, updated] = [[] as Key[], [] as Key[], [] as Key[]];
    const needs = new Set<string>();
    const errors = new Map<Key, SqlError>();
    for (const [key, subscription] of this.#all) {
      const missing = subscription.columns.filter((name) => old?.[name] === unavailable || row?.[name] === unavailable);
      for (const name of missing) needs.add(name);
      if (missing.length > 0) continue;
      try {
        const [was, is] = [isIn(subscription, old), isIn(subscription, row)];
        if (was && is) updated.push(key);
        else if (was) left.push(key);
        else if (is) entered.push(key);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        errors.set(key, error);
      }
    }
    return { entered, left, updated, needs: [...needs], errors };
  }
}

function isIn({ predicate: compiled, params }: Subscription, row: ChangeRow | null): boolean {
  return row !== null && compiled.test(row, params) === true;
}
