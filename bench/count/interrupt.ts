/** What must not outlive this program when it is interrupted: temporary files, and processes that would notice only after minutes. */
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Has `clean` called if the program is ended by a signal. Returns what takes this back. */
export function onInterrupt(clean: () => void): () => void {
  const interrupted = (signal: NodeJS.Signals): void => {
    clean();
    // By the time that this arrives, everybody has cleaned and nobody listens.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, interrupted);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
}

/** Runs with a folder of its own, which is gone afterwards. */
export async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quern-count-'));
  const takeBack = onInterrupt(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    return await run(folder);
  } finally {
    takeBack();
    await rm(folder, { recursive: true, force: true });
  }
}
