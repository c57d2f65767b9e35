/** The function of pg_proc that a call is, with arguments of exactly these types. */
import { allFunctions, findCast } from '../../catalog/catalog.js';
import type { FuncExpr } from '../../sql/expression.js';
import { actualTypes } from '../../sql/resolve/polymorphic.js';

export interface NamedFunction {
  readonly name: string;
  /** The type of the result, where it is not labelled as another. */
  readonly result: string;
}

export function functionNamed({ func, args: operands }: FuncExpr): NamedFunction | undefined {
  const given = operands.map(({ type }) => type);
  for (const { name, args, variadic, result, ...other } of allFunctions()) {
    if (other.func !== func) continue;
    const declared = variadic ? given.map((_, i) => args[Math.min(i, args.length - 1)] ?? 'any') : args;
    if (declared.length !== given.length || (variadic && given.length < args.length)) continue;
    const actual = actualTypes(given, declared, result);
    if (actual?.args.every((arg, i) => arg === given[i]) === true) return { name, result: actual.result };
  }
  return undefined;
}

/** Whether a call is one of a function that PostgreSQL knows, by its name or as a cast. */
export function isFunctionOfCatalog(expr: FuncExpr): boolean {
  const [arg] = expr.args;
  return (arg !== undefined && findCast(arg.type, expr.type)?.func === expr.func) || functionNamed(expr) !== undefined;
}
