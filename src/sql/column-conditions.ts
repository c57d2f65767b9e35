/** The parts of a predicate that depend on one column only: what they are for a row is known when they have been asked of each different value of the column. */
import { isImmutable } from '../catalog/catalog.js';
import { childrenOf } from './children.js';
import { columnsOf } from './columns-of.js';
import type { BoolExpr, Expr, Var } from './expression.js';
import { functionsOf } from './functions-of.js';
import { rebuild } from './rebuild.js';

/** A boolean expression that reads no other column. */
export interface ColumnCondition {
  readonly column: number;
  readonly expr: Expr;
}

export interface SplitPredicate {
  readonly conditions: readonly ColumnCondition[];
  /** The predicate, in which the n-th condition is a column of booleans: the n-th after those of the schema. */
  readonly rest: Expr;
}

/** Takes the conditions on those of the `width` columns that are wanted out of a predicate, as large as they are. What raises an error for a value does so in them too. */
export function splitPredicate(expr: Expr, width: number, isWanted: (column: number) => boolean): SplitPredicate {
  const conditions: ColumnCondition[] = [];
  const visit = (part: Expr): Expr => {
    const column = columnOfCondition(part);
    if (column !== undefined && isWanted(column)) {
      conditions.push({ column, expr: part });
      return conditionVar(width + conditions.length - 1);
    }
    // What a CASE compares its argument with stands for a value of its own.
    if (part.kind === 'CaseExpr' && part.arg !== null) return part;
    return rebuild(part.kind === 'BoolExpr' ? grouped(part) : part, visit);
  };
  const rest = visit(expr);
  return { conditions, rest };
}

const conditionVar = (column: number): Var => ({
  kind: 'Var',
  type: 'bool',
  column,
  name: `condition ${column}`,
  notNull: false,
  location: -1,
});

/** The only column of a condition that says the same of a value whenever it is asked; undefined for another expression, and for the column itself. */
function columnOfCondition(expr: Expr): number | undefined {
  if (expr.type !== 'bool' || expr.kind === 'Var') return undefined;
  const [column, ...others] = columnsOf(expr);
  return others.length === 0 && [...functionsOf(expr)].every(isImmutable) ? column : undefined;
}

/** Neighbours of AND or OR that are conditions on the same column become one. Others stay where they are, because what comes first may keep the next from raising an error. */
function grouped(expr: BoolExpr): BoolExpr {
  if (expr.op === 'NOT') return expr;
  const groups: { column: number | undefined; args: Expr[] }[] = [];
  for (const arg of expr.args) {
    const column = columnOfCondition(arg);
    const last = groups.at(-1);
    if (last !== undefined && column !== undefined && last.column === column) last.args.push(arg);
    else groups.push({ column, args: [arg] });
  }
  const args = groups.map(({ args: [first, ...more] }) =>
    first === undefined || more.length > 0 ? { ...expr, args: first === undefined ? [] : [first, ...more] } : first,
  );
  return { ...expr, args };
}
