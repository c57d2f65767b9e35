/**
 * What a function of the library is: PostgreSQL's signature and properties, and a runtime function that computes it. It is called by its
 * number, with the cells of its arguments, and is no part of the instruction set.
 */
import type { Example } from './function.js';

/** A strict function is not called with a null argument, and its result is null then. */
export type Nulls = 'strict' | 'called';

/** What constant arguments become when a program is loaded (PostgreSQL's `fn_extra`): a table, an automaton, a plan. */
export interface Preparation {
  /** The arguments that must be constants, by name. */
  readonly args: readonly string[];
  /** The runtime function that is called with these arguments once, and returns the address of the state. */
  readonly make: string;
  /** The runtime function that is called for a row, with the other arguments and then the state's address. */
  readonly run: string;
}

export interface CallDefinition {
  /** PostgreSQL's C name (pg_proc.prosrc), and that of the runtime function. */
  readonly name: string;
  readonly summary: string;
  /** The file of PostgreSQL's source that defines it. */
  readonly source: string;
  /** The arguments' types by their names in pg_type, polymorphic ones included. */
  readonly args: readonly { readonly name: string; readonly type: string }[];
  readonly result: string;
  readonly nulls: Nulls;
  /** The result may be null though no argument is. */
  readonly mayReturnNull?: true;
  /** The last argument stands for any number of arguments of its type, each with a cell of its own. */
  readonly variadic?: true;
  /** The oids of the arguments' types and of the result's follow as further int4 arguments, because the types are polymorphic. */
  readonly needsTypes?: true;
  /** PostgreSQL has no function of this name: SQL cannot call it, the functions of other families do. */
  readonly internal?: true;
  readonly prepare?: Preparation;
  readonly examples: readonly CallExample[];
}

/** One case: the arguments by name as PostgreSQL's literals (text, or null), and the result as PostgreSQL prints it, or a SQLSTATE. */
export type CallExample = Example;

export function defineCall(definition: {
  name: string;
  summary: string;
  source: string;
  args: Readonly<Record<string, string>>;
  result: string;
  /** `strict` by default. */
  nulls?: Nulls;
  mayReturnNull?: true;
  variadic?: true;
  needsTypes?: true;
  internal?: true;
  prepare?: Preparation;
  examples: readonly CallExample[];
}): CallDefinition {
  const args = Object.entries(definition.args).map(([name, type]) => ({ name, type }));
  return { ...definition, nulls: definition.nulls ?? 'strict', args };
}
