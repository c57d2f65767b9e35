/** JSON_OBJECT, JSON_ARRAY, JSON(…), JSON_SCALAR and JSON_SERIALIZE (parser/parse_expr.c, transformJsonObjectConstructor and what follows it). */
import type {
  JsonArrayConstructor,
  JsonObjectConstructor,
  JsonOutput,
  JsonParseExpr,
  JsonScalarExpr,
  JsonSerializeExpr,
} from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { makeCall } from '../resolve/make-call.js';
import { outputOf } from '../resolve/input-output.js';
import { finished } from '../resolve/coerce.js';
import type { Const, Expr } from '../expression.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';
import { asReturned, castValue, formattedValue, jsonText, rawValue, returned } from './json-value.js';

export function analyzeJsonObject(context: Context, node: JsonObjectConstructor): Item {
  const values = (node.exprs ?? []).flatMap((each): Expr[] => {
    const { key, value } = present('JsonKeyValue' in each ? each.JsonKeyValue : undefined);
    return [finished(context, context.transform(key)), formattedValue(context, value)];
  });
  const options = (node.absent_on_null === true ? 1 : 0) | (node.unique === true ? 2 : 0);
  const chosen: Const = { kind: 'Const', type: 'int4', value: options, location: -1 };
  return constructed(context, node.output, values, context.at(node.location), (json) =>
    values.length === 0
      ? [`${json}_build_object_noargs`]
      : options === 0
        ? [`${json}_build_object`, ...values]
        : [`${json}_object_with`, chosen, ...values],
  );
}

export function analyzeJsonArray(context: Context, node: JsonArrayConstructor): Item {
  const values = (node.exprs ?? []).map((each) =>
    formattedValue(context, 'JsonValueExpr' in each ? each.JsonValueExpr : undefined),
  );
  const build = node.absent_on_null === true ? 'array_without_nulls' : 'build_array';
  return constructed(context, node.output, values, context.at(node.location), (json) =>
    values.length === 0 ? [`${json}_build_array_noargs`] : [`${json}_${build}`, ...values],
  );
}

type Call = readonly [func: string, ...args: Expr[]];

/** The call as the type that RETURNING names; without it jsonb where a value is jsonb, else json. */
function constructed(
  context: Context,
  output: JsonOutput | undefined,
  values: readonly Expr[],
  location: number,
  callOf: (json: 'json' | 'jsonb') => Call,
): Expr {
  const result = returned(context, output, values.some(({ type }) => type === 'jsonb') ? 'jsonb' : 'json');
  const json = result.type === 'jsonb' ? 'jsonb' : 'json';
  const [func, ...args] = callOf(json);
  context.countNode();
  const call: Expr = { kind: 'FuncExpr', type: json, func, args, location };
  return result.type === json ? call : asReturned(context, outputOf(context, call), result, location);
}

/** A value with RETURNING, which the grammar does not allow to be anything else than json. */
export function analyzeJsonParse(context: Context, node: JsonParseExpr): Item {
  const expr = rawValue(context, node.expr);
  if (node.unique_keys !== true) return castValue(context, expr, 'json');
  if (expr.type === 'bytea' || catalogType(expr.type).category !== 'S') {
    throw context.error('42804', 'cannot use non-string types with WITH UNIQUE KEYS clause', exprLocation(expr));
  }
  context.countNode();
  const location = context.at(node.location);
  return { kind: 'FuncExpr', type: 'json', func: 'json_in_unique', args: [outputOf(context, expr)], location };
}

export function analyzeJsonScalar(context: Context, node: JsonScalarExpr): Item {
  const value = finished(context, context.transform(node.expr));
  const scalar = { func: 'to_json', args: ['anyelement'], result: 'json' };
  const call = makeCall(context, scalar, [value], context.at(node.location));
  if (call !== undefined) return call;
  throw context.unsupported(`JSON_SCALAR of type ${formatType(value.type)}`, exprLocation(value));
}

export function analyzeJsonSerialize(context: Context, node: JsonSerializeExpr): Item {
  const location = context.at(node.location);
  const value = jsonText(context, rawValue(context, node.expr), 'implicit');
  const result = returned(context, node.output, 'text');
  // PostgreSQL 18 takes the bytes of a jsonb for its text.
  if (value.type === 'jsonb')
    throw context.unsupported('JSON_SERIALIZE of jsonb', location, 'Cast it to text or json.');
  return asReturned(context, outputOf(context, value), result, location);
}
