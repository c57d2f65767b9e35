/** `j['a'][1]` of a jsonb: the value at a path, each step a key or a place (utils/adt/jsonbsubs.c, jsonb_subscript_transform). */
import type { A_Indices } from 'libpg-query';
import { formatType } from '../../catalog/catalog.js';
import type { Expr } from '../expression.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { outputOf } from '../resolve/input-output.js';
import type { Context } from './context.js';
import { arrayOfItems } from './array.js';
import { exprLocation } from './item.js';

const pathFunction = 'jsonb_extract_path';

export function jsonbSubscripts(context: Context, json: Expr, indices: readonly A_Indices[], location: number): Expr {
  if (!context.supports(pathFunction)) throw context.unsupported('a subscript of jsonb', location);
  const steps = indices.map((index) => step(context, index));
  context.countNode();
  const path = arrayOfItems(context, '_text', steps);
  return {
    kind: 'FuncExpr',
    type: 'jsonb',
    func: pathFunction,
    args: [json, path],
    construct: 'subscript',
    foldedFirst: { args: [path, json], strict: false },
    location,
  };
}

/** A step as a text; a number is its digits. */
function step(context: Context, { is_slice: isSlice, uidx }: A_Indices): Expr {
  const item = context.transform(uidx);
  if (isSlice === true) throw context.error('0A000', 'jsonb subscript does not support slices', exprLocation(item));
  const key =
    item.type === 'unknown' ? 'text' : coerceToTarget(context, item, 'int4', 'implicit', -1) ? 'int4' : 'text';
  const coerced = coerceToTarget(context, item, key, 'implicit', -1);
  if (coerced !== undefined) return outputOf(context, finished(context, coerced));
  throw context.error(
    '42804',
    `subscript type ${formatType(item.type)} is not supported`,
    exprLocation(item),
    'jsonb subscript must be coercible to either integer or text.',
  );
}
