/** The values that SQL/JSON constructs take (parser/parse_expr.c, transformJsonValueExpr), and the types that they return. */
import type { JsonFormat, JsonOutput, JsonValueExpr } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import type { TypeName } from '../../catalog/types.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { resolveTypeName } from '../resolve/type-name.js';
import type { Expr } from '../expression.js';
import { isComputed } from '../computed-types.js';
import type { Context } from './context.js';
import { exprLocation, present } from './item.js';

/** A type with its modifier, -1 for none. */
export interface Returned {
  readonly type: TypeName;
  readonly typmod: number;
}

/** The type that RETURNING names, or the default. */
export function returned(context: Context, output: JsonOutput | undefined, byDefault: TypeName): Returned {
  if (output?.typeName === undefined) return { type: byDefault, typmod: -1 };
  const location = context.at(output.typeName.location);
  const { name, typmod } = resolveTypeName(output.typeName, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
  });
  const { kind, element } = catalogType(name);
  if (kind === 'p')
    throw context.error('0A000', 'returning pseudo-types is not supported in SQL/JSON functions', location);
  if (!isComputed(name)) throw context.unsupportedType(name, location);
  if (element !== null) throw context.unsupported(`RETURNING ${formatType(name)}`, location);
  return { type: name, typmod };
}

/** Whether FORMAT JSON was written. */
const isFormatted = (format: JsonFormat | undefined): boolean =>
  format?.format_type !== undefined && format.format_type !== 'JS_FORMAT_DEFAULT';

/** The value as it is written; a literal without a type is text. */
export function rawValue(context: Context, value: JsonValueExpr | undefined): Expr {
  const expr = finished(context, context.transform(value?.raw_expr));
  const encoding = value?.format?.encoding ?? 'JS_ENC_DEFAULT';
  if (encoding !== 'JS_ENC_DEFAULT' && expr.type !== 'bytea')
    throw context.error('42804', 'JSON ENCODING clause is only allowed for bytea input type', exprLocation(expr));
  return expr;
}

/** The value as json or jsonb by an explicit cast. */
export function castValue(context: Context, expr: Expr, type: 'json' | 'jsonb'): Expr {
  if (expr.type === 'bytea') throw context.unsupported('JSON in bytea', exprLocation(expr));
  const cast = coerceToTarget(context, expr, type, 'explicit', -1);
  if (cast !== undefined) return finished(context, cast);
  throw context.error('42846', `cannot cast type ${formatType(expr.type)} to ${formatType(type)}`, exprLocation(expr));
}

/** A value that is taken as it is, or with FORMAT JSON is the text of a JSON value. */
export function formattedValue(context: Context, value: JsonValueExpr | undefined): Expr {
  return isFormatted(value?.format)
    ? jsonText(context, rawValue(context, value), 'explicit')
    : rawValue(context, value);
}

/** A text becomes json; json and jsonb stay what they are. */
export function jsonText(context: Context, expr: Expr, written: 'explicit' | 'implicit'): Expr {
  if (expr.type === 'json' || expr.type === 'jsonb') return expr;
  if (catalogType(expr.type).category !== 'S' && expr.type !== 'bytea') {
    throw context.error('42804', `cannot use non-string types with ${written} FORMAT JSON clause`, exprLocation(expr));
  }
  return castValue(context, expr, 'json');
}

/** A result as the type that RETURNING names: json and jsonb as they are, their text as the types of strings. */
export function asReturned(context: Context, text: Expr, { type, typmod }: Returned, location: number): Expr {
  if (catalogType(type).category !== 'S') throw context.unsupported(`RETURNING ${formatType(type)} here`, location);
  return finished(context, present(coerceToTarget(context, text, type, 'assignment', -1, typmod)));
}
