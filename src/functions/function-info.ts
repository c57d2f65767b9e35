/** What the compiler of programs knows of a function. Generated from the definitions. */
import type { Value } from '../catalog/types.js';

/**
 * Constant arguments with which a function cannot raise, though with others it can: by its place from 0, one that is any integer but those in
 * `not`, or any text that matches.
 */
export type SafeConstant = { readonly arg: number } & (
  | { readonly not: readonly number[] }
  | { readonly matches: RegExp }
);

/** Whether the function cannot raise with this argument. */
export const isSafe = (safe: SafeConstant, value: Value): boolean =>
  'not' in safe ? !safe.not.includes(Number(value)) : safe.matches.test(String(value));

export interface FunctionInfo {
  /** PostgreSQL's C name. */
  readonly name: string;
  /** `core`, or the family whose module has it. */
  readonly family: string;
  /** Whether it is called with the lanes of its arguments (FUNCEXPR of its signature) or with their cells (FUNCEXPR_FCINFO). */
  readonly convention: 'lanes' | 'cells';
  /** A strict function is not called with a null argument. */
  readonly nulls: 'strict' | 'called';
  readonly args: readonly string[];
  readonly result: string;
  /** Representations of arguments and result, as FUNCEXPR's steps are named after: `i32_i32__i32`. */
  readonly signature: string;
  /** The opcode that has the function's body inlined, of a function of the tier `inline`. */
  readonly inlined?: number;
  /** The result may be null though no argument is. */
  readonly mayReturnNull?: true;
  readonly variadic?: true;
  /** The oids of the types of arguments and result are passed too. */
  readonly needsTypes?: true;
  /** Constant arguments, by place, that are made into a state when the program is loaded. */
  readonly prepare?: { readonly args: readonly number[]; readonly make: string; readonly run: string };
  /** It can raise: an error of its arguments, or 53200 where it makes a text. */
  readonly raises?: true;
  /** Each of these alone rules that out. */
  readonly raisesUnless?: readonly SafeConstant[];
}
