/** Many predicates over the rows of one table, each under a key: which of them does a changed row enter, leave or stay in? */
import { predicateSet, type PredicateSet, type Schema } from 'quern';
import { textRows } from 'quern/pg';

/** The set that the server asks. */
export type Subscriptions<Key> = PredicateSet<Key>;

/** An empty set over the columns of a relation, whose rows are texts as the stream has them. */
export const subscriptionsOver = <Key>(schema: Schema): Promise<Subscriptions<Key>> =>
  predicateSet<Key, Schema>(schema, { rows: textRows });
