/** A worker of the playground: it holds quern, and answers one call after the other. */
import { loadParser } from '../../src/sql/index.js';
import { compare } from './compare.js';
import { compile } from './compile.js';
import { dispatchPanes } from './dispatch.js';
import { failureOf } from './failure.js';
import { registered } from './models.js';
import { sweep } from './sweep.js';
import { walk } from './walk.js';
import { runExperiment } from './experiment.js';
import { exampleRows } from './rows.js';
import type { ContestArgument } from './contest.js';
import type { NativeArgument, PipelineArgument } from './native.js';
import type { Source } from './protocol.js';
import type { QuestionArgument } from './question.js';
import type { RaceArgument } from './race.js';
import { serveCalls, type OnProgress } from './serve.js';

const methods = {
  compile,
  walk,
  dispatchPanes,
  registered,
  sweep,
  runExperiment,
  exampleRows,
  compare,
  // These wait for a button, or for the reader to come near, and so do their scripts.
  race: async (argument: RaceArgument, onProgress: OnProgress) =>
    (await import('./race.js')).race(argument, onProgress),
  contest: async (argument: ContestArgument) => (await import('./contest.js')).contest(argument),
  question: async (argument: QuestionArgument) => (await import('./question.js')).question(argument),
  native: async (argument: NativeArgument) => (await import('./native.js')).native(argument),
  pipeline: async (argument: PipelineArgument) => (await import('./native.js')).pipeline(argument),
  exportedKernel: async (source: Pick<Source, 'sql' | 'schema'>) =>
    (await import('./exported-kernel.js')).exportedKernel(source),
};

/** Everything a worker can be asked for. */
export type Methods = typeof methods;

// What the first call will need is fetched before it comes.
void loadParser().catch(() => {});

serveCalls(methods, failureOf);
