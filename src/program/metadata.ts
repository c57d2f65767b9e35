/** What the compiler of programs knows of an opcode: its operands and what it does to them. Generated from the definitions. */
import type { Representation } from '../catalog/types.js';

export type OperandKind = 'in' | 'out' | 'const' | 'column' | 'param' | 'jump' | 'function' | 'address' | 'number';
/** How a batch lies in memory: columns as Arrow has them, or PostgreSQL's heap pages. */
export type Layout = 'columns' | 'heap';

export interface OperandInfo {
  readonly name: string;
  readonly kind: OperandKind;
  readonly representation?: Representation;
  readonly readValue?: true;
  readonly readNull?: true;
  readonly writeValue?: true;
  readonly writeNull?: true;
  /** An integer is divided by it: with a constant, a processor need not divide. */
  readonly divides?: true;
  /** The value written is always 0 or 1. */
  readonly writesBit?: true;
}
export interface PartInfo {
  readonly opcode: number;
  /** The part's operands in order, under their names in the superinstruction. */
  readonly operands: readonly string[];
}
export interface OpcodeInfo {
  readonly name: string;
  /** What `explain` prints when several opcodes share a name. */
  readonly mnemonic?: string;
  readonly operands: readonly OperandInfo[];
  /** The layout of the batches that the step reads, if it does. */
  readonly layout?: Layout;
  /** The step always jumps or ends the row. */
  readonly ends?: true;
  /** The step can raise. One with a `function` operand also raises what that function does. */
  readonly raises?: true;
  /** The step calls a runtime function, which may loop over a text. */
  readonly callsRuntime?: true;
  /** Of a superinstruction: the steps it stands for, and its slots that are never stored. */
  readonly parts?: readonly PartInfo[];
  readonly internal?: readonly string[];
}
