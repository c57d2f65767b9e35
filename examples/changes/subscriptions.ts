/** Many predicates over the rows of one table, each under a key: which of them does a changed row enter, leave or stay in? A plain list, evaluated one by one. */
import { predicate, SqlError, type ParamValue, type Predicate, type Schema } from 'quern';
import { unavailable, type ChangeRow } from 'quern/changes';
import { textRows } from 'quern/pg';

/** What a change means for the predicates, by their keys. */
export interface MatchedChange<Key> {
  /** Not true before, true after. */
  readonly entered: readonly Key[];
  /** True before, not true after. */
  readonly left: readonly Key[];
  /** True before and after. */
  readonly updated: readonly Key[];
  /** It depends on values that are unavailable. */
  readonly undecided: readonly Key[];
  /** The columns whose values decide about those: ask again with them. */
  readonly needs: readonly string[];
  /** Predicates that raise an error for one of the rows. */
  readonly errors: readonly { readonly key: Key; readonly error: SqlError }[];
}

/** What the server asks of a set of predicates. */
export interface Subscriptions<Key> {
  readonly size: number;
  has(key: Key): boolean;
  /** Raises 42710 where the key exists, and what compiling the predicate raises. */
  add(key: Key, sql: string, params?: readonly ParamValue[]): Promise<void>;
  delete(key: Key): boolean;
  /** `old` is null for an insert, `changed` for a delete. */
  matchChange(old: ChangeRow | null, changed: ChangeRow | null): MatchedChange<Key>;
  free(): void;
}

/** An empty set over the columns of a relation. */
export const subscriptionsOver = <Key>(schema: Schema): Promise<Subscriptions<Key>> =>
  Promise.resolve(new SubscriptionList<Key>(schema));

interface Subscription {
  readonly predicate: Predicate;
  readonly params: readonly ParamValue[];
  readonly columns: readonly string[];
}

class SubscriptionList<Key> implements Subscriptions<Key> {
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

  async add(key: Key, sql: string, params: readonly ParamValue[] = []): Promise<void> {
    const compiled: Predicate = await predicate(sql, { schema: this.#schema, rows: textRows });
    if (this.#all.has(key)) throw new SqlError('42710', `predicate "${String(key)}" already exists`);
    const columns = compiled.columns.map((number) => this.#schema[number]?.name ?? '');
    this.#all.set(key, { predicate: compiled, params, columns });
  }

  delete(key: Key): boolean {
    this.#all.get(key)?.predicate.free();
    return this.#all.delete(key);
  }

  matchChange(old: ChangeRow | null, changed: ChangeRow | null): MatchedChange<Key> {
    const [entered, left, updated, undecided] = [[] as Key[], [] as Key[], [] as Key[], [] as Key[]];
    const errors: { key: Key; error: SqlError }[] = [];
    const needs = new Set<string>();
    for (const [key, subscription] of this.#all) {
      const missing = subscription.columns.filter((name) => isMissing(old, name) || isMissing(changed, name));
      for (const name of missing) needs.add(name);
      if (missing.length > 0) {
        undecided.push(key);
        continue;
      }
      try {
        const [was, is] = [isIn(subscription, old), isIn(subscription, changed)];
        if (was && is) updated.push(key);
        else if (was) left.push(key);
        else if (is) entered.push(key);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        errors.push({ key, error });
      }
    }
    return { entered, left, updated, undecided, needs: [...needs], errors };
  }

  free(): void {
    for (const key of [...this.#all.keys()]) this.delete(key);
  }
}

const isMissing = (row: ChangeRow | null, name: string): boolean => row?.[name] === unavailable;

function isIn({ predicate: compiled, params }: Subscription, row: ChangeRow | null): boolean {
  return row !== null && compiled.test(row, params) === true;
}
