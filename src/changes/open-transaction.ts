/** A transaction whose commit has not come: its changes so far, what they cost, and what a subtransaction that is rolled back takes away. */
import type { Delete, Insert, LogicalMessage, Truncate, Update } from './change.js';
import type { Relation } from './relation.js';

/** Changes as they come; SchemaChanges are added when the transaction is given out. */
export type RowChange = Insert | Update | Delete | Truncate | LogicalMessage;

/** What an object costs beside its bytes, roughly. */
const overhead = 128;

export class OpenTransaction {
  readonly xid: number;
  /** Where the Begin message says that the commit is; a streamed transaction does not know yet. */
  readonly lsn: bigint | undefined;
  origin: string | undefined;
  /** Bytes, roughly. */
  cost = overhead;
  /** Relations that a streamed transaction described: no other one may see them before it commits, for it may have made them. */
  readonly relations = new Map<number, Relation>();
  readonly changes: RowChange[] = [];
  /** Of each subtransaction: how many changes there were before its first one, and what they cost. */
  readonly #starts = new Map<number, { readonly length: number; readonly cost: number }>();

  constructor(xid: number, lsn?: bigint) {
    this.xid = xid;
    this.lsn = lsn;
  }

  /** Adds changes that came in a message of `bytes`, and gives what that costs. */
  add(changes: readonly RowChange[], bytes: number, subtransaction: number): number {
    if (subtransaction !== this.xid && !this.#starts.has(subtransaction))
      this.#starts.set(subtransaction, { length: this.changes.length, cost: this.cost });
    this.changes.push(...changes);
    const cost = bytes + overhead * changes.length;
    this.cost += cost;
    return cost;
  }

  /** Takes back what a subtransaction did, with all after its first change, as PostgreSQL's own subscriber does: that is of subtransactions in it. Gives what it cost. */
  rollBack(subtransaction: number): number {
    const start = this.#starts.get(subtransaction);
    if (start === undefined) return 0;
    const freed = this.cost - start.cost;
    this.changes.length = start.length;
    this.cost = start.cost;
    for (const [xid, { length }] of this.#starts) if (length >= start.length) this.#starts.delete(xid);
    return freed;
  }
}
