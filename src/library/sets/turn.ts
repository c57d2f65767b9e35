/**
 * A condition with its roles turned: its literals and parameters become columns, of which each predicate has a row, and the columns of the row become the parameters. What
 * is left is the shape. It runs on every engine as any other program does.
 */
import type { TypeName, Value } from '../../catalog/types.js';
import { functionInfo, functionNumber } from '../../functions/functions.js';
import type { Expr, FuncExpr, ScalarArrayOpExpr, Schema } from '../../sql/expression.js';
import type { Condition } from './condition.js';
import { rebuild } from '../../sql/rebuild.js';
import { shapeText } from './shape-text.js';

/** Where a literal's value comes from: it is a constant's, or that of a parameter, by its place from 0. */
export type Source = { readonly value: Value } | { readonly param: number };

export interface Turned {
  /** Equal texts, equal programs. */
  readonly shape: string;
  /** All must be true. Columns are literals, parameters are columns of the row. */
  readonly conditions: readonly Condition[];
  /** The places in the row's schema of the columns that are the parameters, `$1` first. */
  readonly columns: readonly number[];
  readonly columnTypes: readonly TypeName[];
  /** The literals, by their numbers. */
  readonly literalTypes: readonly TypeName[];
  readonly sources: readonly Source[];
}

/** Longer IN lists stay constants, in a hash table of their own shape. */
const longestList = 64;

/** Turns conditions over a row. A parameter that is null must have been replaced by a constant, so that no literal is null. */
export function turn(conditions: readonly Condition[], schema: Schema): Turned {
  const turning = new Turning(schema);
  const turned = conditions.map((condition) => turning.condition(condition));
  const { columns, literalTypes, sources } = turning;
  return {
    shape: turned.map((condition) => conditionText(condition, columns)).join(' & '),
    conditions: turned,
    columns,
    columnTypes: columns.map((column) => schema[column]?.type ?? 'text'),
    literalTypes,
    sources,
  };
}

function conditionText(condition: Condition, columns: readonly number[]): string {
  if (condition.kind === 'leaf') return `${shapeText(condition.expr, columns)}${condition.raises ? '!' : ''}`;
  return `${condition.kind}[${condition.parts.map((part) => conditionText(part, columns)).join(',')}]`;
}

class Turning {
  readonly columns: number[] = [];
  readonly literalTypes: TypeName[] = [];
  readonly sources: Source[] = [];
  readonly #schema: Schema;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  condition(condition: Condition): Condition {
    return condition.kind === 'leaf'
      ? { ...condition, expr: this.visit(condition.expr) }
      : { ...condition, parts: condition.parts.map((part) => this.condition(part)) };
  }

  readonly visit = (expr: Expr): Expr => {
    switch (expr.kind) {
      case 'Var':
        return {
          kind: 'Param',
          type: this.#schema[expr.column]?.type ?? expr.type,
          number: this.#column(expr.column),
          location: -1,
        };
      case 'Param':
        return this.#literal(expr.type, { param: expr.number - 1 });
      case 'Const':
        // True and false are few, and null has no value: both belong to the shape.
        return expr.value === null || expr.type === 'bool' ? expr : this.#literal(expr.type, { value: expr.value });
      case 'FuncExpr':
        return this.#call(expr);
      case 'ScalarArrayOpExpr':
        return this.#list(expr);
      default:
        return rebuild(expr, this.visit);
    }
  };

  #column(column: number): number {
    const found = this.columns.indexOf(column);
    return found < 0 ? this.columns.push(column) : found + 1;
  }

  #literal(type: TypeName, source: Source): Expr {
    const column = this.sources.push(source) - 1;
    this.literalTypes.push(type);
    return { kind: 'Var', type, column, name: `literal ${column + 1}`, notNull: true, location: -1 };
  }

  /** Constants that a function has prepared when it is loaded, such as a regular expression, stay: to prepare them for each row would cost too much. */
  #call(expr: FuncExpr): Expr {
    const { prepare } = functionInfo(functionNumber(expr.func));
    const isPrepared = prepare?.args.every((place) => expr.args[place]?.kind === 'Const') === true;
    const args = expr.args.map((arg, place) => (isPrepared && prepare.args.includes(place) ? arg : this.visit(arg)));
    return { ...expr, args };
  }

  /** Lists of literals have 1, 2, 4, 8, … elements, the last one repeated, so that there are few shapes of them. */
  #list(expr: ScalarArrayOpExpr): Expr {
    const { elements } = expr;
    const areLiterals = elements.every(({ kind }) => kind === 'Const' || kind === 'Param');
    const last = elements.at(-1);
    const scalar = this.visit(expr.scalar);
    if (!areLiterals || last === undefined) return { ...expr, scalar, elements: elements.map(this.visit) };
    if (elements.length > longestList)
      return { ...expr, scalar, elements: elements.map((each) => (each.kind === 'Const' ? each : this.visit(each))) };
    const padded = [...elements];
    for (let length = 1; length < padded.length || padded.length < length; )
      if (length < padded.length) length *= 2;
      else padded.push(last);
    return { ...expr, scalar, elements: padded.map(this.visit) };
  }
}

/** The predicate with constants in the places of the parameters of which a value is given, which may be null. */
export function withParams(expr: Expr, valueFor: (param: number) => Value | null | undefined): Expr {
  const visit = (part: Expr): Expr => {
    if (part.kind !== 'Param') return rebuild(part, visit);
    const value = valueFor(part.number - 1);
    return value === undefined ? part : { kind: 'Const', type: part.type, value, location: part.location };
  };
  return visit(expr);
}
