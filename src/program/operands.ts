/** A step's operands by their names, and steps by the part they play: passes know neither places nor the names of opcodes. */
import { SqlError } from '../error.js';
import type { OperandInfo, StepRole } from './metadata.js';
import { opcodes } from './opcodes.generated.js';
import { opcodeInfo, type Step } from './steps.js';

const roles = new Map(opcodes.flatMap(({ role }, opcode) => (role === undefined ? [] : [[role, opcode] as const])));

/** The opcode that plays a part. */
export function opcodeOf(role: StepRole): number {
  const opcode = roles.get(role);
  if (opcode === undefined) throw new SqlError('XX000', `there is no opcode for ${role}`);
  return opcode;
}

/** The value of the operand of that name. Raises XX000 when the step has none. */
export function operandOf({ opcode, operands }: Step, name: string): number {
  const info = opcodeInfo(opcode);
  const value = operands[info.operands.findIndex((operand) => operand.name === name)];
  if (value === undefined) throw new SqlError('XX000', `${info.name} has no operand ${name}`);
  return value;
}

/** A step with the operands given by name. Raises XX000 when one is missing. */
export function stepOf(opcode: number, operands: Readonly<Record<string, number>>): Step {
  const info = opcodeInfo(opcode);
  return {
    opcode,
    operands: info.operands.map(({ name }) => {
      const value = operands[name];
      if (value === undefined) throw new SqlError('XX000', `${info.name} needs the operand ${name}`);
      return value;
    }),
  };
}

/** A step's operands under their names. */
export function namedOperands({ opcode, operands }: Step): Record<string, number> {
  return Object.fromEntries(opcodeInfo(opcode).operands.map(({ name }, place) => [name, operands[place] ?? 0]));
}

/** Of a step's operands, those for which `wanted` holds, in order. */
export function operandsWhere(step: Step, wanted: (operand: OperandInfo) => boolean): number[] {
  return opcodeInfo(step.opcode).operands.flatMap((operand, place) =>
    wanted(operand) ? [step.operands[place] ?? 0] : [],
  );
}
