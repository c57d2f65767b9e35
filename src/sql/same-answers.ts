/**
 * Whether a predicate has the same answers once a column has a wider type (int8 → float8 or numeric, float8 → numeric, date → timestamp), for all rows
 * whose values the narrower type held. It has where the column is compared with constants only, and the constants are the same in both types:
 * `day = '2024-01-01 10:00'` is another question to a date than to a timestamp. What is more complicated has not, as far as is known here.
 */
import { findCast, operatorOfFunction } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import { childrenOf } from './children.js';
import type { Const, Expr } from './expression.js';

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const numbers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float8', 'numeric']);
const times: ReadonlySet<string> = new Set(['date', 'timestamp']);

/** The types of which all values of another are values; float8 holds those of int8 that the readers have seen where it is what they widen to. */
const holds: Readonly<Record<string, readonly string[]>> = {
  int8: ['numeric'],
  date: ['timestamp'],
};

/** Whether `after`, in which the column is wider, answers as `before` does. */
export function sameAnswers(before: Expr, after: Expr, column: number): boolean {
  return sameComparison(before, after, column) || sameNode(before, after, column);
}

/** The same node over parts with the same answers. */
function sameNode(before: Expr, after: Expr, column: number): boolean {
  if (before.kind !== after.kind || before.type !== after.type) return false;
  if (before.kind === 'NullTest' && after.kind === 'NullTest' && isColumn(before.arg, column))
    return before.test === after.test && isColumn(after.arg, column);
  const parts = childrenOf(before);
  const others = childrenOf(after);
  return (
    ownWords(before) === ownWords(after) &&
    parts.length === others.length &&
    parts.every((part, index) => sameAnswers(part, others[index] ?? part, column))
  );
}

/** What a node says beside its kind, its type and its parts. */
function ownWords(expr: Expr): string {
  switch (expr.kind) {
    case 'Var':
      return String(expr.column);
    case 'Const':
      return `${expr.value === null ? 'null' : typeof expr.value} ${String(expr.value)}`;
    case 'Param':
      return String(expr.number);
    case 'FuncExpr':
    case 'DistinctExpr':
    case 'NullIfExpr':
      return expr.func;
    case 'ScalarArrayOpExpr':
      return `${expr.func} ${expr.useOr}`;
    case 'BoolExpr':
      return expr.op;
    case 'MinMaxExpr':
      return `${expr.op} ${expr.func}`;
    case 'NullTest':
    case 'BooleanTest':
      return expr.test;
    case 'CaseExpr':
      return `${expr.arg === null} ${expr.whens.length}`;
    case 'CaseTestExpr':
    case 'CoalesceExpr':
      return '';
  }
}

interface Comparison {
  /** What is computed: the node's kind, the operator, and on which side the column stands. */
  readonly what: string;
  readonly compared: Expr;
  readonly constants: readonly Expr[];
}

function comparisonOf(expr: Expr): Comparison | undefined {
  const operator = 'func' in expr ? operatorOfFunction(expr.func) : undefined;
  if (operator === undefined || !comparisons.has(operator.name)) return undefined;
  // A function may be that of several types, timestamp_eq that of timestamptz too.
  const compared = childrenOf(expr).map(({ type }) => type);
  if (!compared.every((type) => numbers.has(type)) && !compared.every((type) => times.has(type))) return undefined;
  const what = `${expr.kind} ${operator.name}`;
  if (expr.kind === 'ScalarArrayOpExpr')
    return { what: `${what} ${expr.useOr}`, compared: expr.scalar, constants: expr.elements };
  if (expr.kind !== 'FuncExpr' && expr.kind !== 'DistinctExpr') return undefined;
  const [left, right] = childrenOf(expr);
  if (left === undefined || right === undefined) return undefined;
  return left.kind === 'Const'
    ? { what: `${what} right`, compared: right, constants: [left] }
    : { what: `${what} left`, compared: left, constants: [right] };
}

/** Whether both compare the column, as it is or in a type that holds all its values, with the same constants. */
function sameComparison(before: Expr, after: Expr, column: number): boolean {
  const [one, other] = [comparisonOf(before), comparisonOf(after)];
  if (one === undefined || other === undefined || one.what !== other.what) return false;
  const wider = typeOfColumn(other.compared, column);
  if (typeOfColumn(one.compared, column, wider) === undefined || wider === undefined) return false;
  return (
    one.constants.length === other.constants.length &&
    one.constants.every((constant, index) => {
      const second = other.constants[index];
      return constant.kind === 'Const' && second?.kind === 'Const' && sameValue(constant, second);
    })
  );
}

const isColumn = (expr: Expr, column: number): boolean => expr.kind === 'Var' && expr.column === column;

/** The column's own type, where the expression is the column or a cast of it that loses nothing; `seen` holds the values, too. */
function typeOfColumn(expr: Expr, column: number, seen?: TypeName): TypeName | undefined {
  if (isColumn(expr, column)) return expr.type;
  const [arg] = expr.kind === 'FuncExpr' ? expr.args : [];
  if (expr.kind !== 'FuncExpr' || arg === undefined || !isColumn(arg, column)) return undefined;
  const exact = holds[arg.type]?.includes(expr.type) === true || seen === expr.type;
  return exact && findCast(arg.type, expr.type)?.func === expr.func ? arg.type : undefined;
}

const dayMicroseconds = 86_400_000_000n;

/** Whether two constants are the same number or the same moment. Infinite ones are not looked at. */
function sameValue(one: Const, other: Const): boolean {
  if (one.value === null || other.value === null) return one.value === other.value;
  if (times.has(one.type) !== times.has(other.type)) return false;
  if (times.has(one.type)) return microseconds(one) === microseconds(other);
  const digits = decimalDigits(String(one.value));
  return digits !== undefined && digits === decimalDigits(String(other.value));
}

const microseconds = ({ type, value }: Const): bigint =>
  type === 'date' ? BigInt(Number(value)) * dayMicroseconds : BigInt(value ?? 0);

/** A number's sign, its digits without zeros at the ends, and the power of ten of the last; undefined for NaN and infinities. */
function decimalDigits(text: string): string | undefined {
  const [all, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/.exec(text) ?? [];
  if (all === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
