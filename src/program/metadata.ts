/** What the compiler of programs knows of an opcode: its operands and what it does to them. Generated from the definitions. */
import type { Representation, Storage } from '../catalog/types.js';

export type OperandKind = 'in' | 'out' | 'const' | 'column' | 'param' | 'jump' | 'function' | 'address' | 'number';
/** How a batch lies in memory: columns as Arrow has them, or PostgreSQL's heap pages. */
export type Layout = 'columns' | 'heap';

export interface OperandInfo {
  readonly name: string;
  readonly kind: OperandKind;
  readonly representation?: Representation;
  /** Of a column: how it must be stored. */
  readonly storage?: Storage;
  /** Of the address of a table of constants: how the table is made. */
  readonly table?: 'hash' | 'bitmap';
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
/** What is known after a step: that this boolean is true, that these operands are not null. */
export interface FactsInfo {
  readonly holds?: string;
  readonly notNull?: readonly string[];
}
/** What a step says of nulls, by the names of its operands; what is not said is not known. */
export interface NullEffect {
  /** When the result is null: never, exactly when an input is (`strict`), or when the column's value is (`column`). */
  readonly result?: 'never' | 'strict' | 'column';
  /** What is known when the next step is reached. */
  readonly next?: FactsInfo;
  /** What is known where the step jumps to. */
  readonly jump?: Pick<FactsInfo, 'notNull'>;
  /** What is known once the result was found to be true. */
  readonly whenTrue?: FactsInfo;
}
export interface FormInfo {
  /** The slots and columns that must be known not to be null. */
  readonly notNull: readonly string[];
  /** The opcode; its operands are found by their names. Without one, nothing is left to do. */
  readonly step?: number;
}
/** Of a step of a nested AND or OR: where it stands, and the opcode for an argument of a list without nulls. */
export interface ListInfo {
  readonly place: 'first' | 'further' | 'last';
  readonly notNull: number;
}
/** The part that only this opcode plays; opcodes/language/meaning.ts says what each is. */
export type StepRole = 'test' | 'end' | 'nullJump' | 'strictCheck' | 'clearFlag' | 'resetScratch';
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
  readonly nulls?: NullEffect;
  /** What takes the step's place where operands are known not to be null, the best form first. */
  readonly forms?: readonly FormInfo[];
  readonly list?: ListInfo;
  readonly role?: StepRole;
  /** The step that finds a value in a table of bits, where the constants lie close together. */
  readonly withBits?: number;
  /** Of a superinstruction: the steps it stands for, and its slots that are never stored. */
  readonly parts?: readonly PartInfo[];
  readonly internal?: readonly string[];
}
