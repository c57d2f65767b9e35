/** `CAST(x AS type)`, `x::type`, `type 'literal'` (parser/parse_expr.c, transformTypeCast). */
import type { TypeCast, TypeName as ParsedTypeName } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { arrayOf } from './array.js';
import { checkedByDomain, domainNamed } from './domain.js';
import type { Context } from './context.js';
import type { Domain } from '../expression.js';
import { exprLocation, present, type Item } from './item.js';
import { resolveTypeName, type WrittenType } from '../resolve/type-name.js';

export function analyzeCast(context: Context, node: TypeCast): Item {
  const typeName = present(node.typeName);
  const domain = domainNamed(context, typeName);
  const { name: type, typmod } = domain === undefined ? typeOf(context, typeName) : writtenAs(domain);
  const { arg } = node;
  const item =
    arg !== undefined && 'A_ArrayExpr' in arg && catalogType(type).element !== null
      ? arrayOf(context, arg.A_ArrayExpr, type)
      : context.transform(arg);
  const written = context.at(node.location);
  const location = written >= 0 ? written : context.at(typeName.location);
  const cast = coerceToTarget(context, item, type, 'explicit', location, typmod);
  if (cast) return domain === undefined ? cast : checkedByDomain(context, domain, finished(context, cast));
  throw context.error(
    '42846',
    `cannot cast type ${formatType(item.type)} to ${formatType(type)}`,
    location >= 0 ? location : exprLocation(item),
  );
}

const writtenAs = ({ type, typmod }: Domain): WrittenType => ({ name: type, typmod });

function typeOf(context: Context, name: ParsedTypeName): WrittenType {
  const location = context.at(name.location);
  return resolveTypeName(name, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
    declared: (declared) => context.declaredType(declared),
  });
}
