/** Examples as rows: the arguments in order and then the result, or an SQLSTATE where the function raises. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';

/** A literal as PostgreSQL reads and prints it, or null. */
export type Literal = string | null;
/** The arguments, then the result. */
export type Row = readonly Literal[];
/** An SQLSTATE, and arguments that raise it. */
export type Failure = readonly [code: string, ...args: Literal[]];

export interface CallRows extends Omit<Parameters<typeof defineCall>[0], 'examples'> {
  readonly rows: readonly Row[];
  readonly failures?: readonly Failure[];
}

export function defineRows({ rows, failures = [], ...definition }: CallRows): CallDefinition {
  const names = Object.keys(definition.args);
  const named = (values: readonly Literal[]) => Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));
  const examples = [
    ...rows.map((row): CallExample => ({ ...named(row), gives: row[names.length] ?? null })),
    ...failures.map(([raises, ...args]): CallExample => ({ ...named(args), raises })),
  ];
  return defineCall({ ...definition, examples });
}
