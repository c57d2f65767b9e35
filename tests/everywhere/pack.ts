/** Packs the package once for all set-ups, as it would be published. `QUERN_TARBALL` names one that is there already. */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    tarball: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default function setup(project: TestProject): void {
  const given = process.env['QUERN_TARBALL'];
  if (given === undefined)
    execFileSync('npm', ['run', 'packed'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  project.provide('tarball', given === undefined ? join(root, 'packed/quern.tgz') : resolve(given));
}
