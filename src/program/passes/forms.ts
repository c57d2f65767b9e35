/** The cheaper forms of a step, which its definition declares: which one fits what is known not to be null. */
import type { OperandInfo } from '../metadata.js';
import { namedOperands, stepOf } from '../operands.js';
import { opcodeInfo, type Step } from '../steps.js';

/**
 * The best form of the step; undefined where nothing is left to do. `known` tells of a slot or a column whether it is known
 * not to be null.
 */
export function bestForm(step: Step, known: (operand: OperandInfo, value: number) => boolean): Step | undefined {
  const { forms, operands } = opcodeInfo(step.opcode);
  const form = forms?.find(({ notNull }) =>
    operands.every((operand, place) => !notNull.includes(operand.name) || known(operand, step.operands[place] ?? 0)),
  );
  if (form === undefined) return step;
  return form.step === undefined ? undefined : stepOf(form.step, namedOperands(step));
}
