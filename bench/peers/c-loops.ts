/** Loops in C over the same columns: compiled where a compiler is, they read the columns from files and time themselves. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { demoBatches, demoSchema } from '../dataset.js';
import type { PeerPredicate } from './predicates.js';
import { cPredicates, cSource } from './c-source.js';
import type { Peer, PeerRows } from './peer.js';

const bytesOf: Readonly<Record<string, number>> = { a: 4, b: 4, c: 16, d: 8, e: 8, f: 4 };

export async function compiledLoops(data: PeerRows): Promise<Peer> {
  const folder = join(data.folder, 'c');
  mkdirSync(folder, { recursive: true });
  writeColumns(data, folder);
  const [source, program] = [join(folder, 'loops.c'), join(folder, 'loops')];
  writeFileSync(source, cSource());
  ran(spawnSync('cc', ['-O3', '-march=native', '-o', program, source], { encoding: 'utf8' }));
  const run = (predicate: PeerPredicate, samples: number): readonly number[] => {
    const args = [folder, `${data.rows}`, `${cPredicates.indexOf(predicate)}`, `${samples}`];
    return ran(spawnSync(program, args, { encoding: 'utf8' }))
      .trim()
      .split('\n')
      .map(Number);
  };
  return {
    count: (predicate) => run(predicate, 0)[0] ?? Number.NaN,
    time: (predicate, samples) => Promise.resolve(run(predicate, samples).slice(1)),
  };
}

function ran({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): string {
  if (status === 0) return stdout;
  throw new SqlError('58P01', 'the loops in C could not be run', { detail: stderr.slice(0, 500) });
}

function writeColumns({ rows, seed }: PeerRows, folder: string): void {
  const arena = new Arena({ scratchBytes: 1024 * 1024, maximumBytes: 4 * 1024 ** 3 });
  const [batch] = demoBatches(arena, rows, rows, seed);
  if (batch === undefined) return;
  const { u8 } = arena.views;
  for (const [name, bytes] of Object.entries(bytesOf)) {
    const place = batch.columns[demoSchema.findIndex((column) => column.name === name)];
    if (place === undefined) continue;
    writeFileSync(join(folder, name), u8.subarray(place.values, place.values + batch.capacity * bytes));
    writeFileSync(join(folder, `${name}_valid`), u8.subarray(place.validity, place.validity + batch.capacity / 8));
  }
}
