/** Definitions whose examples are rows: the arguments in order, then the result. */
import { defineCall, type CallDefinition, type CallExample, type Preparation } from '../../language/call.js';

export type Cell = string | boolean | null;

export interface Rows {
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, string>>;
  readonly result: string;
  readonly mayReturnNull?: true;
  readonly nulls?: 'called';
  readonly prepare?: Preparation;
  readonly rows: readonly (readonly Cell[])[];
  /** A SQLSTATE, then the arguments. */
  readonly failures?: readonly (readonly [string, ...Cell[]])[];
}

export function defineRows({ rows, failures = [], ...definition }: Rows): CallDefinition {
  const names = Object.keys(definition.args);
  const given = (cells: readonly Cell[]) => names.map((name, i) => [name, cells[i] ?? null] as const);
  const examples: CallExample[] = [
    ...rows.map((cells) => Object.fromEntries([...given(cells), ['gives', cells[names.length] ?? null]])),
    ...failures.map(([code, ...cells]) => Object.fromEntries([...given(cells), ['raises', code]])),
  ];
  return defineCall({ ...definition, source: 'src/backend/utils/adt/regexp.c', examples });
}
