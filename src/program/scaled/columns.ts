/**
 * Expressions over columns that a batch stores as scaled integers: comparisons become comparisons of integers where that is the same, and wherever
 * else such a column stands, a value is made of the integer, with which all is computed the general way.
 */
import { operatorOfFunction } from '../../catalog/catalog.js';
import { scaledForm, scaledNaN, type Scaled } from '../../catalog/scaled.js';
import { types } from '../../catalog/types.js';
import type { Column, DistinctExpr, Expr, FuncExpr, ScalarArrayOpExpr, Schema, Var } from '../../sql/expression.js';
import { rebuild } from '../../sql/rebuild.js';
import { comparand, solved } from './constant.js';
import { aligned, exactOf, storedColumn, type Exact } from './exact.js';
import { call, compare, int8, int8Function } from './nodes.js';

export interface OverStored {
  readonly exprs: readonly Expr[];
  /** The columns as the batch stores them. */
  readonly schema: Schema;
  /** By column, the decimal places of its integers; undefined when no column is scaled. */
  readonly places: readonly (number | null)[] | undefined;
}

/** The expressions over columns as a batch of the schema stores them. */
export function overStored(exprs: readonly Expr[], schema: Schema): OverStored {
  const forms = schema.map((column) => scaledForm(column));
  if (forms.every((form) => form === undefined)) return { exprs, schema, places: undefined };
  const rewriting = new Rewriting(forms);
  return {
    exprs: exprs.map(rewriting.visit),
    schema: schema.map((column, n) => (forms[n] === undefined ? column : stored(column))),
    places: forms.map((form) => form?.places ?? null),
  };
}

const stored = ({ typmod: _, ...column }: Column): Column => ({ ...column, type: 'int8' });

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

class Rewriting {
  readonly #forms: readonly (Scaled | undefined)[];

  constructor(forms: readonly (Scaled | undefined)[]) {
    this.#forms = forms;
  }

  readonly visit = (expr: Expr): Expr => {
    switch (expr.kind) {
      case 'Var':
        return this.#value(expr);
      case 'NullTest':
        return this.#isScaled(expr.arg)
          ? { ...expr, arg: storedColumn(expr.arg) }
          : { ...expr, arg: this.visit(expr.arg) };
      case 'FuncExpr':
        return this.#comparison(expr) ?? rebuild(expr, this.visit);
      case 'ScalarArrayOpExpr':
        return this.#list(expr) ?? rebuild(expr, this.visit);
      case 'DistinctExpr':
        return this.#distinct(expr) ?? rebuild(expr, this.visit);
      default:
        return rebuild(expr, this.visit);
    }
  };

  readonly #formOf = (column: number): Scaled | undefined => this.#forms[column];

