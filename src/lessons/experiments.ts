/** The experiments there are, by the name that lessons give. Each is loaded when it is asked for, so that a page fetches only what it runs. */
import { SqlError } from '../error.js';
import type { Experiment } from './experiment.js';

const loaders: Readonly<Record<string, () => Promise<Experiment>>> = {
  superscalar: async () => (await import('./experiments/superscalar.js')).superscalar,
  'sorted-shuffled': async () => (await import('./experiments/sorted-shuffled.js')).sortedShuffled,
  'selectivity-tent': async () => (await import('./experiments/selectivity-tent.js')).selectivityTent,
  'misprediction-price': async () => (await import('./experiments/misprediction-price.js')).mispredictionPrice,
  'pattern-length': async () => (await import('./experiments/pattern-length.js')).patternLength,
  'learned-data': async () => (await import('./experiments/learned-data.js')).learnedData,
  'static-to-tage': async () => (await import('./experiments/static-to-tage.js')).staticToTage,
  'btb-dispatch': async () => (await import('./experiments/btb-dispatch.js')).btbDispatch,
  'ittage-dispatch': async () => (await import('./experiments/ittage-dispatch.js')).ittageDispatch,
  'real-dispatch': async () => (await import('./experiments/real-dispatch.js')).realDispatch,
  'fair-baseline': async () => (await import('./experiments/fair-baseline.js')).fairBaseline,
  'null-checks': async () => (await import('./experiments/null-checks.js')).nullChecks,
  'inlined-function': async () => (await import('./experiments/inlined-function.js')).inlinedFunction,
  'compile-cost': async () => (await import('./experiments/compile-cost.js')).compileCost,
  'bits-not-branches': async () => (await import('./experiments/bits-not-branches.js')).bitsNotBranches,
  'interpreter-compiled': async () => (await import('./experiments/interpreter-compiled.js')).interpreterCompiled,
  'sixty-lines': async () => (await import('./experiments/sixty-lines.js')).sixtyLines,
  'cycle-count': async () => (await import('./experiments/cycle-count.js')).cycleCount,
  'turned-roles': async () => (await import('./experiments/turned-roles.js')).turnedRoles,
  deforming: async () => (await import('./experiments/deforming.js')).deforming,
};

/** The names of all experiments. */
export const experimentNames: readonly string[] = Object.keys(loaders);

/** The experiment of that name; raises 22023 when there is none. */
export async function experimentNamed(name: string): Promise<Experiment> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load === undefined)
    throw new SqlError('22023', `there is no experiment "${name}"`, {
      hint: `There are ${experimentNames.join(', ')}.`,
    });
  return load();
}
