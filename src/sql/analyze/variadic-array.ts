/** VARIADIC and an array in calls of functions that take arguments of any types (utils/fmgr/funcapi.c, extract_variadic_args; utils/adt/varlena.c). */
import { catalogType } from '../../catalog/catalog.js';
import { types } from '../../catalog/types.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Const, Expr } from '../expression.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';

/** What becomes of the array: its elements are joined, counted, or the arguments of a function. */
type Spread = 'joined' | 'counted' | { readonly called: 'json' | 'jsonb' } | 'printed';

const spreads: ReadonlyMap<string | null, Spread> = new Map<string, Spread>([
  ['text_concat', 'joined'],
  ['text_concat_ws', 'joined'],
  ['pg_num_nulls', 'counted'],
  ['pg_num_nonnulls', 'counted'],
  ['text_format', 'printed'],
  ['json_build_array', { called: 'json' }],
  ['json_build_object', { called: 'json' }],
  ['jsonb_build_array', { called: 'jsonb' }],
  ['jsonb_build_object', { called: 'jsonb' }],
]);

/** The call, or undefined where the C function is none of these. */
export function spreadCall(
  context: Context,
  func: string | null,
  args: readonly Item[],
  location: number,
): Expr | undefined {
  const spread = spreads.get(func);
  if (func === null || spread === undefined) return undefined;
  const array = present(args.at(-1));
  if (array.type === 'unknown' || catalogType(array.type).element === null)
    throw context.error('42804', 'VARIADIC argument must be an array', exprLocation(array));
  const elements = finished(context, array);
  context.countNode();
  if (spread === 'counted') return { kind: 'FuncExpr', type: 'int4', func, args: [elements], location };
  const first: Item = args.length > 1 ? present(args[0]) : { kind: 'Const', type: 'text', value: '', location: -1 };
  const text = (): Expr => finished(context, present(coerceToTarget(context, first, 'text', 'implicit', -1)));
  if (spread === 'joined')
    return { kind: 'FuncExpr', type: 'text', func: 'array_to_text', args: [elements, text()], location };
  if (!context.supports(func)) return undefined;
  const number = integer(context.numberOf(func));
  if (spread === 'printed')
    return { kind: 'FuncExpr', type: 'text', func: 'array_spread_texts', args: [number, text(), elements], location };
  const type = spread.called;
  return { kind: 'FuncExpr', type, func: 'array_spread', args: [number, integer(types[type].oid), elements], location };
}

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });
