/**
 * The typed expression tree: what the analyser makes of a parse tree, what the simplifier rewrites and
 * what a program is lowered from. The nodes are PostgreSQL's (`nodes/primnodes.h`); OpExpr, FuncExpr and
 * CoerceViaIO are one node here, because all three are a call of a C function.
 */
import type { Node as ParseNode } from 'libpg-query';
import type { TypeName, Value } from '../catalog/types.js';
import type { SqlError } from '../error.js';

interface Node {
  readonly type: TypeName;
  /** Byte offset of the node in the SQL text (UTF-8), or -1 when it was not written by the user. */
  readonly location: number;
  /** What is simplified before this, so that what constants in it raise is raised in PostgreSQL's order, though this may need none of them. */
  readonly foldedFirst?: FoldedFirst | undefined;
}

/**
 * The arguments of a function with a body in SQL, which is null where one of them is if it is strict; the elements of rows that are compared; or the arguments of a
 * call in the order in which they are simplified, where it is not the order in which they are computed.
 */
export interface FoldedFirst {
  readonly args: readonly Expr[];
  readonly strict: boolean;
}

/** A column of the row. */
export interface Var extends Node {
  readonly kind: 'Var';
  readonly column: number;
  readonly name: string;
  readonly notNull: boolean;
}
/** A literal, or the result of folding one; null is SQL NULL. */
export interface Const extends Node {
  readonly kind: 'Const';
  readonly value: Value | null;
}
/** `$n`, from 1. */
export interface Param extends Node {
  readonly kind: 'Param';
  readonly number: number;
}
/** A call of a PostgreSQL function, under its C name (pg_proc.prosrc): `int4eq`, `i4tod`, `textlike`; all are strict. */
export interface FuncExpr extends Node {
  readonly kind: 'FuncExpr';
  readonly func: string;
  readonly args: readonly Expr[];
  /** The arguments were written in the opposite order. */
  readonly reversed?: boolean;
  /**
   * A construct of the grammar, whose arguments are computed though one is known to be null; of a subscript and of a query of JSON, those after
   * the first only where that is not null. A query of JSON is not computed while compiling.
   */
  readonly construct?: 'subscript' | 'row' | 'json';
  /** What preparing its constant arguments raised, which is an error of the rows for which it is called. */
  readonly unprepared?: SqlError;
}
/** Three-valued AND, OR (two or more arguments) and NOT (one). */
export interface BoolExpr extends Node {
  readonly kind: 'BoolExpr';
  readonly op: 'AND' | 'OR' | 'NOT';
  readonly args: readonly Expr[];
}
export interface NullTest extends Node {
  readonly kind: 'NullTest';
  readonly test: 'IS_NULL' | 'IS_NOT_NULL';
  readonly arg: Expr;
}
export interface BooleanTest extends Node {
  readonly kind: 'BooleanTest';
  readonly test: 'IS_TRUE' | 'IS_NOT_TRUE' | 'IS_FALSE' | 'IS_NOT_FALSE' | 'IS_UNKNOWN' | 'IS_NOT_UNKNOWN';
  readonly arg: Expr;
}
/** `left IS DISTINCT FROM right`; `func` is the equality function. IS NOT DISTINCT FROM is NOT of it. */
export interface DistinctExpr extends Node {
  readonly kind: 'DistinctExpr';
  readonly func: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** `NULLIF(left, right)`; `func` is the equality function. the result is `left`, which is evaluated once. */
export interface NullIfExpr extends Node {
  readonly kind: 'NullIfExpr';
  readonly func: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** `scalar op ANY/ALL (ARRAY[elements])`, from IN and NOT IN; no element contains a column. */
export interface ScalarArrayOpExpr extends Node {
  readonly kind: 'ScalarArrayOpExpr';
  readonly func: string;
  /** true for ANY (IN), false for ALL (NOT IN). */
  readonly useOr: boolean;
  readonly scalar: Expr;
  readonly elements: readonly Expr[];
  /** What preparing an element raised, as that of a `FuncExpr`. */
  readonly unprepared?: SqlError;
}
export interface CaseWhen {
  readonly when: Expr;
  readonly then: Expr;
}
/** With `arg`, each `when` compares a CaseTestExpr that stands for the argument, which is evaluated once. */
export interface CaseExpr extends Node {
  readonly kind: 'CaseExpr';
  readonly arg: Expr | null;
  readonly whens: readonly CaseWhen[];
  readonly otherwise: Expr;
}
export interface CaseTestExpr extends Node {
  readonly kind: 'CaseTestExpr';
}
export interface CoalesceExpr extends Node {
  readonly kind: 'CoalesceExpr';
  readonly args: readonly Expr[];
}
/** `func` is the type's `<` function. */
export interface MinMaxExpr extends Node {
  readonly kind: 'MinMaxExpr';
  readonly op: 'GREATEST' | 'LEAST';
  readonly func: string;
  readonly args: readonly Expr[];
}

export type Expr =
  | Var
  | Const
  | Param
  | FuncExpr
  | BoolExpr
  | NullTest
  | BooleanTest
  | DistinctExpr
  | NullIfExpr
  | ScalarArrayOpExpr
  | CaseExpr
  | CaseTestExpr
  | CoalesceExpr
  | MinMaxExpr;

/** A type with constraints, which a schema declares. */
export interface Domain {
  readonly name: string;
  readonly type: TypeName;
  readonly typmod: number;
  readonly notNull: boolean;
  readonly checks: readonly DomainCheck[];
}
/** CHECK of a domain: the parse tree of the condition, in which the value is the column `value`. */
export interface DomainCheck {
  readonly name: string;
  /** @internal */
  readonly condition: ParseNode;
}

/** A column of a schema. */
export interface Column {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  /**
   * The modifier of a numeric, to which its values are brought as PostgreSQL brings them when it stores them; -1, for none, by default. Batches store a column
   * as 64-bit integers if its modifier allows at most 18 digits.
   */
  readonly typmod?: number | undefined;
  /** Of rows that are nested objects: the keys that lead to the value, from the outermost object inwards; the name unless given. */
  readonly path?: readonly string[];
  /** Of a column of a domain: the domain, to which others can be cast; `type` is its base type. */
  readonly domain?: Domain;
  /** Of a column of a type that is not supported: that type in pg_type. `type` is text then, and nothing but whether the value is null may be asked. */
  readonly unsupported?: string;
}
export type Schema = readonly Column[];

/**
 * Calls a function on constants while compiling: input functions on literals, and constant folding. All
 * arguments are non-null, in the values of `Const`. Throws SqlError when the function does.
 */
export type CallFunction = (func: string, type: TypeName, args: readonly Const[]) => Value | null;

/** An analysed expression with the types its parameters were found to have, `$1` first. */
export interface Analyzed {
  readonly expr: Expr;
  readonly params: readonly TypeName[];
}

/** The functions that programs can call, by C name; a call of any other is refused. */
export interface SupportedFunctions {
  readonly has: (name: string) => boolean;
  /** By which number programs call it. Raises FamilyNeeded when its family is not loaded. */
  readonly numberOf: (name: string) => number;
  /** The names of its arguments' types. */
  readonly argumentsOf: (name: string) => readonly string[];
  /** Whether it is null when an argument is, and only then. */
  readonly nullsOf: (name: string) => { readonly strict: boolean; readonly mayReturnNull: boolean };
}

/** What preparing a function's constant arguments raises, as they are when a program is loaded; the others are undefined. */
export type PreparationError = (func: string, args: readonly (Const | undefined)[]) => SqlError | undefined;
