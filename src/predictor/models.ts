/** The predictors there are, by name, the simplest first. Lessons and the playground take them from here. */
import { staticModel } from './conditional/static.js';
import { twoBit } from './conditional/two-bit.js';
import type { ConditionalModel, IndirectModel } from './predictor.js';

export const conditionalModels: readonly ConditionalModel[] = [staticModel, twoBit];
export const indirectModels: readonly IndirectModel[] = [];
