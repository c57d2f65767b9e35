/** A predicate as a set takes it: its shape as a whole, the shapes of its conditions, and where their literals come from. */
import type { TypeName, Value } from '../../catalog/types.js';
import { SqlError, withinStack } from '../../error.js';
import type { Schema } from '../../sql/expression.js';
import { qualList } from '../../sql/simplify/qual.js';
import type { Compiled } from '../front-end.js';
import { conditionsOf, type Condition } from './condition.js';
import { turn, withNullParams, type Source, type Turned } from './turn.js';

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

/** The plans of one predicate: one for each pattern of parameters that are null. */
export class Plans {
  readonly params: readonly TypeName[];
  readonly paramNames: Compiled['paramNames'];
  readonly #compiled: Pick<Compiled, 'expr' | 'schema' | 'params'>;
  readonly #plans = new Map<string, Plan>();

  constructor(compiled: Pick<Compiled, 'expr' | 'schema' | 'params' | 'paramNames'>) {
    this.#compiled = compiled;
    this.params = compiled.params;
    this.paramNames = compiled.paramNames;
  }

  for(params: readonly (Value | null)[]): Plan {
    const nulls = params.includes(null) ? params.map((value) => (value === null ? 'n' : 'v')).join('') : '';
    let plan = this.#plans.get(nulls);
    if (plan === undefined) {
      plan = withinStack(() => this.#make(params));
      if (this.#plans.size >= mostPlans) this.#plans.clear();
      this.#plans.set(nulls, plan);
    }
    return plan;
  }

  #make(params: readonly (Value | null)[]): Plan {
    const { expr, schema } = this.#compiled;
    const known = params.includes(null) ? withNullParams(expr, (param) => params[param] === null) : expr;
    return new Plan(conditionsOf(qualList(known)), this.params, schema);
  }
}

/** The values of literals. */
export const valuesOf = (sources: readonly Source[], params: readonly (Value | null)[]): Value[] =>
  sources.map((source) => {
    const value = 'value' in source ? source.value : params[source.param];
    if (value === null || value === undefined) throw new SqlError('XX000', 'a literal of a predicate is null');
    return value;
  });
