/**
 * Visibility as PostgreSQL has it when no transaction runs: HeapTupleSatisfiesMVCC (access/heap/heapam_visibility.c), which asks for what hint bits do
 * not tell whether a transaction has committed. A tuple is visible by its hint bits when it is visible whatever the answers are.
 */
import { infomask as bit } from '../../src/memory/heap/page-layout.js';
import type { TupleHeader } from './hand-made-page.js';

/** Which transactions have committed. */
interface World {
  readonly xmin: boolean;
  readonly xmax: boolean;
  /** The one of the several in xmax that has updated or deleted the tuple. */
  readonly updater: boolean;
  /** The VACUUM FULL of a server before 9.0 that has moved the tuple. */
  readonly mover: boolean;
}

const answers = [false, true];
const worlds: readonly World[] = answers.flatMap((xmin) =>
  answers.flatMap((xmax) => answers.flatMap((updater) => answers.map((mover) => ({ xmin, xmax, updater, mover })))),
);

/** HEAP_LOCK_MASK. */
const lockMask = bit.HEAP_XMAX_KEYSHR_LOCK | bit.HEAP_XMAX_EXCL_LOCK;

type Hints = Pick<TupleHeader, 'xmin' | 'xmax' | 'infomask'>;

function satisfies({ xmin, xmax, infomask }: Hints, world: World): boolean {
  const has = (flag: number): boolean => (infomask & flag) !== 0;
  if (!has(bit.HEAP_XMIN_COMMITTED)) {
    if (has(bit.HEAP_XMIN_INVALID)) return false;
    if (has(bit.HEAP_MOVED_OFF)) {
      if (world.mover) return false;
    } else if (has(bit.HEAP_MOVED_IN)) {
      if (!world.mover) return false;
    } else if (!(didCommit(xmin) ?? world.xmin)) return false;
  }
  if (has(bit.HEAP_XMAX_INVALID)) return true;
  if (has(bit.HEAP_XMAX_LOCK_ONLY) || (infomask & (bit.HEAP_XMAX_IS_MULTI | lockMask)) === bit.HEAP_XMAX_EXCL_LOCK)
    return true;
  if (has(bit.HEAP_XMAX_IS_MULTI)) return !(xmax !== 0 && world.updater);
  return !(has(bit.HEAP_XMAX_COMMITTED) || (xmax !== 0 && world.xmax));
}

/** TransactionIdDidCommit of the bootstrap's and the frozen transaction. */
const didCommit = (xid: number): boolean | undefined => (xid === 1 || xid === 2 ? true : undefined);

/** Is the tuple visible? undefined: the hint bits do not say. */
export function visibleByHints(hints: Hints): boolean | undefined {
  const found = new Set(worlds.map((world) => satisfies(hints, world)));
  return found.size === 1 ? found.has(true) : undefined;
}
