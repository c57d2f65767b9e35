/** The program: wordcode with what it refers to. It knows no memory and no engine, so it can be loaded anywhere any number of times. */
import type { Attribute, PlainTuple } from '../catalog/attribute.js';
import type { Representation, TypeName, Value } from '../catalog/types.js';
import type { Preparation } from '../functions/prepare.js';
import type { Layout } from './metadata.js';

export interface Constant {
  readonly type: TypeName;
  readonly representation: Representation;
  readonly value: Value;
}

/**
 * What is made of constants when a program is loaded: of those of an IN a hash table, or, of integers that lie close together, a table of
 * bits; of a function's constant arguments the state that the function `make` makes of them.
 */
export type Table = ArrayTable | PreparedState;

export interface PreparedState extends Preparation {
  readonly kind: 'state';
}

export interface ArrayTable {
  readonly kind: 'hash' | 'bitmap';
  readonly representation: Representation;
  readonly values: readonly Value[];
}

/** The part of a program that is for plain tuples, as a program of its own for where all are plain: it does not ask. */
export interface PlainVersion extends PlainTuple {
  /** With the same slots, constants and tables. */
  readonly code: Int32Array;
}

/** The conjuncts of a qual, so that it can be compiled anew from some of them, or from all in another order. */
export interface Conjuncts {
  readonly count: number;
  /** The runs of conjuncts that may change places (conjunct-order.ts). */
  movable(): readonly (readonly number[])[];
  /** A qual of the conjuncts of these numbers, in this order. */
  compile(order: readonly number[]): Program;
}

export interface Program {
  /** A qual selects rows; a scalar program stores a value for each row, whose bit says that it is not null. */
  readonly kind: 'qual' | 'scalar';
  /** The type of a scalar program's value; bool for a qual. */
  readonly type: TypeName;
  /** What batches it runs over. */
  readonly layout: Layout;
  /** Over heap pages: the attributes that tuples have. */
  readonly attributes?: readonly Attribute[] | undefined;
  /** Over heap pages: the tuples for which it has a version of its own (SCAN_FETCHSOME_PLAIN). */
  readonly plain?: PlainVersion | undefined;
  /**
   * Each step is its opcode's number and its operands: a slot's number for `in` and `out`, a constant's for `const`, a column's
   * place in the schema, a parameter's number from 0, a place in `code` for `jump`, a function's number; an `address` is a
   * table's number, -1 for the results, or -2 for the arguments' cells; a `number` is itself.
   */
  readonly code: Int32Array;
  /** The representation of each slot. The first slots hold the constants, in order; they are filled when a program is loaded. */
  readonly slots: readonly Representation[];
  readonly constants: readonly Constant[];
  readonly tables: readonly Table[];
  /** The columns' types, as in the schema that the program was made for. */
  readonly columns: readonly TypeName[];
  /** The decimal places of columns that are stored as scaled integers, which the program knows as int8; null for others. Undefined when there are none. */
  readonly places?: readonly (number | null)[] | undefined;
  readonly params: readonly TypeName[];
  /** Of a qual. */
  readonly conjuncts?: Conjuncts | undefined;
  /** How many cells its calls have for arguments (FCINFO_ARG). */
  readonly cells: number;
  /** The families whose functions it calls. */
  readonly families: readonly string[];
  /** Functions make texts: scratch memory is used. */
  readonly usesScratch: boolean;
}

/** The five rungs of the ladder: each includes those below it. */
export const rungs = ['generic', 'constant elision', 'null-check elision', 'inlined', 'fused'] as const;
export type Rung = 0 | 1 | 2 | 3 | 4;
export const highestRung: Rung = 4;
