/** Experiments, each run in a process of its own. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runsSource } from '../child-module.js';
import { AskedProcess } from '../dialogue.js';
import type { LessonAnswer, LessonQuestion } from './messages.js';

/** Runs experiments by their names, with a part of their usual work. */
export class ExperimentProcesses {
  readonly #child: string | URL;
  readonly #folder: string | undefined;

  private constructor(child: string | URL, folder: string | undefined) {
    this.#child = child;
    this.#folder = folder;
  }

  /** From source, the process's modules are bundled once: loaded one by one they would take longer than most experiments. */
  static async prepared(): Promise<ExperimentProcesses> {
    if (!runsSource()) return new ExperimentProcesses('lessons/child', undefined);
    const { rolldown } = await import('rolldown');
    const root = dirname(createRequire(import.meta.url).resolve('quern/package.json'));
    const folder = mkdtempSync(join(tmpdir(), 'quern-lessons-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const bundled = await rolldown({
      cwd: root,
      input: join(root, 'bench/lessons/child.ts'),
      platform: 'node',
      external: ['binaryen', 'tsx'],
    });
    await bundled.write({ dir: folder, format: 'esm' });
    await bundled.close();
    return new ExperimentProcesses(pathToFileURL(join(folder, 'child.js')), folder);
  }

  async run(experiment: string, effort: number): Promise<LessonAnswer> {
    const asked = new AskedProcess<LessonQuestion, LessonAnswer>(this.#child, experiment);
    try {
      return await asked.ask({ kind: 'run', experiment, effort }, 'checked');
    } finally {
      asked.end();
    }
  }

  end(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
