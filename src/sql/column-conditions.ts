/** The parts of a predicate that depend on one column only: what they are for a row is known when they have been asked of each different value of the column. */
import { isImmutable } from '../catalog/catalog.js';
import { childrenOf } from './children.js';
import type { BoolExpr, Expr, Var } from './expression.js';
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
  const reading = new Reading();
  const visit = (part: Expr): Expr => {
    const column = reading.columnOfCondition(part);
    if (column !== undefined) {
      if (!isWanted(column)) return part;
      conditions.push({ column, expr: part });
      return conditionVar(width + conditions.length - 1);
    }
    // What a CASE compares its argument with stands for a value of its own.
    if (part.kind === 'CaseExpr' && part.arg !== null) return part;
    return rebuild(part.kind === 'BoolExpr' ? grouped(part, reading) : part, visit);
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

/** The column that an expression reads, if it reads one and says the same of a value whenever it is asked. */
type Read = number | 'none' | 'more';

/** What expressions read, each looked at once. */
class Reading {
  readonly #known = new Map<Expr, Read>();

  /** The only column of a condition; undefined for another expression, and for the column itself. */
  columnOfCondition(expr: Expr): number | undefined {
    if (expr.type !== 'bool' || expr.kind === 'Var') return undefined;
    const read = this.#of(expr);
    return typeof read === 'number' ? read : undefined;
  }

  #of(expr: Expr): Read {
    const known = this.#known.get(expr);
    if (known !== undefined) return known;
    let read: Read = expr.kind === 'Var' ? expr.column : 'none';
    if ('func' in expr && !isImmutable(expr.func)) read = 'more';
    for (const child of childrenOf(expr)) read = both(read, this.#of(child));
    this.#known.set(expr, read);
    return read;
  }
}

function both(one: Read, other: Read): Read {
  if (one === 'none') return other;
  return other === 'none' || other === one ? one : 'more';
}

/** Neighbours of AND or OR that are conditions on the same column become one. Others stay where they are, because what comes first may keep the next from raising an error. */
function grouped(expr: BoolExpr, reading: Reading): BoolExpr {
  if (expr.op === 'NOT') return expr;
  const groups: { readonly column: number | undefined; readonly args: [Expr, ...Expr[]] }[] = [];
  for (const arg of expr.args) {
    const column = reading.columnOfCondition(arg);
    const last = groups.at(-1);
    if (last !== undefined && column !== undefined && last.column === column) last.args.push(arg);
    else groups.push({ column, args: [arg] });
  }
  return { ...expr, args: groups.map(({ args }) => (args.length === 1 ? args[0] : { ...expr, args })) };
}
