/** A consumer of the stream: what it has on disk, as it were, and how a transaction changes that. Killed between two transactions, it goes on from what it has. */
import { subscriptionsOver, type Subscriptions } from '../../examples/changes/subscriptions.js';
import {
  relationSchema,
  unavailable,
  type Change,
  type ChangeRow,
  type Relation,
  type Transaction,
} from '../../src/changes.js';

/** The rows of one table, by their identity, and of each subscription the rows in it. */
class Copy {
  readonly #sql: readonly string[];
  rows = new Map<string, ChangeRow>();
  sets: Map<string, ChangeRow>[];
  subscriptions: Subscriptions<number> | undefined;
  /** How often the stream alone could not tell what a change means. */
  asked = 0;

  constructor(sql: readonly string[]) {
    this.#sql = sql;
    this.sets = sql.map(() => new Map<string, ChangeRow>());
  }

  async describe(relation: Relation): Promise<void> {
    this.subscriptions?.free();
    this.subscriptions = await subscriptionsOver<number>(relationSchema(relation));
    for (const [key, sql] of this.#sql.entries()) await this.subscriptions.add(key, sql);
  }

  truncate(): void {
    this.rows.clear();
    for (const set of this.sets) set.clear();
  }

  apply({ relation, old, new: row }: Exclude<Change, { kind: 'schema' | 'message' | 'truncate' }>): void {
    const oldKey = old === null ? '' : identity(relation, old);
    const newKey = row === null ? '' : identity(relation, row);
    const before = old === null ? null : complete(old, this.rows.get(oldKey));
    const after = row === null ? null : complete(row, this.rows.get(oldKey));
    if (this.subscriptions === undefined) throw new Error(`table ${relation.name} was not described`);
    let match = this.subscriptions.matchChange(old, row);
    if (match.undecided.length > 0) {
      this.asked++;
      match = this.subscriptions.matchChange(before, after);
    }
    if (match.undecided.length + match.errors.length > 0)
      throw new Error(`not decided: ${match.needs.join()} ${match.errors.map(({ error }) => error.message).join()}`);
    if (old !== null && !this.rows.delete(oldKey))
      throw new Error(`no row ${oldKey} to ${row === null ? 'delete' : 'update'}`);
    if (after !== null) {
      if (this.rows.has(newKey)) throw new Error(`row ${newKey} came twice`);
      this.rows.set(newKey, after);
    }
    for (const key of [...match.left, ...match.updated]) {
      if (!this.#set(key).delete(oldKey)) throw new Error(`subscription ${key} did not have row ${oldKey}`);
    }
    for (const key of [...match.entered, ...match.updated]) {
      if (after !== null) this.#set(key).set(newKey, after);
    }
  }

  #set(key: number): Map<string, ChangeRow> {
    const set = this.sets[key];
    if (set === undefined) throw new Error(`no subscription ${key}`);
    return set;
  }
}

/** The columns that the replica identity has; of FULL, the one that the test knows to be a key. */
function identity({ columns, replicaIdentity }: Relation, row: ChangeRow): string {
  const names = replicaIdentity === 'full' ? ['id'] : columns.filter(({ key }) => key).map(({ name }) => name);
  return names.map((name) => String(row[name])).join();
}

/** A row with the values that the stream left out, as they were before. */
function complete(row: ChangeRow, stored: ChangeRow | undefined): ChangeRow {
  const filled = Object.entries(row).map(([name, value]) => [name, value === unavailable ? stored?.[name] : value]);
  return Object.fromEntries(filled) as ChangeRow;
}

export class Replica {
  readonly copies: ReadonlyMap<string, Copy>;
  /** The end of the last transaction that is safe. */
  end = 0n;
  readonly #relations = new Map<string, Relation>();
  readonly seen = new Set<number>();

  /** @param predicates are those of each table. */
  constructor(predicates: ReadonlyMap<string, readonly string[]>) {
    this.copies = new Map([...predicates].map(([table, sql]) => [table, new Copy(sql)]));
  }

  async apply(transaction: Transaction): Promise<void> {
    if (transaction.end <= this.end) throw new Error(`transaction ${transaction.xid} came twice`);
    if (this.seen.has(transaction.xid)) throw new Error(`transaction ${transaction.xid} came again`);
    for (const change of transaction.changes) {
      if (change.kind === 'message') continue;
      const copy = this.copies.get(change.relation.name);
      if (copy === undefined) throw new Error(`no table ${change.relation.name}`);
      if (change.kind === 'schema') await this.#describe(change.relation, copy);
      else if (change.kind === 'truncate') copy.truncate();
      else copy.apply(change);
    }
    this.seen.add(transaction.xid);
    this.end = transaction.end;
  }

  async #describe(relation: Relation, copy: Copy): Promise<void> {
    // After a restart the first description of a relation comes again.
    if (JSON.stringify(this.#relations.get(relation.name)) === JSON.stringify(relation)) return;
    this.#relations.set(relation.name, relation);
    await copy.describe(relation);
  }
}
