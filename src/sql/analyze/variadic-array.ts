/** `concat(VARIADIC array)` and `concat_ws(separator, VARIADIC array)`: the elements with a text between them, as array_to_string has them (utils/adt/varlena.c, concat_internal). */
import { catalogType } from '../../catalog/catalog.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Expr } from '../expression.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';

/** The joined elements, or undefined where the C function is none of the two. */
export function joinedArray(
  context: Context,
  func: string | null,
  args: readonly Item[],
  location: number,
): Expr | undefined {
  if (func !== 'text_concat' && func !== 'text_concat_ws') return undefined;
  const array = present(args.at(-1));
  if (array.type === 'unknown' || catalogType(array.type).element === null)
    throw context.error('42804', 'VARIADIC argument must be an array', exprLocation(array));
  const separator: Item =
    func === 'text_concat' ? { kind: 'Const', type: 'text', value: '', location: -1 } : present(args[0]);
  const text = finished(context, present(coerceToTarget(context, separator, 'text', 'implicit', -1)));
  return { kind: 'FuncExpr', type: 'text', func: 'array_to_text', args: [finished(context, array), text], location };
}
