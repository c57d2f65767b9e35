/**
 * Numeric constants become the types with which quern computes, exactly: to floats by way of their text, to integers rounded
 * half away from zero (utils/adt/numeric.c). An error must wait until the constant is really needed, as it would be a function's.
 */
import { formatType } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { isComputed, type Context } from './context.js';
import type { Const, Expr } from '../expression.js';
import { leftmost, type Item, type NumericConst } from './item.js';
import { printNumeric, readNumeric, roundNumeric, type Numeric } from './numeric.js';

const integers: Partial<
  Record<string, { readonly type: TypeName; readonly bits: number; readonly fromFloat8: string }>
> = {
  int2: { type: 'int2', bits: 16, fromFloat8: 'dtoi2' },
  int4: { type: 'int4', bits: 32, fromFloat8: 'dtoi4' },
  int8: { type: 'int8', bits: 64, fromFloat8: 'dtoi8' },
};

/** What `numeric_in` makes of a text that must be a constant. */
export function numericFromText(context: Context, text: string | null, location: number): NumericConst {
  if (text === null) return { kind: 'Numeric', type: 'numeric', value: null, location };
  const value = readNumeric(text);
  if (value === 'special') throw context.unsupported('a numeric that is not finite', location);
  if (value === 'overflow') throw context.error('22003', 'value overflows numeric format', location);
  if (value === 'syntax') throw context.error('22P02', `invalid input syntax for type numeric: "${text}"`, location);
  return { kind: 'Numeric', type: 'numeric', value, location };
}

/** An integer constant as numeric. */
export function numericFromInteger(item: Const): NumericConst | undefined {
  if (integers[item.type] === undefined || typeof item.value === 'string') return undefined;
  const value = item.value === null ? null : { digits: BigInt(item.value), scale: 0 };
  return { kind: 'Numeric', type: 'numeric', value, location: item.location };
}

export function coerceNumeric(context: Context, item: NumericConst, type: string, castLocation: number): Item {
  if (!isComputed(type)) throw context.unsupportedType(type, castLocation >= 0 ? castLocation : item.location);
  // Errors about the cast, in which the constant has gone, point at its leftmost part.
  const location = leftmost([castLocation, item.location]);
  const { value } = item;
  if (value === null) return { kind: 'Const', type, value: null, location };
  if (type === 'text') return { kind: 'Const', type, value: printNumeric(value), location };
  if (type === 'float4' || type === 'float8') return float(context, value, type, location);
  const integer = integers[type];
  if (integer === undefined)
    throw context.unsupported(
      `cast from numeric to ${formatType(type)}`,
      castLocation >= 0 ? castLocation : item.location,
    );
  const rounded = roundNumeric(value);
  if (BigInt.asIntN(integer.bits, rounded) === rounded) {
    return { kind: 'Const', type, value: type === 'int8' ? rounded : Number(rounded), location };
  }
  // "integer out of range": the cast of a float that is out of range too, so that the error is raised when it is called.
  return {
    kind: 'FuncExpr',
    type,
    func: integer.fromFloat8,
    args: [{ kind: 'Const', type: 'float8', value: 1e30, location }],
    location,
  };
}

function float(context: Context, value: Numeric, type: 'float4' | 'float8', location: number): Expr {
  const text: Const = { kind: 'Const', type: 'text', value: printNumeric(value), location };
  const func = types[type].input;
  try {
    return { kind: 'Const', type, value: context.call(func, type, [text], location), location };
  } catch (error) {
    if (!(error instanceof SqlError) || error.code !== '22003') throw error;
    return { kind: 'FuncExpr', type, func, args: [text], location };
  }
}
