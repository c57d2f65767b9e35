/**
 * The orders of types: which types are compared with each other by one order (a family of btree operators), and the comparison of two constants, which is a call of
 * PostgreSQL's own `<` and never JavaScript's.
 */
import { findOperator } from '../catalog/catalog.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { CallFunction, Const } from '../sql/expression.js';
import { above, below, full, intersection, type Comparing, type IntervalSet } from './interval-set.js';

/** An order; two terms are compared by it if their types have the same. */
export interface Order extends Comparing {
  /** The type as which its values are compared. */
  readonly type: TypeName;
  /** A constant of one of its types as a value of that one. */
  readonly valueOf: (constant: Const) => Value | undefined;
  /** The values that a term of a type can have. */
  readonly domain: (type: TypeName) => IntervalSet;
}

/** The type as which a type's values are compared, where that is another one: PostgreSQL's integer_ops and float_ops compare across types. */
const comparedAs: Partial<Record<TypeName, TypeName>> = {
  int2: 'int8',
  int4: 'int8',
  float4: 'float8',
  varchar: 'text',
};

/** The bytes of each integer type. */
const integerBits: Partial<Record<TypeName, number>> = { int2: 16, int4: 32, int8: 64 };

/** Discrete types: the value after one and the value before; the greatest and the least have none. */
const steppedBy: Partial<Record<TypeName, Required<Pick<Comparing, 'next' | 'previous'>>>> = {
  int8: {
    next: (value) => (BigInt(value) === 2n ** 63n - 1n ? undefined : BigInt(value) + 1n),
    previous: (value) => (BigInt(value) === -(2n ** 63n) ? undefined : BigInt(value) - 1n),
  },
  date: {
    next: (value) => (value === 2 ** 31 - 1 ? undefined : Number(value) + 1),
    previous: (value) => (value === -(2 ** 31) ? undefined : Number(value) - 1),
  },
  bool: { next: (value) => (value === 0 ? 1 : undefined), previous: (value) => (value === 1 ? 0 : undefined) },
};

/** What comparing raises when a type has no order. */
export class Unordered extends Error {}

/** The orders of all types, over a caller of functions. */
export class Orders {
  readonly #call: CallFunction;
  readonly #spend: () => void;
  readonly #made = new Map<TypeName, Order>();

  /** `spend` counts comparisons, and raises when there are too many. */
  constructor(call: CallFunction, spend: () => void) {
    this.#call = call;
    this.#spend = spend;
  }

  /** The order that a type's values have. It may be one that cannot compare: of json. */
  of(type: TypeName): Order {
    const compared = comparedAs[type] ?? type;
    let order = this.#made.get(compared);
    if (order === undefined) {
      order = this.#make(compared);
      this.#made.set(compared, order);
    }
    return order;
  }

  #make(type: TypeName): Order {
    const general = types[type].element === undefined ? type : 'anyarray';
    const less = findOperator('<', [general, general])?.func;
    const constant = (value: Value): Const => ({ kind: 'Const', type, value, location: -1 });
    const isLess = (a: Value, b: Value): boolean => {
      if (less == null) throw new Unordered(type);
      this.#spend();
      return this.#call(less, 'bool', [constant(a), constant(b)]) === 1;
    };
    // A proof asks for the same few pairs again and again.
    const known = new Map<Value, Map<Value, number>>();
    const compare = (a: Value, b: Value): number => {
      if (a === b) return 0;
      const before = known.get(a)?.get(b);
      if (before !== undefined) return before;
      const found = isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0;
      const others = known.get(a) ?? new Map<Value, number>();
      known.set(a, others.set(b, found));
      return found;
    };
    const comparing: Comparing = { compare, ...steppedBy[type] };
    return {
      ...comparing,
      type,
      valueOf: ({ value }) => (value === null ? undefined : type === 'int8' ? BigInt(value) : value),
      // A column that is labelled as another type is not compared as the numbers that it holds.
      domain: (of) => ((comparedAs[of] ?? of) === type ? domain(comparing, of) : full),
    };
  }
}

function domain(order: Comparing, type: TypeName): IntervalSet {
  const bits = integerBits[type];
  if (bits !== undefined) {
    const most = 2n ** BigInt(bits - 1);
    return bits === 64 ? full : intersection(order, above(order, -most, true), below(order, most - 1n, true));
  }
  if (type === 'float4' || type === 'float8') return below(order, NaN, true);
  if (type === 'bool') return intersection(order, above(order, 0, true), below(order, 1, true));
  if (type === 'text' || type === 'varchar') return above(order, '', true);
  return full;
}
