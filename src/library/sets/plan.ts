/** A predicate as a set takes it: its shape as a whole, the shapes of its conditions, and where their literals come from. */
import type { TypeName, Value } from '../../catalog/types.js';
import { SqlError, withinStack } from '../../error.js';
import { isSafe, type SafeConstant } from '../../functions/function-info.js';
import { functionInfo, functionNumber } from '../../functions/functions.js';
import { childrenOf } from '../../sql/children.js';
import type { Expr, Schema } from '../../sql/expression.js';
import { qualList } from '../../sql/simplify/qual.js';
import type { Compiled } from '../front-end.js';
import { conditionsOf, type Condition } from './condition.js';
import { turn, withParams, type Source, type Turned } from './turn.js';

/** A condition whose leaves are turned each by itself. */
export type LeafTree =
  | { readonly kind: 'leaf'; readonly turned: Turned; readonly raises: boolean }
  | { readonly kind: 'AND' | 'OR'; readonly parts: readonly LeafTree[] };

export class Plan {
  readonly whole: Turned;
  /** The WHERE as it was given; `params` are the types of its parameters. */
  readonly conditions: readonly Condition[];
  readonly params: readonly TypeName[];
  readonly schema: Schema;
  #leaves: readonly LeafTree[] | undefined;

  constructor(conditions: readonly Condition[], params: readonly TypeName[], schema: Schema) {
    this.conditions = conditions;
    this.params = params;
    this.schema = schema;
    this.whole = turn(conditions, schema);
  }

  /** The conjuncts. */
  get leaves(): readonly LeafTree[] {
    this.#leaves ??= this.conditions.map((condition) => this.#leaf(condition));
    return this.#leaves;
  }

  #leaf(condition: Condition): LeafTree {
    return condition.kind === 'leaf'
      ? { kind: 'leaf', turned: turn([condition], this.schema), raises: condition.raises }
      : { kind: condition.kind, parts: condition.parts.map((part) => this.#leaf(part)) };
  }
}

/** So many patterns of null parameters of one predicate are kept. */
const mostPlans = 16;

/** The plans of one predicate: one for each pattern of parameters that are null, or with which a function cannot raise. */
export class Plans {
  readonly params: readonly TypeName[];
  readonly paramNames: Compiled['paramNames'];
  readonly #compiled: Pick<Compiled, 'expr' | 'schema' | 'params'>;
  readonly #plans = new Map<string, Plan>();
  readonly #safe: ReadonlyMap<number, readonly SafeConstant[]>;

  constructor(compiled: Pick<Compiled, 'expr' | 'schema' | 'params' | 'paramNames'>) {
    this.#compiled = compiled;
    this.params = compiled.params;
    this.paramNames = compiled.paramNames;
    this.#safe = safeParams(compiled.expr);
  }

  for(params: readonly (Value | null)[]): Plan {
    const known = this.#safe.size === 0 && !params.includes(null) ? '' : params.map(this.#known).join('');
    let plan = this.#plans.get(known);
    if (plan === undefined) {
      plan = withinStack(() => this.#make(params));
      if (this.#plans.size >= mostPlans) this.#plans.clear();
      this.#plans.set(known, plan);
    }
    return plan;
  }

  /** What a plan depends on: a parameter is null, or no function raises for it, or any value is like any other. */
  readonly #known = (value: Value | null, param: number): 'null' | 'safe' | 'any' => {
    if (value === null) return 'null';
    return this.#safe.get(param)?.every((safe) => isSafe(safe, value)) === true ? 'safe' : 'any';
  };

  #make(params: readonly (Value | null)[]): Plan {
    const { expr, schema } = this.#compiled;
    const known = params.map(this.#known);
    const withNulls = withParams(expr, (param) => (known[param] === 'null' ? null : undefined));
    const conditions = conditionsOf(qualList(withNulls), (conjunct) =>
      withParams(conjunct, (param) => (known[param] === 'safe' ? params[param] : undefined)),
    );
    return new Plan(conditions, this.params, schema);
  }
}

/** The parameters that are arguments of functions which raise for some values of them only: `c LIKE $1` raises for a pattern that ends in an escape. */
function safeParams(expr: Expr): Map<number, SafeConstant[]> {
  const found = new Map<number, SafeConstant[]>();
  const visit = (part: Expr): void => {
    if (part.kind === 'FuncExpr')
      for (const safe of functionInfo(functionNumber(part.func)).raisesUnless ?? []) {
        const arg = part.args[safe.arg];
        if (arg?.kind === 'Param') found.set(arg.number - 1, [...(found.get(arg.number - 1) ?? []), safe]);
      }
    childrenOf(part).forEach(visit);
  };
  visit(expr);
  return found;
}

/** The values of literals. */
export const valuesOf = (sources: readonly Source[], params: readonly (Value | null)[]): Value[] =>
  sources.map((source) => {
    const value = 'value' in source ? source.value : params[source.param];
    if (value === null || value === undefined) throw new SqlError('XX000', 'a literal of a predicate is null');
    return value;
  });
