/**
 * What statistics say of a predicate: which of true, false, null and an error it can be for the rows of a run whose columns have these bounds. The answer may
 * be too wide, never too narrow; an error that some row would raise keeps a run from being left out, as it would be raised if it were read.
 */
import type { TypeName, Value } from '../catalog/types.js';
import { findCast, findOperator, isImmutable, operatorOfFunction } from '../catalog/catalog.js';
import { SqlError } from '../error.js';
import type { ColumnStatistics, Decide } from '../inputs/columnar/column-run.js';
import type { BooleanTest, CallFunction, Const, Expr, FuncExpr, ScalarArrayOpExpr } from '../sql/expression.js';
import { constantCaller } from './constant-call.js';
import { toParams } from './params.js';
import type { Predicate } from './predicate.js';
import type { Params } from './types.js';

/** Sets of outcomes. */
const isTrue = 1;
const isFalse = 2;
const isNull = 4;
const anyValue = isTrue | isFalse | isNull;
const anything = anyValue | 8;

/** Lists of more values are not looked through for each run. */
const mostElements = 1000;

type Known = (column: number) => ColumnStatistics | undefined;

/** What an operand can be, in the order of its type. */
interface Bounds {
  readonly type: TypeName;
  readonly nulls: ColumnStatistics['nulls'];
  readonly min: Value | undefined;
  readonly max: Value | undefined;
}

/** The verdicts of a predicate with these parameters. Raises 08P01 or 42804 for parameters that do not fit. */
export function decideFor<Row>(predicate: Predicate<Row>, params: Params): Decide {
  const { compiled } = predicate.made;
  const outcomes = new Outcomes(constantCaller(compiled.arena), toParams(compiled, params));
  return (known) => {
    const found = outcomes.of(compiled.expr, known);
    if (found === isTrue) return 'all';
    return (found & ~(isFalse | isNull)) === 0 ? 'none' : 'some';
  };
}

class Outcomes {
  readonly #call: CallFunction;
  readonly #params: readonly (Value | null)[];

  constructor(call: CallFunction, params: readonly (Value | null)[]) {
    this.#call = call;
    this.#params = params;
  }

  /** The outcomes of a boolean expression. */
  of(expr: Expr, known: Known): number {
    switch (expr.kind) {
      case 'Const':
      case 'Param':
        return outcomeOf(this.#constant(expr)?.value);
      case 'Var':
        return this.#ofBool(this.#bounds(expr, known));
      case 'BoolExpr':
        return this.#ofList(expr.op, expr.args, known);
      case 'FuncExpr':
        return this.#ofCall(expr, known);
      case 'ScalarArrayOpExpr':
        return this.#ofArray(expr, known);
      case 'NullTest': {
        const nulls = expr.arg.kind === 'Var' ? (known(expr.arg.column)?.nulls ?? 'some') : undefined;
        if (nulls === undefined) return anything;
        if (nulls === 'some') return isTrue | isFalse;
        return (nulls === 'all') === (expr.test === 'IS_NULL') ? isTrue : isFalse;
      }
      case 'BooleanTest':
        return tested(this.of(expr.arg, known), expr.test);
      default:
        return anything;
    }
  }

  /** AND and OR stop at the first argument that decides them, so what comes after it raises nothing. */
  #ofList(op: 'AND' | 'OR' | 'NOT', args: readonly Expr[], known: Known): number {
    const [first] = args;
    if (op === 'NOT') return first === undefined ? anything : negated(this.of(first, known));
    const neutral = op === 'AND' ? isTrue : isFalse;
    let ended = 0;
    let going = neutral;
    for (const arg of args) {
      const found = this.of(arg, known);
      const goesOn = found & (neutral | isNull);
      ended |= found & ~(neutral | isNull);
      going = ((going & neutral) !== 0 ? goesOn : 0) | ((going & isNull) !== 0 && goesOn !== 0 ? isNull : 0);
      if (going === 0) break;
    }
    return ended | going;
  }

