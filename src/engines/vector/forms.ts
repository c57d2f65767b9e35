/** The form of a step over many rows; of one that calls a function, with what the function computes. */
import { functionInfo } from '../../functions/functions.js';
import type { FlatStep } from './flat.js';
import { vectorFunctions, vectorSteps } from './lanes.generated.js';
import type { VectorStep } from './step.js';

/** Undefined for a step that is for one row at a time. */
export function formOf({ opcode, operands }: Pick<FlatStep, 'opcode' | 'operands'>): VectorStep | undefined {
  const form = vectorSteps[opcode];
  const { value } = form ?? {};
  if (value?.call === undefined) return form;
  const called = operands[value.call] ?? -1;
  const computed = vectorFunctions[called] ?? vectorSteps[functionInfo(called).inlined ?? -1]?.value;
  return computed === undefined ? undefined : { ...form, value: { ...computed, operand: value.operand } };
}
