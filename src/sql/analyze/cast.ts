/** `CAST(x AS type)`, `x::type`, `type 'literal'` (parser/parse_expr.c, transformTypeCast). */
import type { TypeCast, TypeName as ParsedTypeName } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { coerceToTarget } from '../resolve/coerce.js';
import { arrayOf } from './array.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';
import { resolveTypeName, type WrittenType } from '../resolve/type-name.js';

export function analyzeCast(context: Context, node: TypeCast): Item {
  const typeName = present(node.typeName);
  const { name: type, typmod } = typeOf(context, typeName);
  const { arg } = node;
  const item =
    arg !== undefined && 'A_ArrayExpr' in arg && catalogType(type).element !== null
      ? arrayOf(context, arg.A_ArrayExpr, type)
      : context.transform(arg);
  const written = context.at(node.location);
  const location = written >= 0 ? written : context.at(typeName.location);
  const cast = coerceToTarget(context, item, type, 'explicit', location, typmod);
  if (cast) return cast;
  throw context.error(
    '42846',
    `cannot cast type ${formatType(item.type)} to ${formatType(type)}`,
    location >= 0 ? location : exprLocation(item),
  );
}

function typeOf(context: Context, name: ParsedTypeName): WrittenType {
  const location = context.at(name.location);
  return resolveTypeName(name, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
  });
}
