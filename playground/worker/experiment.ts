/** A lesson's experiment, run in the worker. The registry is the library's: one that is added there runs here. */
import { SqlError } from '../../src/error.js';
import type { Experiment, Result } from '../../src/lessons/experiment.js';
import type { OnProgress } from './serve.js';

const registries = import.meta.glob<Readonly<Record<string, unknown>>>('../../src/lessons/experiments.ts');

/** Runs an experiment by its name. */
export async function runExperiment(
  { name, effort }: { readonly name: string; readonly effort: number },
  onProgress: OnProgress,
): Promise<Result> {
  const registry = await Object.values(registries)[0]?.();
  const named = registry?.['experimentNamed'];
  if (typeof named !== 'function') throw new SqlError('0A000', 'this site was built without the experiments');
  const experiment = (await (named as (name: string) => Promise<Experiment> | Experiment)(name)) as Experiment;
  return experiment.run({
    now: () => performance.now(),
    onStep: onProgress,
    effort,
  });
}
