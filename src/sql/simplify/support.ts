/** What is known of single functions' calls with a constant, as PostgreSQL's planner support functions know it. */
import { isConst } from './constants.js';
import type { Const, Expr, FuncExpr } from '../expression.js';

/** An empty constant range contains no value, and one without bounds every value, null too (utils/adt/rangetypes.c: find_simplified_clause). */
export function containsAllOrNone({ func, location }: FuncExpr, [left, right]: readonly Expr[]): Const | undefined {
  if (func !== 'range_contains_elem' && func !== 'elem_contained_by_range') return undefined;
  const range = func === 'range_contains_elem' ? left : right;
  if (range === undefined || !isConst(range)) return undefined;
  if (range.value === 'empty') return { kind: 'Const', type: 'bool', value: 0, location };
  return range.value === '(,)' ? { kind: 'Const', type: 'bool', value: 1, location } : undefined;
}

const likeOf: Readonly<Partial<Record<string, string>>> = { textregexeq: 'textlike', textregexne: 'textnlike' };

/** A regular expression that is a text, perhaps at the beginning or the end; `$` is the very end, because a newline is a character like others. */
const literal = /^(\^?)([^\\^$.*+?()[\]{}|]*)(\$?)$/s;

/** A search for a text is a LIKE, which has SIMD lanes, and ways to it in sets (utils/adt/like_support.c: regex_fixed_prefix). */
export function literalPattern(expr: FuncExpr): FuncExpr {
  const func = likeOf[expr.func];
  const [text, pattern] = expr.args;
  if (func === undefined || text === undefined || pattern === undefined || !isConst(pattern)) return expr;
  const [, begins, wanted, ends] = literal.exec(String(pattern.value)) ?? [];
  if (pattern.value === null || wanted === undefined) return expr;
  const escaped = wanted.replaceAll(/[%_]/g, String.raw`\$&`);
  const value = `${begins === '' ? '%' : ''}${escaped}${ends === '' ? '%' : ''}`;
  return { ...expr, func, args: [text, { ...pattern, value }] };
}
