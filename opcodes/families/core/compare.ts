/** Families of comparison functions: the six operators over one pair of types. */
import {
  defineFunction,
  type Tier,
  type Example,
  type ExampleValue,
  type FunctionDefinition,
  type SqlType,
  type TextMatch,
  type representations,
} from '../../language/function.js';
import { f32, f64, i32, i64, type F32, type F64, type I32, type I64, type Term } from '../../language/term.js';
import type { Represented } from '../../language/value.js';

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
export const comparisons: readonly Comparison[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const symbols: Readonly<Record<Comparison, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };

export const compareI32 = (op: Comparison, a: I32, b: I32): I32 =>
  ({ eq: i32.eq, ne: i32.ne, lt: i32.lt_s, le: i32.le_s, gt: i32.gt_s, ge: i32.ge_s })[op](a, b);
export const compareI64 = (op: Comparison, a: I64, b: I64): I32 =>
  ({ eq: i64.eq, ne: i64.ne, lt: i64.lt_s, le: i64.le_s, gt: i64.gt_s, ge: i64.ge_s })[op](a, b);

/**
 * Floats: NaN equals NaN and is greater than any number (`float8_eq` and its like in `utils/float.h`), so a
 * comparison that the hardware answers false for a NaN is completed here: `<=` holds for any NaN on the right,
 * `>=` for any on the left, and `>` and `<` are their opposites.
 */
function compareFloat<T extends Term>(
  op: Comparison,
  a: T,
  b: T,
  is: { eq: (a: T, b: T) => I32; ne: (a: T, b: T) => I32; le: (a: T, b: T) => I32; ge: (a: T, b: T) => I32 },
): I32 {
  const nan = (x: T) => is.ne(x, x);
  switch (op) {
    case 'eq':
      return i32.or(is.eq(a, b), i32.and(nan(a), nan(b)));
    case 'ne':
      return i32.eqz(compareFloat('eq', a, b, is));
    case 'le':
      return i32.or(is.le(a, b), nan(b));
    case 'ge':
      return i32.or(is.ge(a, b), nan(a));
    case 'lt':
      return i32.eqz(compareFloat('ge', a, b, is));
    case 'gt':
      return i32.eqz(compareFloat('le', a, b, is));
  }
}
export const compareF32 = (op: Comparison, a: F32, b: F32): I32 => compareFloat(op, a, b, f32);
export const compareF64 = (op: Comparison, a: F64, b: F64): I32 => compareFloat(op, a, b, f64);

/** Is `sign` (negative, 0 or positive) one that `op` accepts? */
export function accepts(op: Comparison, sign: number): boolean {
  return { eq: sign === 0, ne: sign !== 0, lt: sign < 0, le: sign <= 0, gt: sign > 0, ge: sign >= 0 }[op];
}

/** Example values that compare equal, as the left and as the right argument; a side that has no such value is empty. */
export type EqualValues = readonly [left: readonly ExampleValue[], right: readonly ExampleValue[]];

/** Sorted values of one type, for both arguments. */
export const sameOnBothSides = (sorted: readonly (ExampleValue | readonly ExampleValue[])[]): readonly EqualValues[] =>
  sorted.map((value) => (typeof value === 'object' && value !== null ? [value, value] : [[value], [value]]));

function compareExamples(op: Comparison, sorted: readonly EqualValues[]): Example[] {
  const examples = sorted.flatMap(([left], i) =>
    sorted.flatMap(([, right], j) => left.flatMap((a) => right.map((b) => ({ a, b, gives: accepts(op, i - j) })))),
  );
  const left = sorted.flatMap((values) => values[0])[0] ?? null;
  const right = sorted.flatMap((values) => values[1])[0] ?? null;
  return [...examples, { a: null, b: right, gives: null }, { a: left, b: null, gives: null }];
}

/**
 * The comparisons of `left` with `right`. `sorted` are example values, each group less than the next, from which
 * every example follows; `compare` gives the term.
 */
export function compareFamily<const L extends SqlType, const R extends SqlType>(family: {
  left: L;
  right: R;
  source: string;
  name: (op: Comparison) => string;
  compare: (
    op: Comparison,
    a: Represented[(typeof representations)[L]],
    b: Represented[(typeof representations)[R]],
  ) => I32;
  sorted: readonly EqualValues[];
  /** The operators that PostgreSQL has for these types; all six if not given. */
  ops?: readonly Comparison[];
  /** `inline` by default. */
  tier?: Tier;
  /** What it says of where one text lies in another. */
  matches?: (op: Comparison) => TextMatch | undefined;
  /** Said of the order in the summary. */
  order?: string;
}): FunctionDefinition[] {
  const { left, right }: { left: SqlType; right: SqlType } = family;
  const types = `${left}${right === left ? '' : ` and ${right}`}${family.order ?? ''}`;
  return (family.ops ?? comparisons).map((op) =>
    defineFunction<{ a: L; b: R }, 'bool'>({
      name: family.name(op),
      summary: `a ${symbols[op]} b for ${types}.`,
      source: family.source,
      args: { a: family.left, b: family.right },
      result: 'bool',
      tier: family.tier ?? 'inline',
      value: ({ a, b }) =>
        family.compare(
          op,
          a as Represented[(typeof representations)[L]],
          b as Represented[(typeof representations)[R]],
        ),
      matches: family.matches?.(op),
      examples: compareExamples(op, family.sorted),
    }),
  );
}
