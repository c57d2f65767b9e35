/** The forms of FUNCEXPR by which arguments they check for null. */
import { opcodeInfo, opcodeNumber, type Step } from '../steps.js';

/** The same call with only the arguments in `checked` (`a`, `b`) checked. */
export function withChecks(step: Step, checked: readonly string[]): Step {
  const info = opcodeInfo(step.opcode);
  const mnemonic = info.mnemonic ?? info.name;
  const signature = info.name.slice(mnemonic.length + 1);
  const arity = info.operands.filter((operand) => operand.kind === 'in').length;
  return { ...step, opcode: opcodeNumber(`${form(arity, checked)}_${signature}`) };
}

function form(arity: number, checked: readonly string[]): string {
  if (checked.length === 0) return `FUNCEXPR_${arity}`;
  if (checked.length === arity) return `FUNCEXPR_STRICT_${arity}`;
  return `FUNCEXPR_STRICT_${arity}_${checked[0] === 'a' ? 'LEFT' : 'RIGHT'}`;
}
