/** Rung 1: a constant argument is not checked for null. */
import { isLabel, opcodeInfo, type Draft, type Step } from '../steps.js';
import { withChecks } from './checks.js';

export function elideConstantChecks(draft: Draft): Draft {
  const isConstant = (slot: number) => slot < draft.constants.length;
  return { ...draft, items: draft.items.map((item) => (isLabel(item) ? item : withoutChecksOf(item, isConstant))) };
}

/** The step without the null checks of those arguments for which `known` holds. */
export function withoutChecksOf(step: Step, known: (slot: number) => boolean): Step {
  const info = opcodeInfo(step.opcode);
  if (!info.name.startsWith('FUNCEXPR_STRICT_')) return step;
  const checked = info.operands.flatMap((operand, i) => {
    const slot = step.operands[i] ?? 0;
    return operand.kind === 'in' && operand.readNull && !known(slot) ? [operand.name] : [];
  });
  return withChecks(step, checked);
}
