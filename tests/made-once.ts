/** What several test files need and takes long to make: the first that asks makes it, the others wait for it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';

/** The folder of that name for this run of the tests, filled by `make`. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = join(inject('runFolder'), name);
  const [folder, done] = [join(place, 'made'), join(place, 'done')];
  try {
    mkdirSync(place);
  } catch {
    while (!existsSync(done)) await setTimeout(100);
    const failure = readFileSync(done, 'utf8');
    if (failure !== '') throw new Error(failure);
    return folder;
  }
  try {
    mkdirSync(folder);
    await make(folder);
    writeFileSync(done, '');
  } catch (error) {
    writeFileSync(done, `${name} could not be made: ${String(error)}`);
    throw error;
  }
  return folder;
}
