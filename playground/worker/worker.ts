/** A worker of the playground: it holds quern, and answers one call after the other. */
import { loadParser } from '../../src/sql/index.js';
import { question } from './question.js';
import { compare } from './compare.js';
import { compile } from './compile.js';
import { exportedKernel } from './exported-kernel.js';
import { contest } from './contest.js';
import { dispatchPanes } from './dispatch.js';
import { failureOf } from './failure.js';
import { registered } from './models.js';
import { race } from './race.js';
import { sweep } from './sweep.js';
import { walk } from './walk.js';
import { runExperiment } from './experiment.js';
import { exampleRows } from './rows.js';
import { serveCalls } from './serve.js';

const methods = {
  compile,
  walk,
  dispatchPanes,
  registered,
  race,
  sweep,
  runExperiment,
  exampleRows,
  question,
  contest,
  compare,
  exportedKernel,
};

/** Everything a worker can be asked for. */
export type Methods = typeof methods;

// What the first call will need is fetched before it comes.
void loadParser().catch(() => {});

serveCalls(methods, failureOf);
