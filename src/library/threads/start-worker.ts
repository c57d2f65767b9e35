/** Starting a Worker for a thread. */
import { nodeWorker, type WorkerLike } from '../../platform/thread.js';

/** A Worker that runs `thread.js`, which stands beside this module also when it is published (scripts/entries.ts). Throws where none may be made. */
export function startWorker(): WorkerLike {
  const beside = import.meta.url;
  if (typeof Worker === 'undefined') return nodeWorker(new URL('./thread.js', beside));
  // Written as bundlers look for it.
  return new Worker(new URL('./thread.js', import.meta.url), { type: 'module' });
}
