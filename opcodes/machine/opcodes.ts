/** The instruction set, numbered: the steps, the inlined functions and the superinstructions. The generators work from this list. */
import { functions } from '../families/core/functions.js';
import { inlined } from '../language/inline.js';
import type { FusedDefinition } from '../language/fuse.js';
import type { StepDefinition } from '../language/step.js';
import { arraySteps } from './array.js';
import { booleanSteps } from './boolean.js';
import { callSteps } from './call.js';
import { constantSteps } from './constant.js';
import { doneSteps } from './done.js';
import { heapSteps } from './heap.js';
import { fcinfoSteps } from './fcinfo.js';
import { jumpSteps } from './jump.js';
import { nullSteps } from './null.js';
import { scanSteps } from './scan.js';
import { superinstructions } from './superinstructions.js';

/** The machine's own steps. */
export const steps: readonly StepDefinition[] = [
  ...scanSteps,
  ...heapSteps,
  ...constantSteps,
  ...jumpSteps,
  ...booleanSteps,
  ...nullSteps,
  ...arraySteps,
  ...doneSteps,
  ...callSteps(functions),
  ...fcinfoSteps,
];
/** Each function of the tier `inline` as a step of its own (rung 3). */
export const inlinedFunctions: readonly StepDefinition[] = functions.filter((f) => f.tier === 'inline').map(inlined);
/** Several steps as one (rung 4). */
export const fused: readonly FusedDefinition[] = superinstructions([...steps, ...inlinedFunctions]);

/** An opcode's number is its place in this list. */
export const opcodes: readonly StepDefinition[] = [...steps, ...inlinedFunctions, ...fused];
export { functions };
