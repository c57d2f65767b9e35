/**
 * Sums, differences and products of scaled columns and constants, as integers of which it is proved that 64 bits hold them: no value that the
 * columns can have, but for NaN, overflows.
 */
import { findCast, operatorOfFunction } from '../../catalog/catalog.js';
import type { Scaled } from '../../catalog/scaled.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { Expr, FuncExpr, Var } from '../../sql/expression.js';
import { exactInteger, farthest } from './constant.js';
import { int8, int8Call, widened } from './nodes.js';

/** An integer that stands for a decimal. */
export interface Exact {
  /** Of int8. */
  readonly expr: Expr;
  readonly places: number;
  /** How far from 0 it can be. */
  readonly bound: bigint;
  /** The columns of which a NaN would make it wrong. */
  readonly columns: readonly Var[];
  /** It is `factor * column + offset`, if it is that of one column, or an offset alone. */
  readonly linear: Linear | undefined;
}

export interface Linear {
  readonly column: Var | undefined;
  readonly factor: bigint;
  readonly offset: bigint;
}

/** The form in which a column is stored, if it is stored as integers. */
export type FormOf = (column: number) => Scaled | undefined;

/** The column itself, as the batch stores it. */
export const storedColumn = (column: Var): Var => ({ ...column, type: 'int8' });

/** The expression as an integer; undefined where it is none, or none that is certain to fit. */
export function exactOf(expr: Expr, formOf: FormOf): Exact | undefined {
  switch (expr.kind) {
    case 'Var': {
      const form = formOf(expr.column);
      const column = storedColumn(expr);
      const linear = { column, factor: 1n, offset: 0n };
      return (
        form && { expr: column, places: form.places, bound: 10n ** BigInt(form.digits), columns: [column], linear }
      );
    }
    case 'Const': {
      const found = typeof expr.value === 'string' ? exactInteger(expr.value) : undefined;
      if (found === undefined) return undefined;
      const { value, places } = found;
      const linear = { column: undefined, factor: 0n, offset: value };
      return { expr: int8(value), places, bound: magnitude(value), columns: [], linear };
    }
    case 'FuncExpr':
      return fromInteger(expr) ?? ofOperator(expr, formOf);
    default:
      return undefined;
  }
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** How far from 0 the integers that are cast can be. */
const bounds: Readonly<Partial<Record<TypeName, bigint>>> = { int2: 2n ** 15n, int4: 2n ** 31n };

/** The cast of an integer column. */
function fromInteger({ func, args, type }: FuncExpr): Exact | undefined {
  const [arg] = args;
  const bound = arg?.kind === 'Var' ? bounds[arg.type] : undefined;
  if (arg === undefined || bound === undefined || findCast(arg.type, type)?.func !== func) return undefined;
  const expr = widened(arg);
  return expr && { expr, places: 0, bound, columns: [], linear: undefined };
}

function ofOperator({ func, args, type }: FuncExpr, formOf: FormOf): Exact | undefined {
  const operator = operatorOfFunction(func);
  if (operator === undefined || types[type].scaled === undefined) return undefined;
  const [a, b] = args.map((arg) => exactOf(arg, formOf));
  if (a === undefined || (args.length === 2 && b === undefined)) return undefined;
  if (b === undefined) return operator.name === '-' ? negative(a) : undefined;
  if (operator.name === '*') {
    const linear = times(a.linear, b.linear) ?? times(b.linear, a.linear);
    return fitting('*', a, b, a.places + b.places, a.bound * b.bound, linear);
  }
  if (operator.name !== '+' && operator.name !== '-') return undefined;
  const [left, right] = aligned(a, b);
  if (left === undefined || right === undefined) return undefined;
  const linear = plus(left.linear, operator.name === '+' ? right.linear : times(right.linear, minusOne));
  return fitting(operator.name, left, right, left.places, left.bound + right.bound, linear);
}

const minusOne: Linear = { column: undefined, factor: 0n, offset: -1n };

const negative = (a: Exact): Exact => ({ ...a, expr: int8Call('-', [a.expr]), linear: times(a.linear, minusOne) });

/** The product with a constant. */
function times(a: Linear | undefined, b: Linear | undefined): Linear | undefined {
  if (a === undefined || b === undefined || b.column !== undefined) return undefined;
  return { column: a.column, factor: a.factor * b.offset, offset: a.offset * b.offset };
}

/** The sum, where at most one of the two has a column. */
function plus(a: Linear | undefined, b: Linear | undefined): Linear | undefined {
  if (a === undefined || b === undefined || (a.column !== undefined && b.column !== undefined)) return undefined;
  return { column: a.column ?? b.column, factor: a.factor + b.factor, offset: a.offset + b.offset };
}

function fitting(
  operator: string,
  a: Exact,
  b: Exact,
  places: number,
  bound: bigint,
  linear: Linear | undefined,
): Exact | undefined {
  if (bound > farthest) return undefined;
  const columns = [...a.columns, ...b.columns];
  return { expr: int8Call(operator, [a.expr, b.expr]), places, bound, columns, linear };
}

/** Both with the same decimal places; undefined for one that does not fit so. */
export function aligned(a: Exact, b: Exact): readonly [Exact | undefined, Exact | undefined] {
  const places = Math.max(a.places, b.places);
  return [withPlaces(a, places), withPlaces(b, places)];
}

function withPlaces(exact: Exact, places: number): Exact | undefined {
  if (places === exact.places) return exact;
  const factor = 10n ** BigInt(places - exact.places);
  const bound = exact.bound * factor;
  if (bound > farthest) return undefined;
  const { expr } = exact;
  const isConstant = expr.kind === 'Const' && typeof expr.value === 'bigint';
  return {
    ...exact,
    expr: isConstant ? int8(BigInt(expr.value) * factor) : int8Call('*', [expr, int8(factor)]),
    places,
    bound,
    linear: times(exact.linear, { column: undefined, factor: 0n, offset: factor }),
  };
}
