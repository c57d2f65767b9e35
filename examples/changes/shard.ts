/** A part of the subscriptions, and what changes mean for them. Its calls are answered one after the other, in the order in which they came. */
import type { ParamValue, Schema } from 'quern';
import { SqlError, type SqlErrorJson } from 'quern';
import type { ChangeRow } from 'quern/changes';
import { subscriptionsOver, type Subscriptions } from './subscriptions.js';

/** A changed row, or null for a TRUNCATE. */
export type RowChange = { readonly old: ChangeRow | null; readonly new: ChangeRow | null } | null;

/** A predicate as a client sent it. */
export interface Condition {
  readonly where: string;
  readonly params: readonly ParamValue[];
}

/** How a row came to a subscription: it is in now, was in, or was and is. */
export type Kind = 'entered' | 'left' | 'updated';

/** For one change, the keys of the subscriptions that it concerns. */
export type Matches = Readonly<Record<Kind, readonly number[]>> & {
  readonly failed: readonly { readonly key: number; readonly error: SqlErrorJson }[];
};

export interface Shard {
  /** Sets the columns. Gives the subscriptions that are no predicates over them, which are gone. */
  describe(schema: Schema): Promise<Matches['failed']>;
  /** The error, if the condition is no predicate. */
  add(key: number, condition: Condition): Promise<SqlErrorJson | undefined>;
  delete(key: number): Promise<void>;
  match(changes: readonly RowChange[]): Promise<readonly Matches[]>;
  /** The same for one subscription only. */
  replay(key: number, changes: readonly RowChange[]): Promise<readonly Matches[]>;
  close(): Promise<void>;
}

export class LocalShard implements Shard {
  readonly #conditions = new Map<number, Condition>();
  #schema: Schema = [];
  #set: Subscriptions<number> | undefined;

  async describe(schema: Schema): Promise<Matches['failed']> {
    this.#set?.free();
    this.#schema = schema;
    this.#set = await subscriptionsOver<number>(schema);
    const failed: { key: number; error: SqlErrorJson }[] = [];
    for (const [key, { where, params }] of this.#conditions) {
      const error = await errorOf(this.#set.add(key, where, params));
      if (error === undefined) continue;
      this.#conditions.delete(key);
      failed.push({ key, error });
    }
    return failed;
  }

  async add(key: number, condition: Condition): Promise<SqlErrorJson | undefined> {
    const error = await errorOf(this.#described().add(key, condition.where, condition.params));
    if (error === undefined) this.#conditions.set(key, condition);
    return error;
  }

  async delete(key: number): Promise<void> {
    this.#conditions.delete(key);
    this.#set?.delete(key);
  }

  async match(changes: readonly RowChange[]): Promise<readonly Matches[]> {
    const set = this.#described();
    return changes.map((change) => matchesOf(set, change));
  }

  async replay(key: number, changes: readonly RowChange[]): Promise<readonly Matches[]> {
    const condition = this.#conditions.get(key);
    if (condition === undefined) return [];
    const alone = await subscriptionsOver<number>(this.#schema);
    await alone.add(key, condition.where, condition.params);
    const matches = changes.map((change) => matchesOf(alone, change));
    alone.free();
    return matches;
  }

  async close(): Promise<void> {
    this.#set?.free();
    this.#set = undefined;
  }

  #described(): Subscriptions<number> {
    if (this.#set === undefined) throw new SqlError('55000', 'the shard has no columns yet');
    return this.#set;
  }
}

function matchesOf(set: Subscriptions<number>, change: RowChange): Matches {
  if (change === null) return { entered: [], left: [], updated: [], failed: [] };
  const { entered, left, updated, undecided, needs, errors } = set.matchChange(change.old, change.new);
  // With REPLICA IDENTITY FULL every value is in the stream.
  const lost = new SqlError('55000', `the stream lacks ${needs.join(', ')}`, { hint: 'Set REPLICA IDENTITY FULL.' });
  const failed = [...errors, ...undecided.map((key) => ({ key, error: lost }))];
  return { entered, left, updated, failed: failed.map(({ key, error }) => ({ key, error: error.toJSON() })) };
}

/** What a condition that is none raises: of its text, or of its parameters. */
export async function errorOf(work: Promise<void>): Promise<SqlErrorJson | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return error.toJSON();
    // Parameters may be anything that JSON has.
    if (error instanceof TypeError) return new SqlError('22023', error.message).toJSON();
    throw error;
  }
}
