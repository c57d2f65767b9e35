/** A program while it is being made: steps and the labels between them. */
import type { PlainTuple } from '../catalog/attribute.js';
import type { Representation, TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { opcodes } from './opcodes.generated.js';
import type { OpcodeInfo, OperandInfo } from './metadata.js';
import type { Constant, Table } from './program.js';

/** An opcode with its operands; a jump's operand is a label. */
export interface Step {
  readonly opcode: number;
  readonly operands: readonly number[];
}
export interface Label {
  readonly label: number;
}
export type Item = Step | Label;

export const isLabel = (item: Item): item is Label => 'label' in item;

const numbers = new Map(opcodes.map((opcode, number) => [opcode.name, number]));

export function opcodeNumber(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new SqlError('XX000', `there is no opcode ${name}`);
  return number;
}

export function opcodeInfo(number: number): OpcodeInfo {
  const info = opcodes[number];
  if (info === undefined) throw new SqlError('XX000', `there is no opcode number ${number}`);
  return info;
}
/** Calls `visit` for every operand of a step. */
export function eachOperand(step: Step, visit: (operand: OperandInfo, value: number, place: number) => void): void {
  opcodeInfo(step.opcode).operands.forEach((operand, place) => {
    visit(operand, step.operands[place] ?? 0, place);
  });
}

/** What passes rewrite: the items and the tables that grow with them. */
export interface Draft {
  readonly items: readonly Item[];
  readonly slots: readonly Representation[];
  readonly constants: readonly Constant[];
  readonly tables: readonly Table[];
  /** How many cells calls have for arguments. */
  readonly cells: number;
  /** Which columns the schema declares NOT NULL. */
  readonly notNull: readonly boolean[];
  readonly columns: readonly TypeName[];
  /** Over heap pages: the tuples for which there is a version of its own. */
  readonly plain?: PlainTuple;
  /** Labels are numbered below this. */
  readonly labels: number;
}
