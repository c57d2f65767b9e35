/**
 * Three-valued predicates → formulas: what it takes for a predicate to have one of some truth values. AND, OR, NOT, CASE, COALESCE and the tests of truth are taken apart
 * exactly; comparisons become conditions on terms (condition.ts), and what is left is a term of its own, whose value is not known.
 */
import type { Expr } from '../sql/expression.js';
import { comparisonFormula, type Conditions } from './condition.js';
import { always, and, never, or, type Formula } from './formula.js';
import { anything, isFalse, isTrue, isUnknown } from './truth-value.js';

const tests = {
  IS_TRUE: isTrue,
  IS_NOT_TRUE: isFalse | isUnknown,
  IS_FALSE: isFalse,
  IS_NOT_FALSE: isTrue | isUnknown,
  IS_UNKNOWN: isUnknown,
  IS_NOT_UNKNOWN: isTrue | isFalse,
} as const;

/** What it takes for the value of `expr`, a boolean, to be one of `wanted`. */
export function truth(conditions: Conditions, expr: Expr, wanted: number): Formula {
  conditions.spend();
  if (wanted === 0) return never;
  if (wanted === anything) return always;
  const of = (part: Expr, values: number): Formula => truth(conditions, part, values);
  switch (expr.kind) {
    case 'Const':
      return (wanted & (expr.value === null ? isUnknown : expr.value === 0 ? isFalse : isTrue)) === 0 ? never : always;
    case 'BoolExpr':
      if (expr.op === 'NOT') return and(expr.args.map((arg) => of(arg, negated(wanted))));
      return expr.op === 'AND'
        ? conjunction(expr.args, wanted, of, isTrue, isFalse)
        : conjunction(expr.args, wanted, of, isFalse, isTrue);
    case 'BooleanTest':
      return or([
        (wanted & isTrue) === 0 ? never : of(expr.arg, tests[expr.test]),
        (wanted & isFalse) === 0 ? never : of(expr.arg, anything & ~tests[expr.test]),
      ]);
    case 'NullTest': {
      const nulls = (expr.test === 'IS_NULL' ? isTrue : isFalse) & wanted;
      const values = (expr.test === 'IS_NULL' ? isFalse : isTrue) & wanted;
      return or([
        nulls === 0 ? never : nullness(conditions, expr.arg, true),
        values === 0 ? never : nullness(conditions, expr.arg, false),
      ]);
    }
    case 'CaseExpr': {
      let reached: Formula = always;
      const ways: Formula[] = [];
      for (const { when, then } of expr.whens) {
        const condition = expr.arg === null ? when : inCase(when, expr.arg);
        ways.push(and([reached, of(condition, isTrue), of(then, wanted)]));
        reached = and([reached, of(condition, isFalse | isUnknown)]);
      }
      return or([...ways, and([reached, of(expr.otherwise, wanted)])]);
    }
    case 'CoalesceExpr':
      return coalesce(conditions, expr.args, wanted, of);
    case 'ScalarArrayOpExpr': {
      if (expr.elements.length === 0) return (wanted & (expr.useOr ? isFalse : isTrue)) === 0 ? never : always;
      const each = expr.elements.map(
        (element): Expr => ({
          kind: 'FuncExpr',
          type: 'bool',
          func: expr.func,
          args: [expr.scalar, element],
          location: -1,
        }),
      );
      return expr.useOr
        ? conjunction(each, wanted, of, isFalse, isTrue)
        : conjunction(each, wanted, of, isTrue, isFalse);
    }
    case 'DistinctExpr': {
      const same: Expr = {
        kind: 'FuncExpr',
        type: 'bool',
        func: expr.func,
        args: [expr.left, expr.right],
        location: -1,
      };
      const absent = (part: Expr): Formula => nullness(conditions, part, true);
      const present = (part: Expr): Formula => nullness(conditions, part, false);
      const { left, right } = expr;
      return or([
        (wanted & isTrue) === 0
          ? never
          : or([of(same, isFalse), and([absent(left), present(right)]), and([present(left), absent(right)])]),
        (wanted & isFalse) === 0 ? never : or([of(same, isTrue), and([absent(left), absent(right)])]),
      ]);
    }
    case 'FuncExpr':
      return comparisonFormula(conditions, expr, wanted, truth) ?? conditions.bool(expr, wanted);
    default:
      return conditions.bool(expr, wanted);
  }
}

const negated = (wanted: number): number =>
  (wanted & isUnknown) | ((wanted & isTrue) === 0 ? 0 : isFalse) | ((wanted & isFalse) === 0 ? 0 : isTrue);

type Of = (part: Expr, wanted: number) => Formula;

/** AND, where `all` is true and `some` is false; OR is the same with the two exchanged. */
function conjunction(args: readonly Expr[], wanted: number, of: Of, all: number, some: number): Formula {
  const ways: Formula[] = [];
  // Not `some`: no argument is. Whether one is unknown then decides between the other two.
  if ((wanted & all) !== 0 && (wanted & isUnknown) !== 0) ways.push(and(args.map((arg) => of(arg, all | isUnknown))));
  else if ((wanted & all) !== 0) ways.push(and(args.map((arg) => of(arg, all))));
  else if ((wanted & isUnknown) !== 0 && (wanted & some) === 0)
    ways.push(and([...args.map((arg) => of(arg, all | isUnknown)), or(args.map((arg) => of(arg, isUnknown)))]));
  if ((wanted & some) !== 0) {
    const other = (wanted & all) === 0 && (wanted & isUnknown) !== 0 ? some | isUnknown : some;
    ways.push(or(args.map((arg) => of(arg, other))));
  }
  return or(ways);
}

function coalesce(conditions: Conditions, args: readonly Expr[], wanted: number, of: Of): Formula {
  const [first, ...others] = args;
  if (first === undefined) return (wanted & isUnknown) === 0 ? never : always;
  if (others.length === 0) return of(first, wanted);
  return or([
    of(first, wanted & (isTrue | isFalse)),
    and([nullness(conditions, first, true), coalesce(conditions, others, wanted, of)]),
  ]);
}

/** What it takes for a value of any type to be null, or not to be. */
function nullness(conditions: Conditions, expr: Expr, absent: boolean): Formula {
  if (expr.kind === 'Const') return (expr.value === null) === absent ? always : never;
  if (expr.type === 'bool' && isLogic(expr)) return truth(conditions, expr, absent ? isUnknown : isTrue | isFalse);
  if (expr.kind === 'CoalesceExpr')
    return (absent ? and : or)(expr.args.map((arg) => nullness(conditions, arg, absent)));
  return conditions.nullness(expr, absent);
}

/** What truth() takes apart. */
const isLogic = ({ kind }: Expr): boolean => kind !== 'Var' && kind !== 'Param' && kind !== 'CaseTestExpr';

/** A condition of a CASE with an argument, with the argument in the place of what stands for it. */
function inCase(when: Expr, arg: Expr): Expr {
  if (when.kind === 'CaseTestExpr') return { ...arg, type: when.type };
  if (when.kind === 'FuncExpr' || when.kind === 'BoolExpr')
    return { ...when, args: when.args.map((each) => inCase(each, arg)) };
  return when;
}
