/** `IS JSON` (parser/parse_expr.c, transformJsonIsPredicate): a text is read by the input function, whose error makes it false. */
import type { JsonIsPredicate } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { outputOf } from '../resolve/input-output.js';
import { finished } from '../resolve/coerce.js';
import type { Const, Expr } from '../expression.js';
import type { Context } from './context.js';
import { SqlError } from '../../error.js';
import { exprLocation, type Item } from './item.js';

/** Kinds of values as `opcodes/families/json/runtime/predicate.ts` knows them. */
const kinds: Readonly<Record<string, number>> = {
  JS_TYPE_OBJECT: 1,
  JS_TYPE_ARRAY: 2,
  JS_TYPE_SCALAR: 4,
  JS_TYPE_ANY: 7,
};

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });

export function analyzeIsJson(context: Context, node: JsonIsPredicate): Item {
  const location = context.at(node.location);
  const value = finished(context, context.transform(node.expr));
  const { type } = value;
  if (type === 'bytea') throw context.unsupported('IS JSON of bytea', exprLocation(value));
  const isText = catalogType(type).category === 'S';
  if (!isText && type !== 'json' && type !== 'jsonb')
    throw new SqlError('42804', `cannot use type ${formatType(type)} in IS JSON predicate`);
  const kind = integer(kinds[node.item_type ?? 'JS_TYPE_ANY'] ?? 7);
  const unique = node.unique_keys === true;
  context.countNode();
  const call = (func: string, args: readonly Expr[]): Expr => ({
    kind: 'FuncExpr',
    type: 'bool',
    func,
    args,
    location,
  });
  if (!isText && (type === 'jsonb' || !unique)) return call(`${type}_is_json`, [kind, value]);
  const reader = integer(context.numberOf(unique ? 'json_in_unique' : 'json_in'));
  return call('text_is_json', [kind, reader, outputOf(context, value)]);
}
