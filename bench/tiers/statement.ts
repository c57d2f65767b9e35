/** A predicate from its text to the bits of its rows, as the library does it, in the steps that are timed. */
import { auto, engines } from '../../src/engines/engines.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { compileSql } from '../../src/library/front-end.js';
import type { TypeName } from '../../src/catalog/types.js';
import type { Arena } from '../../src/arena/arena.js';
import type { Batch } from '../../src/memory/batch.js';
import { Selection } from '../../src/memory/selection.js';
import { compileQual } from '../../src/program/compile.js';
import { qualList } from '../../src/sql/index.js';
import { demoSchema } from '../dataset.js';
import type { Round, TierContestant } from './messages.js';

export const engineOf = (contestant: TierContestant): Engine => (contestant === 'auto' ? auto : engines[contestant]);

/** What `predicate(sql)` does: the kernel of the text. Parameters of the given types, which the text need not use, make it another shape. */
export async function loadStatement(
  contestant: TierContestant,
  sql: string,
  arena: Arena,
  paramTypes: readonly TypeName[],
): Promise<Kernel> {
  const { expr, schema, params, engine } = await compileSql(sql, 'predicate', {
    schema: demoSchema,
    engine: contestant,
    arena,
    paramTypes,
  });
  return engine.load(compileQual(qualList(expr), { schema, params }), arena);
}

/** The first rows of the dataset, batch by batch, over and over when more are asked for than there are: `use` gets each with its number of rows set. */
export function forRows(batches: readonly Batch[], rows: number, use: (batch: Batch) => void): void {
  for (let n = 0, left = rows; left > 0; n++) {
    const batch = batches[n % batches.length];
    if (batch === undefined) return;
    batch.rows = Math.min(batch.capacity, left);
    left -= batch.rows;
    use(batch);
  }
}

/** What `Predicate.select` does with a batch. */
export function select(kernel: Kernel, batch: Batch): Selection {
  kernel.run(batch);
  return new Selection(
    new Uint32Array(batch.arena.memory.buffer, kernel.bitmap, (batch.rows + 31) >> 5).slice(),
    batch.rows,
  );
}

/** A number that depends on which rows are selected. */
export const checksumOf = ({ bitmap }: Selection, before = 0): number =>
  bitmap.reduce((sum, word) => Math.imul(sum ^ word, 0x01000193) + 1, before);

/** Times one statement over so many rows; gives the selection of the last batch too. */
export async function timeRound(
  load: () => Promise<Kernel>,
  batches: readonly Batch[],
  rows: number,
): Promise<{ readonly round: Round; readonly kernel: Kernel; readonly last: Selection }> {
  const start = performance.now();
  const kernel = await load();
  let firstRow = 0;
  let last = new Selection(new Uint32Array(0), 0);
  forRows(batches, rows, (batch) => {
    last = select(kernel, batch);
    if (firstRow === 0) firstRow = performance.now();
  });
  const end = performance.now();
  return { round: { total: (end - start) * 1000, firstRow: (firstRow - start) * 1000 }, kernel, last };
}
