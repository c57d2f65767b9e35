/**
 * What a tuple has for a column that was added after it was written: the column's DEFAULT, computed once and kept in pg_attribute.attmissingval
 * (catalog/heap.c: cookDefault, StoreAttrMissingVal).
 */
import type { Constraint } from 'libpg-query';
import { formatType } from '../../catalog/catalog.js';
import type { TypeName, Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { inContext } from './in-context.js';
import { exprLocation } from './item.js';
import { resolveTypeName } from '../resolve/type-name.js';
import { spanAt } from '../parse/position.js';
import type { ParsedColumn } from '../column-definitions.js';
import { simplify } from '../simplify/simplify.js';
import type { SimplifyOptions } from '../simplify/simplifier.js';

const hint =
  'What older tuples have is in pg_attribute.attmissingval: give that value as the DEFAULT, or none if it is null.';

/** The value of the column's DEFAULT, which must be a constant of its type or become one by assignment; null without a DEFAULT. */
export function missingValue(
  column: ParsedColumn,
  type: TypeName,
  text: string,
  folding: SimplifyOptions,
): Value | null {
  const { name, typeName, defaultClause, offset } = column;
  if (defaultClause === undefined) return null;
  return inContext({ sql: text, offset, schema: [], paramTypes: [], ...folding }, (context) => {
    const place = context.at(defaultClause.location);
    try {
      const { typmod } = resolveTypeName(typeName, {
        error: (code, message) => context.error(code, message, context.at(typeName.location)),
        unsupported: (what) => context.unsupported(what, context.at(typeName.location)),
      });
      const folded = simplify(defaultExpression(context, name, type, typmod, defaultClause), folding);
      if (folded.kind !== 'Const')
        throw context.error('0A000', `the DEFAULT of column "${name}" is not a constant`, place);
      return folded.value;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      // What is not supported is mostly a call such as now(), whose value was computed when the column was added.
      throw error.with({
        ...(error.position === undefined ? spanAt(text, place) : { position: error.position, end: error.end }),
        hint: error.code === '0A000' ? hint : error.hint,
      });
    }
  });
}

function defaultExpression(
  context: Context,
  name: string,
  type: TypeName,
  typmod: number,
  { raw_expr: expr }: Constraint,
): Expr {
  const item = context.transform(expr);
  const coerced = coerceToTarget(context, item, type, 'assignment', -1, typmod);
  if (coerced !== undefined) return finished(context, coerced);
  const message = `column "${name}" is of type ${formatType(type)} but default expression is of type ${formatType(item.type)}`;
  throw context.error('42804', message, exprLocation(item), 'You will need to rewrite or cast the expression.');
}
