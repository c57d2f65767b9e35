/** A folder for all test files of one run, so that what several of them need is made once (made-once.ts); it is gone afterwards. */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    runFolder: string;
  }
}

/** Before the first test file of each project, which share the folder of their process; what it gives runs after the last of all. */
export default function setup(project: TestProject): () => void {
  const folder = join(tmpdir(), `quern-tests-${process.pid}-${Math.round(performance.timeOrigin)}`);
  mkdirSync(folder, { recursive: true });
  project.provide('runFolder', folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
