/** What quern's own engine selects of a batch, to which hosts of exported kernels are compared. */
import { parseValue } from '../../src/functions/text-value.js';
import { Batch, predicate, type Arena, type Schema } from '../../src/index.js';

export type Texts = readonly (readonly (string | null)[])[];

/** A batch of values in PostgreSQL's input syntax. */
export function batchOf(arena: Arena, schema: Schema, rows: Texts): Batch {
  const batch = new Batch(arena, schema, rows.length);
  rows.forEach((row, r) => {
    schema.forEach(({ type }, c) => {
      const text = row[c] ?? null;
      batch.set(c, r, text === null ? null : parseValue(arena, type, text));
    });
  });
  batch.rows = rows.length;
  return batch;
}

/** The rows for which a predicate is true; raises what it raises. */
export async function selectedRows(
  sql: string,
  { arena, schema, batch }: { arena: Arena; schema: Schema; batch: Batch },
): Promise<readonly number[]> {
  // The order of conjuncts that may change places is another matter.
  const own = await predicate(sql, { schema, arena, engine: 'copy-patch', reorder: false });
  try {
    return [...own.select(batch).indices()];
  } finally {
    own.free();
  }
}
