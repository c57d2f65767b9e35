/** Every opcode there is, numbered: the steps, the inlined functions and the superinstructions. The generators work from this list. */
import { functions } from './functions.js';
import { inlined } from './language/inline.js';
import type { FusedDefinition } from './language/fuse.js';
import type { StepDefinition } from './language/step.js';
import { arraySteps } from './steps/array.js';
import { booleanSteps } from './steps/boolean.js';
import { callSteps } from './steps/call.js';
import { constantSteps } from './steps/constant.js';
import { doneSteps } from './steps/done.js';
import { heapSteps } from './steps/heap.js';
import { jumpSteps } from './steps/jump.js';
import { nullSteps } from './steps/null.js';
import { scanSteps } from './steps/scan.js';
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
];
/** Each function as a step of its own (rung 3). */
export const inlinedFunctions: readonly StepDefinition[] = functions.map(inlined);
/** Several steps as one (rung 4). */
export const fused: readonly FusedDefinition[] = superinstructions([...steps, ...inlinedFunctions]);

/** An opcode's number is its place in this list. */
export const opcodes: readonly StepDefinition[] = [...steps, ...inlinedFunctions, ...fused];
export { functions };
