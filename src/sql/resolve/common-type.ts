/**
 * Giving several expressions the one type that they shall have: CASE's results, COALESCE's arguments, IN's items
 * (parser/parse_coerce.c: select_common_type, coerce_to_common_type).
 */
import { formatType } from '../../catalog/catalog.js';
import { coerceType } from './coerce.js';
import { canCoerce, selectType } from './coercible.js';
import type { Context } from '../analyze/context.js';
import { exprLocation, present, type Item } from '../analyze/item.js';

/** The common type; `construct` is how an error calls the place. */
export function selectCommonType(context: Context, items: readonly Item[], construct: string): string {
  const { type, mismatch } = selectType(items.map((item) => item.type));
  if (mismatch === undefined) return type;
  const other = present(items[mismatch]);
  throw context.error(
    '42804',
    `${construct} types ${formatType(type)} and ${formatType(other.type)} cannot be matched`,
    exprLocation(other),
  );
}

export function coerceToCommonType(context: Context, item: Item, type: string, construct: string): Item {
  if (item.type === type) return item;
  if (canCoerce([item.type], [type], 'implicit')) return coerceType(context, item, type, 'implicit', -1);
  throw context.error(
    '42846',
    `${construct} could not convert type ${formatType(item.type)} to ${formatType(type)}`,
    exprLocation(item),
  );
}
