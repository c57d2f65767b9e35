/**
 * The baseline that applications use where they may: JavaScript source text generated from the typed expression and compiled by V8 with `new Function`.
 * The library itself never does this, as it would not run under a content security policy. Only what the canonical predicates
 * need is generated; the rest is refused.
 */
import { demoSchema } from '../../src/datasets/demo.js';
import { overStored } from '../../src/program/scaled/columns.js';
import type { Expr } from '../../src/sql/expression.js';
import type { Loop } from './loop.js';
import { rowSource } from './row-source.js';

/** `comment` makes the text another one, because V8 remembers what it has compiled. */
export function newFunction(conjuncts: readonly Expr[], comment = ''): Loop {
  return new Function('columns', 'bitmap', 'rows', `${loopSource(conjuncts)} // ${comment}`) as Loop;
}

/** The body of the function: the loop over words of the bitmap, with the predicate's statements in the inner one. */
export function loopSource(conjuncts: readonly Expr[]): string {
  return `
const { a, b, bValid, c, cValid, cBytes, d, e, f, g, gValid, memory } = columns;
const fail = (message) => { throw new RangeError(message); };
for (let row = 0; row < rows;) {
  const end = Math.min(rows, row + 32);
  let bits = 0;
  for (; row < end; row++) qual: {
${rowSource(overStored(conjuncts, demoSchema).exprs)}
    bits |= 1 << row;
  }
  bitmap[(end - 1) >> 5] = bits;
}`;
}
