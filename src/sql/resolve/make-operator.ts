/**
 * An operator and its operands become a call of the operator's function (parser/parse_oper.c: oper, left_oper, make_op,
 * make_scalar_array_op).
 */
import { findOperator, formatType, operatorsNamed, type CatalogOperator } from '../../catalog/catalog.js';
import type { Context } from '../analyze/context.js';
import { coerceType, finished } from './coerce.js';
import { makeCall } from './make-call.js';
import { actualTypes } from './polymorphic.js';
import type { Expr, FuncExpr, ScalarArrayOpExpr } from '../expression.js';
import { present, type Item } from '../analyze/item.js';
import { selectCandidate } from './resolve-candidates.js';

/** The operator that is meant for operands of these types. */
export function resolveOperator(
  context: Context,
  name: string,
  types: readonly string[],
  location: number,
  written: string = name,
): CatalogOperator {
  const exact = findOperator(name, binaryExact(types));
  if (exact) return exact;
  const chosen = selectCandidate(types, operatorsNamed(name));
  if (typeof chosen !== 'string') return chosen;
  if (chosen === 'none') throw missingOperator(context, written, types, location);
  throw context.error(
    '42725',
    `operator is not unique: ${describe(written, types)}`,
    location,
    'Could not choose a best candidate operator. You might need to add explicit type casts.',
  );
}

export function missingOperator(context: Context, name: string, types: readonly string[], location: number): Error {
  return context.error(
    '42883',
    `operator does not exist: ${describe(name, types)}`,
    location,
    types.length === 1
      ? 'No operator matches the given name and argument type. You might need to add an explicit type cast.'
      : 'No operator matches the given name and argument types. You might need to add explicit type casts.',
  );
}

/** An unknown operand is first taken to be of the other's type (binary_oper_exact). */
function binaryExact(types: readonly string[]): readonly string[] {
  const [left, right] = types;
  if (left === undefined || right === undefined) return types;
  return left === 'unknown' ? [right, right] : right === 'unknown' ? [left, left] : types;
}

const describe = (name: string, types: readonly string[]) =>
  types.length === 1 ? `${name} ${types.map(formatType).join()}` : types.map(formatType).join(` ${name} `);

/** `operands` are two, or one for a prefix operator; `written` is how errors call it. */
export function makeOperator(
  context: Context,
  name: string,
  operands: readonly Item[],
  location: number,
  written: string = name,
): Item {
  const operator = resolveOperator(
    context,
    name,
    operands.map((item) => item.type),
    location,
    written,
  );
  return concatenation(context, operator, operands, location) ?? call(context, operator, operands, location);
}

function call(context: Context, operator: CatalogOperator, operands: readonly Item[], location: number): Expr {
  if (isDateAfterInteger(operator)) {
    const { func, result } = present(findOperator('+', ['date', 'int4']));
    const call = makeCall(context, { func, result, args: ['date', 'int4'] }, [...operands].reverse(), location);
    if (call?.kind === 'FuncExpr') {
      return { ...call, reversed: true, foldedFirst: { args: [...call.args].reverse(), strict: false } };
    }
  }
  const call = makeCall(context, operator, operands, location);
  if (call === undefined) throw unsupportedOperator(context, operator, location);
  return call;
}

export function unsupportedOperator(context: Context, operator: CatalogOperator, location: number): Error {
  return context.unsupported(`operator ${describe(operator.name, operator.args)}`, location);
}

/** `integer + date` is an SQL function, `$2 + $1`, which the planner inlines after it has computed constant arguments. */
const isDateAfterInteger = ({ name, args }: CatalogOperator) =>
  name === '+' && args[0] === 'int4' && args[1] === 'date';

/** `text || anynonarray` and its mirror are SQL functions that cast to text explicitly, which the planner inlines. */
function concatenation(
  context: Context,
  { name, args }: CatalogOperator,
  operands: readonly Item[],
  location: number,
): FuncExpr | undefined {
  if (name !== '||' || !args.includes('text') || !args.includes('anynonarray')) return undefined;
  if (!context.supports('textcat')) throw context.unsupported('operator text || text', location);
  const texts = operands.map((item): Expr => finished(context, coerceType(context, item, 'text', 'explicit', -1)));
  context.countNode();
  return { kind: 'FuncExpr', type: 'text', func: 'textcat', args: texts, location };
}

/** The operands of a comparison whose function is kept by name: DISTINCT, NULLIF, IN. */
export function makeComparison(
  context: Context,
  name: string,
  left: Item,
  right: Item,
  location: number,
): FuncExpr & { readonly left: Expr; readonly right: Expr } {
  const comparison = call(
    context,
    resolveOperator(context, name, [left.type, right.type], location),
    [left, right],
    location,
  );
  // No comparison has a body in SQL.
  if (comparison.kind !== 'FuncExpr') throw context.unsupported(`operator ${name}`, location);
  return { ...comparison, left: present(comparison.args[0]), right: present(comparison.args[1]) };
}

/** `scalar op ANY (ARRAY[elements])`, the elements all of one type already. */
export function makeScalarArrayOp(
  context: Context,
  name: string,
  useOr: boolean,
  scalar: Item,
  elements: readonly Item[],
  elementType: string,
  location: number,
): ScalarArrayOpExpr {
  const operator = resolveOperator(context, name, [scalar.type, elementType], location);
  if (operator.result !== 'bool')
    throw context.error('42809', 'op ANY/ALL (array) requires operator to yield boolean', location);
  const [left, right] = actualTypes([scalar.type, elementType], operator.args, operator.result)?.args ?? [];
  if (left === undefined || right === undefined || operator.func === null || !context.supports(operator.func))
    throw unsupportedOperator(context, operator, location);
  return {
    kind: 'ScalarArrayOpExpr',
    type: 'bool',
    func: operator.func,
    useOr,
    location,
    scalar: finished(context, coerceType(context, scalar, left, 'implicit', -1)),
    elements: elements.map((element) => finished(context, coerceType(context, element, right, 'implicit', -1))),
  };
}
