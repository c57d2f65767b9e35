/**
 * quern's engines and the loops by hand, over one batch of all rows: the bitmap, and how many of its bits are set. quern counts as `Predicate.count` does, in WebAssembly; who writes a
 * loop by hand counts in JavaScript.
 */
import { Arena } from '../../src/arena/arena.js';
import { highestRung } from '../../src/program/program.js';
import { SelectedBits, Selection } from '../../src/memory/selection.js';
import { conjunctsOf } from '../conjuncts.js';
import { prepareScan, type ContestantName } from '../contestants.js';
import type { Scan } from '../scan.js';
import { demoBatches } from '../dataset.js';
import type { Peer, PeerRows } from './peer.js';
import type { PeerPredicate } from './predicates.js';

export async function kernels({ rows, seed }: PeerRows, contestant: ContestantName): Promise<Peer> {
  const arena = new Arena({ scratchBytes: 1024 * 1024, maximumBytes: 4 * 1024 ** 3 });
  const [batch] = demoBatches(arena, rows, rows, seed);
  const scans = new Map<PeerPredicate, Scan>();
  return {
    async count(predicate) {
      const scan =
        scans.get(predicate) ??
        (await prepareScan(contestant, {
          predicate,
          conjuncts: await conjunctsOf(predicate),
          rung: highestRung,
          arena,
        }));
      scans.set(predicate, scan);
      if (batch === undefined) return 0;
      const bitmap = scan(batch);
      const bits =
        contestant === 'hand-written'
          ? new Selection(new Uint32Array(arena.memory.buffer, bitmap, Math.ceil(rows / 32)), rows)
          : new SelectedBits(arena, bitmap, rows);
      return bits.count;
    },
  };
}
