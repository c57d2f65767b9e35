/** The form of a step over many rows; of one that calls a function, with what the function computes. */
import { functionInfo } from '../../functions/functions.js';
import type { FlatStep } from './flat.js';
import { vectorFunctions, vectorSteps } from './lanes.generated.js';
import type { VectorStep } from './step.js';

/** Of steps that call: by the opcode, then by the function. */
const calling = new Map<number, Map<number, VectorStep | undefined>>();

/** Undefined for a step that is for one row at a time. */
export function formOf({ opcode, operands }: Pick<FlatStep, 'opcode' | 'operands'>): VectorStep | undefined {
  const form = vectorSteps[opcode];
  const place = form?.value?.call;
  if (form?.value === undefined || place === undefined) return form;
  const called = operands[place] ?? -1;
  let functions = calling.get(opcode);
  if (functions === undefined) {
    functions = new Map();
    calling.set(opcode, functions);
  }
  if (functions.has(called)) return functions.get(called);
  const computed = vectorFunctions[called] ?? vectorSteps[functionInfo(called).inlined ?? -1]?.value;
  const found = computed === undefined ? undefined : { ...form, value: { ...computed, operand: form.value.operand } };
  functions.set(called, found);
  return found;
}
