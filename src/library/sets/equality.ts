/** An equality of a column with a literal that every predicate of a shape has: by the column's value, a hash table finds the predicates for which it is true. */
import { operatorOfFunction } from '../../catalog/catalog.js';
import { types, type TypeName, type Value } from '../../catalog/types.js';
import type { Expr } from '../../sql/expression.js';
import { mayRaise } from './condition.js';
import type { Turned } from './turn.js';

export interface Equality {
  /** The place in the row's schema of the column. */
  readonly column: number;
  readonly columnType: TypeName;
  /** The number of the literal. */
  readonly literal: number;
  readonly literalType: TypeName;
}

/** A value by which rows are found: of equal values, equal keys. */
export type HashKey = number | bigint | string;

/**
 * Types of one line are equal by `=` when their keys are equal. Others, such as numeric and bpchar, have equal values that are spelled differently.
 */
const comparable: readonly (readonly TypeName[])[] = [
  ['int2', 'int4', 'int8'],
  ['text', 'varchar'],
  ['date'],
  ['timestamp'],
  ['timestamptz'],
  ['float4'],
  ['float8'],
  ['uuid'],
  ['oid'],
];

/** The first equality among the conditions before one that can raise; undefined if there is none. */
export function equalityOf({ conditions, columns }: Pick<Turned, 'conditions' | 'columns'>): Equality | undefined {
  for (const condition of conditions) {
    if (mayRaise(condition)) return undefined;
    const found = condition.kind === 'leaf' ? equalityIn(condition.expr, columns) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function equalityIn(expr: Expr, columns: readonly number[]): Equality | undefined {
  if (expr.kind !== 'FuncExpr' || operatorOfFunction(expr.func)?.name !== '=') return undefined;
  const [left, right] = expr.args;
  const param = left?.kind === 'Param' ? left : right;
  const literal = left?.kind === 'Param' ? right : left;
  if (param?.kind !== 'Param' || literal?.kind !== 'Var') return undefined;
  const column = columns[param.number - 1];
  if (column === undefined || !comparable.some((line) => line.includes(param.type) && line.includes(literal.type)))
    return undefined;
  return { column, columnType: param.type, literal: literal.column, literalType: literal.type };
}

/** The key of a value of a type that is among those. */
export function hashKey(type: TypeName, value: Value): HashKey {
  switch (types[type].representation) {
    case 'ref':
      return String(value);
    case 'i64': {
      const wide = BigInt(value);
      const narrow = Number(wide);
      return Number.isSafeInteger(narrow) ? narrow : wide;
    }
    case 'f32':
      return Math.fround(Number(value));
    default:
      // A Map takes -0 for 0, and NaN for NaN, as PostgreSQL does.
      return Number(value);
  }
}

/** Rows by their keys: chains through two arrays, so that adding, deleting and moving a row take no longer for many equal keys. */
export class EqualityIndex {
  readonly #heads = new Map<HashKey, number>();
  #next = new Int32Array(64);
  #previous = new Int32Array(64);

  add(key: HashKey, row: number): void {
    if (row >= this.#next.length) this.#grow();
    const head = this.#heads.get(key) ?? -1;
    this.#next[row] = head;
    this.#previous[row] = -1;
    if (head >= 0) this.#previous[head] = row;
    this.#heads.set(key, row);
  }

  delete(key: HashKey, row: number): void {
    const next = this.#next[row] ?? -1;
    const previous = this.#previous[row] ?? -1;
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else if (next >= 0) this.#heads.set(key, next);
    else this.#heads.delete(key);
  }

  /** The first row of a key, or -1. */
  first(key: HashKey): number {
    return this.#heads.get(key) ?? -1;
  }

  /** The row after this one, or -1. */
  after(row: number): number {
    return this.#next[row] ?? -1;
  }

  #grow(): void {
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(old.length * 2);
      made.set(old);
      return made;
    };
    this.#next = grown(this.#next);
    this.#previous = grown(this.#previous);
  }
}
