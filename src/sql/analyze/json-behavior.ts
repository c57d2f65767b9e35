/** ON EMPTY and ON ERROR of SQL/JSON functions (parser/parse_expr.c, transformJsonBehavior). */
import type { JsonBehavior, JsonFuncExpr } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Expr } from '../expression.js';
import { containsVar } from './contains-var.js';
import type { Context } from './context.js';
import { exprLocation, type Item } from './item.js';
import type { Returned } from './json-value.js';

/** A call that is being made: what it returns, and what it is given. */
export interface Constructed {
  readonly context: Context;
  readonly result: Returned;
  readonly given: readonly Expr[];
}

type Kind = NonNullable<JsonBehavior['btype']>;
type Clause = 'ON EMPTY' | 'ON ERROR';

interface Allowed {
  readonly kinds: readonly string[];
  readonly name: string;
}
const allowed: Readonly<Record<string, Allowed>> = {
  JSON_EXISTS_OP: { kinds: ['ERROR', 'TRUE', 'FALSE', 'UNKNOWN'], name: 'JSON_EXISTS' },
  JSON_VALUE_OP: { kinds: ['ERROR', 'NULL', 'DEFAULT'], name: 'JSON_VALUE' },
  JSON_QUERY_OP: { kinds: ['ERROR', 'NULL', 'EMPTY', 'EMPTY_ARRAY', 'EMPTY_OBJECT', 'DEFAULT'], name: 'JSON_QUERY' },
};

const kindOf = (kind: Kind): string => kind.replace('JSON_BEHAVIOR_', '');

/** The clauses must be such as the function can have. */
export function checkBehaviors(context: Context, node: JsonFuncExpr): void {
  const may = allowed[node.op ?? ''];
  if (may === undefined) return;
  if (
    node.op === 'JSON_QUERY_OP' &&
    node.quotes !== 'JS_QUOTES_UNSPEC' &&
    (node.wrapper === 'JSW_CONDITIONAL' || node.wrapper === 'JSW_UNCONDITIONAL')
  ) {
    throw context.error(
      '42601',
      'SQL/JSON QUOTES behavior must not be specified when WITH WRAPPER is used',
      context.at(node.location),
    );
  }
  const clauses: readonly [JsonBehavior | undefined, Clause][] = [
    [node.on_empty, 'ON EMPTY'],
    [node.on_error, 'ON ERROR'],
  ];
  for (const [behavior, clause] of clauses)
    if (behavior?.btype !== undefined && !may.kinds.includes(kindOf(behavior.btype)))
      throw context.error('42601', `invalid ${clause} behavior`, context.at(behavior.location));
}

/** What stands for an empty result or an error: an expression, an error, or null. */
export function onEmptyOrError(
  { context, result }: Constructed,
  behavior: JsonBehavior | undefined,
  clause: Clause,
): Expr | 'ERROR' | 'NULL' {
  const kind = behavior?.btype === undefined ? 'NULL' : kindOf(behavior.btype);
  if (kind === 'ERROR' || kind === 'NULL') return kind;
  if (kind !== 'DEFAULT') return emptyValue(context, kind === 'EMPTY_OBJECT' ? '{}' : '[]', result, clause, behavior);
  const item = context.transform(behavior?.expr);
  const location = exprLocation(item);
  if (!['Unknown', 'Const', 'FuncExpr'].includes(item.kind)) {
    throw context.error(
      '42804',
      'can only specify a constant, non-aggregate function, or operator expression for DEFAULT',
      location,
    );
  }
  const coerced = coerceToTarget(context, item, result.type, contextFor(result), location, result.typmod);
  if (coerced === undefined) {
    throw context.error(
      '42846',
      `cannot cast behavior expression of type ${formatType(item.type)} to ${formatType(result.type)}`,
      location,
    );
  }
  const expr = finished(context, coerced);
  if (containsVar(expr))
    throw context.error('42804', 'DEFAULT expression must not contain column references', location);
  return expr;
}

/** A text that is too long is an error, not cut. */
const contextFor = ({ type }: Returned): 'assignment' | 'explicit' =>
  'SV'.includes(catalogType(type).category) ? 'assignment' : 'explicit';

/** An empty array or object: JSON, or its text. */
function emptyValue(
  context: Context,
  text: string,
  { type, typmod }: Returned,
  clause: Clause,
  behavior: JsonBehavior | undefined,
): Expr {
  const isJson = type === 'json' || type === 'jsonb';
  if (!isJson && catalogType(type).category !== 'S')
    throw context.unsupported(
      `an empty value for ${clause} of type ${formatType(type)}`,
      context.at(behavior?.location),
    );
  const literal: Item = { kind: 'Unknown', type: 'unknown', value: text, location: context.at(behavior?.location) };
  return finished(context, coerceToTarget(context, literal, type, 'assignment', -1, typmod) ?? literal);
}
