/** Packs the package once for all set-ups, as it would be published. `QUERN_TARBALL` names one that is there already. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    tarball: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'quern-packed-'));
  const given = process.env['QUERN_TARBALL'];
  if (given === undefined) {
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
      stdio: 'ignore',
    });
  }
  const { version } = JSON.parse(
    execFileSync('npm', ['pkg', 'get', '--json', 'version', 'name'], { cwd: root, encoding: 'utf8' }),
  ) as { version: string };
  project.provide('tarball', given ?? join(folder, `quern-${version}.tgz`));
  return () => {
    rmSync(folder, { recursive: true });
  };
}
