/** Predicates that are asked something together, with one numbering of their parameters. */
import type { Subject } from '../algebra/prove.js';
import { supportedFunctions } from '../functions/functions.js';
import type { Expr } from '../sql/expression.js';
import { mustMatch, type Made } from './combine.js';
import { constantCaller } from './constant-call.js';
import { JointParameters } from './joint-parameters.js';

export interface Together {
  readonly subject: Subject;
  readonly params: JointParameters;
  readonly exprs: readonly Expr[];
}

/** Raises 22023 when the schemas differ, 42P08 when a parameter has two types. */
export function together(first: Made, ...others: readonly Made[]): Together {
  const { compiled } = first;
  for (const other of others) mustMatch(compiled, other.compiled);
  const params = new JointParameters([first, ...others]);
  const subject = {
    call: constantCaller(compiled.arena),
    supported: supportedFunctions,
    columnTypes: compiled.schema.map(({ type }) => type),
  };
  return { subject, params, exprs: [first, ...others].map((made) => params.exprOf(made)) };
}
