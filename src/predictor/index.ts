/**
 * `quern/predictor`: models of branch predictors, and the branches that a program makes on an engine. A trace is recorded once and run under any of them:
 *
 *     const trace = record(program, arena, batch, { dispatch: engine.dispatch });
 *     simulate(trace, { conditional: tage.make(), indirect: ittage.make() }).perRow;
 */
export { conditionalModels, indirectModels } from './models.js';
export type {
  ConditionalModel,
  ConditionalPredictor,
  IndirectModel,
  IndirectPredictor,
  PredictorModel,
  SizeLimits,
  Sizes,
} from './predictor.js';
export { record, type RecordOptions } from './record.js';
export { recordReplicated } from './replicate.js';
export { simulate, type Predictors, type Simulation, type SiteResult } from './simulate.js';
export { Trace, type Site } from './trace.js';
