/** The predictors there are, by name, the simplest first. Lessons and the playground take them from here. */
import { gshare } from './conditional/gshare.js';
import { local } from './conditional/local.js';
import { oneBit } from './conditional/one-bit.js';
import { perceptron } from './conditional/perceptron.js';
import { staticModel } from './conditional/static.js';
import { tage } from './conditional/tage.js';
import { twoBit } from './conditional/two-bit.js';
import { btb } from './indirect/btb.js';
import { ittage } from './indirect/ittage.js';
import { targetCache } from './indirect/target-cache.js';
import type { ConditionalModel, IndirectModel } from './predictor.js';

/** Models that guess whether a branch is taken. */
export const conditionalModels: readonly ConditionalModel[] = [
  staticModel,
  oneBit,
  twoBit,
  gshare,
  local,
  perceptron,
  tage,
];
/** Models that guess where an indirect jump goes. */
export const indirectModels: readonly IndirectModel[] = [btb, targetCache, ittage];
