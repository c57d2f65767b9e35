/**
 * What a step of the machine means: its operands and its effect. A step reads slots and columns, writes slots,
 * and falls through to the next step, jumps forward or ends the row. Every slot that a step writes, it writes
 * on each way out, so that a reader (and the verifier) need not ask which way was taken.
 */
import type { Meaning } from './meaning.js';
import type { TextMatch } from './function.js';
import type { Storage } from './type.js';
import { i32, local, type I32, type Num, type Term } from './term.js';
import { named, toLanes, type Represented, type Representation, type Text } from './value.js';

export type OperandKind =
  /** A slot that is read. */
  | 'in'
  /** A slot that is written. */
  | 'out'
  /** A value of the constant pool. */
  | 'const'
  /** A column of the batch: where its values and its validity bitmap begin. */
  | 'column'
  /** A parameter's cell: the address of its value, with the null flag behind it. */
  | 'param'
  /** Where to go on. */
  | 'jump'
  /** A function's number in the function table. */
  | 'function'
  /** An address in linear memory. */
  | 'address'
  /** A number as it is: an offset, an attribute's number. */
  | 'number';

export interface Operand {
  readonly name: string;
  readonly kind: OperandKind;
  /** Of the value of an `in`, `out` or `const` operand. */
  readonly representation?: Representation;
  /** Of a `column` operand: how the column must be stored. */
  readonly storage?: Storage;
  /** Of an operand that is the address of a table of constants: how the table is made. */
  readonly table?: TableKind;
}

/** A table of constants that values are looked up in: by a hash, or as a bit. */
export type TableKind = 'hash' | 'bitmap';

export type Statement =
  | {
      readonly kind: 'set';
      readonly slot: string;
      readonly representation: Representation;
      readonly lanes: readonly Term[];
    }
  | { readonly kind: 'setNull'; readonly slot: string; readonly value: I32 }
  | { readonly kind: 'let'; readonly name: string; readonly value: Term }
  | {
      readonly kind: 'if';
      readonly cond: I32;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'jump'; readonly to: string }
  | {
      readonly kind: 'store';
      readonly op: string;
      readonly address: I32;
      readonly offset: number;
      readonly value: Term;
    }
  | { readonly kind: 'return'; readonly selected: I32 };

export interface StepDefinition extends Meaning {
  /** PostgreSQL's EEOP_ name without the prefix, with the representation where it has one. */
  readonly name: string;
  /** What `explain` prints, where many steps share a name: `CONST` for CONST_I32. */
  readonly mnemonic?: string;
  readonly summary: string;
  readonly operands: readonly Operand[];
  readonly body: readonly Statement[];
  /** The layout of the batches that it reads; a step without one reads slots only. */
  readonly layout?: Layout;
  /** What it does where rows are JavaScript objects, for an engine over which the body would speak of linear memory in vain. */
  readonly overRows?: OverRows;
  /** Its output is whether one text lies in another like this. */
  readonly matches?: TextMatch;
}

/** What a step does over rows that are JavaScript objects, where a value is a JavaScript value and null is null. */
export type OverRows =
  /** Reads its column of the row. */
  | 'read'
  /** Looks whether its input is in a table. */
  | 'member'
  /** Reads its parameter. */
  | 'param'
  /** Computes its output from its inputs, as its body says. */
  | 'value'
  /** Its inputs are booleans or null flags only: what it does in each of their few states follows from its body. */
  | 'decide'
  /** Calls the function that its operand names; its inputs are the arguments. */
  | 'call'
  /** Gives its input to the call that follows, as the argument for which its last operand says the cell. */
  | 'argument'
  /** Calls the function that its operand names with the arguments that the steps before it have given. */
  | 'callArguments'
  /** Its input is the row's value. */
  | 'give'
  /** Nothing. */
  | 'skip';

/** How a batch lies in memory: columns as Arrow has them, or PostgreSQL's heap pages. */
export type Layout = 'columns' | 'heap';

export const defineStep = (definition: StepDefinition): StepDefinition => definition;

/** The row's number in its batch. */
export const row: I32 = local('i32', 'row');
/** Of a batch of heap pages: where the addresses of the rows' tuples begin, and where their lengths. */
export const tuples: I32 = local('i32', 'tuples');
export const lengths: I32 = local('i32', 'lengths');
export const slotValue = <R extends Representation>(representation: R, slot: string): Represented[R] =>
  named(representation, slot);
export const isNull = (slot: string): I32 => local('i32', `${slot}_null`);
export const columnValues = (column: string): I32 => local('i32', `${column}_values`);
export const columnValidity = (column: string): I32 => local('i32', `${column}_validity`);
/** Where the row's value is in a column of values of 2^shift bytes. */
export const columnAt = (column: string, shift: number): I32 =>
  i32.add(columnValues(column), i32.shl(row, i32.const(shift)));
/** The row's bit in a bitmap, the first row in the lowest bit. */
export const rowBit = (bitmap: I32): I32 =>
  i32.and(
    i32.shr_u(i32.load8_u(i32.add(bitmap, i32.shr_u(row, i32.const(3)))), i32.and(row, i32.const(7))),
    i32.const(1),
  );
/** The i32 that a `function`, `param`, `address` or `number` operand holds. */
export const immediate = (operand: string): I32 => local('i32', operand);

export const set = (slot: string, representation: Representation, value: Term | Text): Statement => ({
  kind: 'set',
  slot,
  representation,
  lanes: toLanes(value),
});
export const setNull = (slot: string, value: I32 | 0 | 1): Statement => ({
  kind: 'setNull',
  slot,
  value: typeof value === 'number' ? i32.const(value) : value,
});
let fresh = 0;
/** Computes a value once for the statements that `body` makes of it. */
export function letIn<T extends Num>(value: Term<T>, body: (v: Term<T>) => readonly Statement[]): Statement[] {
  const name = `t${fresh++}0`;
  return [{ kind: 'let', name, value }, ...body(local(value.type, name))];
}
export const jump = (to: string): Statement => ({ kind: 'jump', to });
export const ifThen = (cond: I32, then: readonly Statement[], otherwise: readonly Statement[] = []): Statement => ({
  kind: 'if',
  cond,
  then,
  otherwise,
});
export const store = (op: string, address: I32, offset: number, value: Term): Statement => ({
  kind: 'store',
  op,
  address,
  offset,
  value,
});
/** Ends the row: its bit in the bitmap is `selected`. */
export const done = (selected: I32): Statement => ({ kind: 'return', selected });

export const input = (name: string, representation: Representation): Operand => ({ name, kind: 'in', representation });
export const output = (name: string, representation: Representation): Operand => ({
  name,
  kind: 'out',
  representation,
});
/** A slot of which only the null flag matters. */
export const nullFlag = (name: string): Operand => ({ name, kind: 'in' });
export const operand = (name: string, kind: OperandKind): Operand => ({ name, kind });
