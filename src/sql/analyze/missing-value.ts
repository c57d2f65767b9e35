/**
 * What a tuple has for a column that was added after it was written: the column's DEFAULT, computed once and kept in pg_attribute.attmissingval
 * (catalog/heap.c: cookDefault, StoreAttrMissingVal).
 */
import type { Constraint, TypeName as ParsedTypeName } from 'libpg-query';
import { formatType } from '../../catalog/catalog.js';
import type { TypeName, Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { inContext } from './in-context.js';
import { exprLocation } from './item.js';
import { spanAt } from '../parse/position.js';
import type { ParsedColumn } from '../column-definitions.js';
import { simplify, type SimplifyOptions } from '../simplify/simplify.js';

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
      const folded = simplify(defaultExpression(context, name, type, defaultClause), folding);
      if (folded.kind !== 'Const')
        throw context.error('0A000', `the DEFAULT of column "${name}" is not a constant`, place);
      return type === 'timestamp' && typeof folded.value === 'bigint'
        ? rounded(folded.value, precisionOf(typeName))
        : folded.value;
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

function defaultExpression(context: Context, name: string, type: TypeName, { raw_expr: expr }: Constraint): Expr {
  const item = context.transform(expr);
  const coerced = coerceToTarget(context, item, type, 'assignment', -1);
  if (coerced !== undefined) return finished(context, coerced);
  const message = `column "${name}" is of type ${formatType(type)} but default expression is of type ${formatType(item.type)}`;
  throw context.error('42804', message, exprLocation(item), 'You will need to rewrite or cast the expression.');
}

/** The digits after the point that `timestamp(p)` keeps. */
function precisionOf({ typmods }: ParsedTypeName): number {
  const [modifier] = typmods ?? [];
  return modifier !== undefined && 'A_Const' in modifier ? (modifier.A_Const.ival?.ival ?? 0) : 6;
}

/** Half away from zero, as the type does when a value is stored (utils/adt/timestamp.c, AdjustTimestampForTypmod). */
function rounded(microseconds: bigint, precision: number): bigint {
  const infinite = microseconds === BigInt.asIntN(64, 1n << 63n) || microseconds === (1n << 63n) - 1n;
  if (infinite || precision >= 6) return microseconds;
  const unit = 10n ** BigInt(6 - precision);
  const half = microseconds < 0n ? -(unit / 2n) : unit / 2n;
  return ((microseconds + half) / unit) * unit;
}
