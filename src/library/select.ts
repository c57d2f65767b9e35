/** Running a qual's kernel over a batch: which rows it is true for. */
import type { Value } from '../catalog/types.js';
import type { Batch, Kernel } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import { Selection } from '../memory/selection.js';
import type { Owned } from './owned.js';
import type { RunLimit } from './run-limit.js';

export function selectRows(
  arena: Arena,
  owned: Owned<Kernel>,
  batch: Batch,
  params: readonly (Value | null)[],
  limit: RunLimit,
): Selection {
  return owned.use((kernel) => {
    kernel.setParams(params);
    limit.run(kernel, batch);
    const words = (batch.rows + 31) >> 5;
    return new Selection(new Uint32Array(arena.memory.buffer, kernel.bitmap, words).slice(), batch.rows);
  });
}