  #isScaled(expr: Expr): expr is Var {
    return expr.kind === 'Var' && this.#formOf(expr.column) !== undefined;
  }

  /** The column's value as its type has it. */
  #value(column: Var): Expr {
    const form = this.#formOf(column.column);
    const func = types[column.type].scaled?.value;
    if (form === undefined || func === undefined) return column;
    const places: Expr = { kind: 'Const', type: 'int4', value: form.places, location: -1 };
    return call(func, column.type, [storedColumn(column), places]);
  }

  #comparison(expr: FuncExpr): Expr | undefined {
    const [left, right] = expr.args;
    if (left === undefined || right === undefined || types[left.type].scaled === undefined) return undefined;
    const operator = operatorOfFunction(expr.func);
    if (operator === undefined || !comparisons.has(operator.name)) return undefined;
    const turned = left.kind === 'Const' ? operator.commutator : null;
    const compared = turned === null ? this.#compared(operator.name, left, right) : this.#compared(turned, right, left);
    if (compared === undefined) return undefined;
    const { condition, unless } = compared;
    if (unless.length === 0) return condition;
    // The integers of a NaN compute wrongly.
    const nan = int8(scaledNaN);
    const numbers = unless.map((column) => compare('<', column, nan));
    const [only] = numbers;
    const when: Expr =
      only !== undefined && numbers.length === 1
        ? only
        : { kind: 'BoolExpr', op: 'AND', args: numbers, type: 'bool', location: -1 };
    return {
      kind: 'CaseExpr',
      arg: null,
      whens: [{ when, then: condition }],
      otherwise: rebuild(expr, this.visit),
      type: 'bool',
      location: expr.location,
    };
  }

  /** The comparison of integers, and the columns for whose NaN it is wrong. */
  #compared(
    operator: string,
    left: Expr,
    right: Expr,
  ): { readonly condition: Expr; readonly unless: readonly Var[] } | undefined {
    const direct = this.#direct(operator, left, right);
    if (direct !== undefined) return { condition: compare(operator, ...direct), unless: [] };
    const a = exactOf(left, this.#formOf);
    if (a === undefined) return undefined;
    if (right.kind === 'Const') {
      if (typeof right.value !== 'string' || a.columns.length === 0) return undefined;
      const k = comparand(operator, right.value, a.places);
      const { column, factor = 0n, offset = 0n } = a.linear ?? {};
      if (column !== undefined && factor > 0n)
        return { condition: compare(operator, column, int8(solved(operator, k, factor, offset))), unless: [] };
      return { condition: compare(operator, a.expr, int8(k)), unless: distinctColumns([a]) };
    }
    const b = exactOf(right, this.#formOf);
    const [x, y] = b === undefined ? [] : aligned(a, b);
    if (x === undefined || y === undefined) return undefined;
    const unless = distinctColumns([x, y]);
    return unless.length === 0 ? undefined : { condition: compare(operator, x.expr, y.expr), unless };
  }

  /** A column beside a constant or a column of as many decimal places: both as integers, among which NaN is in its place too. */
  #direct(operator: string, left: Expr, right: Expr): readonly [Expr, Expr] | undefined {
    if (!this.#isScaled(left)) return undefined;
    const places = this.#formOf(left.column)?.places ?? 0;
    if (right.kind === 'Const' && typeof right.value === 'string')
      return [storedColumn(left), int8(comparand(operator, right.value, places))];
    if (!this.#isScaled(right) || this.#formOf(right.column)?.places !== places) return undefined;
    return [storedColumn(left), storedColumn(right)];
  }

  /** IN over constants. */
  #list(expr: ScalarArrayOpExpr): Expr | undefined {
    const { scalar, elements } = expr;
    if (!this.#isScaled(scalar)) return undefined;
    const operator = operatorOfFunction(expr.func)?.name;
    if (operator === undefined || !comparisons.has(operator)) return undefined;
    const places = this.#formOf(scalar.column)?.places ?? 0;
    const integers = elements.flatMap((element): Expr[] => {
      if (element.kind !== 'Const') return [];
      if (element.value === null) return [{ ...element, type: 'int8' }];
      return [int8(comparand(operator, String(element.value), places))];
    });
    if (integers.length < elements.length) return undefined;
    return { ...expr, func: int8Function(operator, 2), scalar: storedColumn(scalar), elements: integers };
  }

  #distinct(expr: DistinctExpr): Expr | undefined {
    if (!this.#isScaled(expr.left) && !this.#isScaled(expr.right)) return undefined;
    const operator = operatorOfFunction(expr.func)?.name;
    if (operator !== '=') return undefined;
    const direct = this.#direct(operator, expr.left, expr.right) ?? this.#direct(operator, expr.right, expr.left);
    return direct && { ...expr, func: int8Function(operator, 2), left: direct[0], right: direct[1] };
  }
}

function distinctColumns(exacts: readonly Exact[]): Var[] {
  return [...new Map(exacts.flatMap(({ columns }) => columns).map((column) => [column.column, column])).values()];
}
