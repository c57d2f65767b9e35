/** Rung 1: a constant argument is not checked for null. */
import { isLabel, opcodeInfo, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
import { withChecks } from './checks.js';

const strictCheck = opcodeNumber('STRICT_CHECK');

export function elideConstantChecks(draft: Draft): Draft {
  const isConstant = (slot: number) => slot < draft.constants.length;
  return {
    ...draft,
    items: draft.items.flatMap((item): Item[] => {
      if (isLabel(item)) return [item];
      const checksConstant = item.opcode === strictCheck && isConstant(item.operands[1] ?? 0);
      return checksConstant ? [] : [withoutChecksOf(item, isConstant)];
    }),
  };
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
