/**
 * `quern/predictor`: models of branch predictors, and the branches that a program makes on an engine. A trace is recorded once and run under any of them:
 *
 *     const trace = await branches('a > 10 AND b < 50', batch, { engine: 'wasm-switch' });
 *     simulate(trace, { conditional: tage.make(), indirect: ittage.make() }).perRow;
 */
export { branches, type BranchesOptions } from './branches.js';
export { conditionalModels, indirectModels } from './models.js';
export type {
  ConditionalModel,
  ConditionalPredictor,
  Consulted,
  IndirectModel,
  IndirectPredictor,
  PredictorModel,
  SizeLimits,
  Sizes,
} from './predictor.js';
export { ownPredictor, ownPredictorExample, type OwnPredictor } from './own.js';
export { record, type RecordOptions } from './record.js';
export { recordReplicated } from './replicate.js';
export { recordedBranches, type RecordedBranches } from './recorded.js';
export { builtInLines, score, scoreLine, type Score, type ScoreLine } from './score.js';
export { simulate, type Predictors, type Simulation, type SiteResult } from './simulate.js';
export { Trace, type Site } from './trace.js';