  #ofBool(bounds: Bounds | undefined): number {
    if (bounds === undefined) return anyValue;
    if (bounds.nulls === 'all') return isNull;
    const values = (Number(bounds.min ?? 0) === 0 ? isFalse : 0) | (Number(bounds.max ?? 1) === 1 ? isTrue : 0);
    return values | (bounds.nulls === 'some' ? isNull : 0);
  }

  #ofCall(expr: FuncExpr, known: Known): number {
    const [left, right] = expr.args;
    if (left === undefined || right === undefined) return anything;
    return this.#compared(expr.func, left, right, known);
  }

  /** `operand IN (…)` is one comparison after another. */
  #ofArray({ func, useOr, scalar, elements }: ScalarArrayOpExpr, known: Known): number {
    let found = useOr ? isFalse : isTrue;
    if (elements.length > mostElements) return this.#compared(func, scalar, elements[0] ?? scalar, known) | anyValue;
    for (const element of elements) {
      const one = this.#compared(func, scalar, element, known);
      if (one > anyValue) return anything;
      found = combined(found, one, useOr ? isTrue : isFalse);
    }
    return found;
  }

  /** The outcomes of a function that compares a column with a constant. */
  #compared(func: string, left: Expr, right: Expr, known: Known): number {
    const operator = operatorOfFunction(func);
    if (operator?.args.length !== 2 || operator.result !== 'bool' || !isImmutable(func)) return anything;
    const constant = this.#constant(right) ?? this.#constant(left);
    const turned = this.#constant(right) === undefined;
    const bounds = this.#bounds(turned ? right : left, known);
    if (constant === undefined || bounds === undefined) return anything;
    if (!comparisons.has(operator.name)) return anything;
    if (constant.value === null || bounds.nulls === 'all') return isNull;
    const nulls = bounds.nulls === 'some' ? isNull : 0;
    try {
      return this.#ofComparison(operator.name, operator.args, bounds, constant, turned) | nulls;
    } catch (error) {
      if (error instanceof SqlError) return anything;
      throw error;
    }
  }

  /** `turned`: the constant is on the left. */
  #ofComparison(
    name: string,
    args: readonly string[],
    { type, min, max }: Bounds,
    constant: Const,
    turned: boolean,
  ): number {
    const holds = (operator: string, value: Value): boolean | undefined => {
      const func = findOperator(operator, args)?.func;
      if (func == null) return undefined;
      const bound: Const = { kind: 'Const', type, value, location: -1 };
      return Number(this.#call(func, 'bool', turned ? [constant, bound] : [bound, constant])) === 1;
    };
    const [below, above] = turned ? ['>', '<'] : ['<', '>'];
    // Whether a value can be less than the constant, equal to it, or greater: it can, unless a bound says otherwise.
    const less = min === undefined || holds(below, min) !== false;
    const greater = max === undefined || holds(above, max) !== false;
    const equal =
      (min === undefined || holds(above, min) !== true) && (max === undefined || holds(below, max) !== true);
    const places = [less ? below : '', equal ? '=' : '', greater ? above : ''].filter((place) => place !== '');
    return places.reduce((found, place) => found | (trueFor[name]?.includes(place) === true ? isTrue : isFalse), 0);
  }

  /** The bounds of a column, also of one that is cast to a type that has all its values in the same order. */
  #bounds(expr: Expr, known: Known): Bounds | undefined {
    if (expr.kind === 'Var') {
      const found = known(expr.column);
      if (found === undefined) return { type: expr.type, nulls: 'some', min: undefined, max: undefined };
      return { type: expr.type, nulls: found.nulls, min: found.min, max: found.max };
    }
    const [arg] = expr.kind === 'FuncExpr' ? expr.args : [];
    if (expr.kind !== 'FuncExpr' || expr.args.length !== 1 || arg?.kind !== 'Var' || !integers.has(arg.type))
      return undefined;
    const cast = findCast(arg.type, expr.type);
    if (cast?.func !== expr.func || cast.context !== 'i') return undefined;
    const bounds = this.#bounds(arg, known);
    if (bounds === undefined) return undefined;
    const through = (value: Value | undefined): Value | undefined =>
      value === undefined
        ? undefined
        : (this.#call(expr.func, expr.type, [{ kind: 'Const', type: arg.type, value, location: -1 }]) ?? undefined);
    return { type: expr.type, nulls: bounds.nulls, min: through(bounds.min), max: through(bounds.max) };
  }

  #constant(expr: Expr): Const | undefined {
    if (expr.kind === 'Const') return expr;
    if (expr.kind !== 'Param') return undefined;
    return { kind: 'Const', type: expr.type, value: this.#params[expr.number - 1] ?? null, location: -1 };
  }
}

/** For which places of a value beside the constant each comparison is true. */
const trueFor: Readonly<Record<string, readonly string[]>> = {
  '<': ['<'],
  '<=': ['<', '='],
  '=': ['='],
  '<>': ['<', '>'],
  '>=': ['=', '>'],
  '>': ['>'],
};
const comparisons: ReadonlySet<string> = new Set(Object.keys(trueFor));

/** Their implicit casts raise nothing and keep the order. */
const integers: ReadonlySet<TypeName> = new Set(['int2', 'int4', 'int8']);

function outcomeOf(value: Value | null | undefined): number {
  if (value === undefined) return anything;
  if (value === null) return isNull;
  return Number(value) === 1 ? isTrue : isFalse;
}

/** True and false change places. */
const negated = (found: number): number =>
  (found & ~(isTrue | isFalse)) | ((found & isTrue) !== 0 ? isFalse : 0) | ((found & isFalse) !== 0 ? isTrue : 0);

/** One more argument of an OR, which `deciding` ends if it is true, or of an AND. None of them raises an error. */
function combined(found: number, one: number, deciding: number): number {
  const other = deciding === isTrue ? isFalse : isTrue;
  let result = (found | one) & deciding;
  if ((found & other) !== 0 && (one & other) !== 0) result |= other;
  if (((found | one) & isNull) !== 0 && (found & (isNull | other)) !== 0 && (one & (isNull | other)) !== 0)
    result |= isNull;
  return result;
}

/** The outcomes for which each test is true. */
const holdsFor: Readonly<Record<BooleanTest['test'], number>> = {
  IS_TRUE: isTrue,
  IS_NOT_TRUE: isFalse | isNull,
  IS_FALSE: isFalse,
  IS_NOT_FALSE: isTrue | isNull,
  IS_UNKNOWN: isNull,
  IS_NOT_UNKNOWN: isTrue | isFalse,
};

function tested(found: number, test: BooleanTest['test']): number {
  if (found > anyValue) return anything;
  return ((found & holdsFor[test]) !== 0 ? isTrue : 0) | ((found & ~holdsFor[test]) !== 0 ? isFalse : 0);
}
