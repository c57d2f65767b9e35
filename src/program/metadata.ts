/** What the compiler of programs knows of an opcode: its operands and what it does to them. Generated from the definitions. */
import type { Representation, TypeName } from '../catalog/types.js';

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
/**
 * Constant arguments with which a function cannot raise, though with others it can: by its place from 0, one that is any integer but those in
 * `not`, or any text that matches.
 */
export type SafeConstant = { readonly arg: number } & (
  | { readonly not: readonly number[] }
  | { readonly matches: RegExp }
);

export interface FunctionInfo {
  readonly name: string;
  readonly args: readonly TypeName[];
  readonly result: TypeName;
  /** Representations of arguments and result, as FUNCEXPR's steps are named after: `i32_i32__i32`. */
  readonly signature: string;
  /** The opcode that has the function's body inlined. */
  readonly inlined: number;
  /** It can raise: an error of its arguments, or 53200 where it makes a text. */
  readonly raises?: true;
  /** Each of these alone rules that out. */
  readonly raisesUnless?: readonly SafeConstant[];
}
