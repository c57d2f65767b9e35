/**
 * Terms: what a proof reasons about. A term is a column, a parameter or any expression that gives the same for the same row; equal expressions are one term. What is
 * known of a term is which values it can have, and whether it can be null.
 */
import { isImmutable } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import { childrenOf } from '../sql/children.js';
import type { Expr, SupportedFunctions } from '../sql/expression.js';
import { functionsOf } from '../sql/functions-of.js';
import { isNotNull } from '../sql/simplify/nullability.js';
import { keyOf } from './key.js';
import type { Order, Orders } from './order.js';

export interface Term {
  readonly key: string;
  readonly expr: Expr;
  readonly notNull: boolean;
  /** The order of its type. */
  readonly order: Order;
  /** Of a call of a strict function: its arguments, none of which is null where the call is not; undefined of other terms. */
  readonly strictOver: readonly Term[] | undefined;
  /** One of these is null where the call is null. */
  readonly nullOnlyOver: boolean;
}

/** Makes terms, one for each expression. */
export class Terms {
  readonly #supported: SupportedFunctions;
  readonly #orders: Orders;
  readonly #columnTypes: readonly TypeName[];
  readonly #made = new Map<string, Term>();
  #unlike = 0;

  /** `columnTypes` are the types that the columns are stored as, whatever they are relabelled to. */
  constructor(supported: SupportedFunctions, orders: Orders, columnTypes: readonly TypeName[]) {
    this.#supported = supported;
    this.#orders = orders;
    this.#columnTypes = columnTypes;
  }

  of(expr: Expr): Term {
    // What depends on more than the row may be something else each time.
    const stable = [...functionsOf(expr)].every(isImmutable) && !hasCaseTest(expr);
    const key = stable ? keyOf(expr) : `once ${this.#unlike++}`;
    let term = this.#made.get(key);
    if (term === undefined) {
      term = this.#make(expr, key);
      this.#made.set(key, term);
    }
    return term;
  }

  /** The type whose values it has: a relabelled column has those of the column. */
  domainType({ expr }: Term): TypeName {
    return expr.kind === 'Var' ? (this.#columnTypes[expr.column] ?? expr.type) : expr.type;
  }

  #make(expr: Expr, key: string): Term {
    const notNull = isNotNull(expr, this.#supported);
    const nulls = expr.kind === 'FuncExpr' ? this.#supported.nullsOf(expr.func) : undefined;
    const strict = expr.kind === 'FuncExpr' && nulls?.strict === true;
    return {
      key,
      expr,
      notNull,
      order: this.#orders.of(expr.type),
      strictOver: strict ? expr.args.filter((arg) => arg.kind !== 'Const').map((arg) => this.of(arg)) : undefined,
      nullOnlyOver: strict && nulls?.mayReturnNull === false,
    };
  }
}

/** A value that stands for a CASE's argument means something only inside of it. */
const hasCaseTest = (expr: Expr): boolean =>
  expr.kind === 'CaseTestExpr' || (expr.kind !== 'CaseExpr' && childrenOf(expr).some(hasCaseTest));
