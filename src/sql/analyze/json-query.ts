/**
 * JSON_VALUE, JSON_QUERY and JSON_EXISTS (parser/parse_expr.c, transformJsonFuncExpr): a call of a function that evaluates the path. An
 * expression that stands for an empty result or an error is chosen by the path's status, so the path is then evaluated twice.
 */
import type { JsonFuncExpr, Node } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { types } from '../../catalog/types.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { CaseWhen, Const, Expr } from '../expression.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';
import { checkBehaviors, onEmptyOrError, type Constructed } from './json-behavior.js';
import { castValue, formattedValue, rawValue, returned, type Returned } from './json-value.js';

/** The options of the functions, as `opcodes/families/jsonpath/runtime/sql-json.ts` reads them. */
const option = {
  raiseErrors: 1,
  raiseEmpty: 2,
  query: 4,
  omitQuotes: 8,
  wrap: 16,
  wrapSeveral: 32,
  trueOnError: 64,
  nullOnError: 128,
} as const;

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });

export function analyzeJsonQuery(context: Context, node: JsonFuncExpr): Item {
  const location = context.at(node.location);
  checkBehaviors(context, node);
  const source = [castValue(context, rawValue(context, node.context_item), 'jsonb'), path(context, node)];
  const given = [...source, passing(context, node.passing ?? [], location)];
  return node.op === 'JSON_EXISTS_OP' ? exists(context, node, given, location) : value(context, node, given, location);
}

/** The path, which must be one. */
function path(context: Context, node: JsonFuncExpr): Expr {
  const item = context.transform(node.pathspec);
  const coerced = coerceToTarget(context, item, 'jsonpath', 'explicit', -1);
  if (coerced !== undefined) return finished(context, coerced);
  throw context.error(
    '42804',
    `JSON path expression must be of type jsonpath, not of type ${formatType(item.type)}`,
    exprLocation(item),
  );
}

/** What a variable can be without becoming JSON; dates and times can be, too, but paths have none. */
const isScalarType = (type: string): boolean => 'BNS'.includes(catalogType(type).category) && type !== 'oid';

function passing(context: Context, passed: readonly Node[], location: number): Expr {
  const args = passed.flatMap((each): Expr[] => {
    const argument = present('JsonArgument' in each ? each.JsonArgument : undefined);
    const name: Const = { kind: 'Const', type: 'text', value: argument.name ?? '', location: -1 };
    return [name, variable(context, formattedValue(context, argument.val))];
  });
  context.countNode();
  return { kind: 'FuncExpr', type: 'jsonb', func: 'json_passing', args, location };
}

function variable(context: Context, expr: Expr): Expr {
  const { type } = expr;
  if (type === 'json' || type === 'jsonb') return expr;
  if (type === 'bpchar' || type === 'name')
    throw context.error(
      '22023',
      `could not convert value of type ${type === 'bpchar' ? 'character' : type} to jsonpath`,
      -1,
    );
  if (isScalarType(type)) return expr;
  if (catalogType(type).category === 'A')
    return { kind: 'FuncExpr', type: 'jsonb', func: 'to_jsonb', args: [expr], location: -1 };
  throw context.unsupported(`a value of type ${formatType(type)} in PASSING`, exprLocation(expr));
}

function exists(context: Context, node: JsonFuncExpr, given: readonly Expr[], location: number): Expr {
  const behavior = node.on_error?.btype;
  const options =
    (behavior === 'JSON_BEHAVIOR_ERROR' ? option.raiseErrors : 0) |
    (behavior === 'JSON_BEHAVIOR_TRUE' ? option.trueOnError : 0) |
    (behavior === 'JSON_BEHAVIOR_UNKNOWN' ? option.nullOnError : 0);
  context.countNode();
  return {
    kind: 'FuncExpr',
    type: 'bool',
    func: 'json_exists',
    args: [...given, integer(options)],
    construct: 'json',
    location,
  };
}

function value(context: Context, node: JsonFuncExpr, given: readonly Expr[], location: number): Expr {
  const isQuery = node.op === 'JSON_QUERY_OP';
  const result = returned(context, node.output, isQuery ? 'jsonb' : 'text');
  const constructed: Constructed = { context, result, given };
  const empty = onEmptyOrError(constructed, node.on_empty, 'ON EMPTY');
  const error = onEmptyOrError(constructed, node.on_error, 'ON ERROR');
  const options =
    (error === 'ERROR' ? option.raiseErrors : 0) |
    (empty === 'ERROR' ? option.raiseEmpty : 0) |
    (isQuery ? option.query : 0) |
    (node.quotes === 'JS_QUOTES_OMIT' ? option.omitQuotes : 0) |
    (node.wrapper === 'JSW_UNCONDITIONAL' ? option.wrap : 0) |
    (node.wrapper === 'JSW_CONDITIONAL' ? option.wrapSeveral : 0);
  const args = [...given, integer(types[result.type].oid), integer(result.typmod), integer(options)];
  needInput(context, result);
  const { representation } = types[result.type];
  const found: Expr = {
    kind: 'FuncExpr',
    type: result.type,
    func: `json_query_${representation}`,
    args,
    construct: 'json',
    location,
  };
  const whens = [
    ...(typeof empty === 'string' ? [] : [when(1, empty)]),
    ...(typeof error === 'string' ? [] : [when(2, error)]),
  ];
  context.countNode();
  if (whens.length === 0) return found;
  for (const arg of args) context.countNodes(arg);
  const status: Expr = { kind: 'FuncExpr', type: 'int4', func: 'json_query_status', args, construct: 'json', location };
  return { kind: 'CaseExpr', type: result.type, arg: status, whens, otherwise: found, location };
}

function when(status: number, then: Expr): CaseWhen {
  const tested: Expr = { kind: 'CaseTestExpr', type: 'int4', location: -1 };
  return {
    when: { kind: 'FuncExpr', type: 'bool', func: 'int4eq', args: [tested, integer(status)], location: -1 },
    then,
  };
}

/** The family of the type's input function must be there when the path's value is read. */
function needInput(context: Context, { type }: Returned): void {
  if (!types[type].textual) context.numberOf(types[type].input);
}
