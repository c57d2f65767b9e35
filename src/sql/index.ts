/**
 * The SQL front end: text → parse tree → typed expression (analyse) → simplified expression.
 * Await `loadParser()` once before anything is analysed.
 */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { transform } from './analyze.js';
import { coerceToBoolean, finished } from './coerce.js';
import { Context } from './context.js';
import type { Analyzed, CallFunction, Expr, Schema } from './expression.js';
import type { Item } from './item.js';
import { parseExpression } from './parse.js';

export { loadParser } from './parse.js';
export { parseSchema, schemaFrom, type SchemaObject } from './schema.js';
export { simplify } from './simplify.js';
export { isNotNull } from './nullability.js';
export { qualList } from './qual.js';

export interface AnalyzeOptions {
  readonly schema: Schema;
  /** Types of parameters that are known beforehand, `$1` first. */
  readonly paramTypes?: readonly (TypeName | undefined)[];
  /** Calls input functions on literals. */
  readonly call: CallFunction;
  /** The functions that the engines have, by C name; a call of any other is refused. */
  readonly supported: ReadonlySet<string>;
  /** How deep the expression may nest; 1000 unless given. */
  readonly maxDepth?: number;
}

/** Analyses an expression of any type. Raises SqlError with PostgreSQL's code, message and position. */
export function analyzeExpression(sql: string, options: AnalyzeOptions): Analyzed {
  return analyze(sql, options, finished);
}

/** Analyses an expression that must be a boolean, as a WHERE clause. */
export function analyzePredicate(sql: string, options: AnalyzeOptions): Analyzed {
  return analyze(sql, options, (context, item) => coerceToBoolean(context, item, 'WHERE'));
}

function analyze(sql: string, options: AnalyzeOptions, finish: (context: Context, item: Item) => Expr): Analyzed {
  const { node, offset } = parseExpression(sql, options.maxDepth);
  const context = new Context({
    sql,
    offset,
    transform,
    schema: options.schema,
    call: options.call,
    supported: options.supported,
    paramTypes: options.paramTypes ?? [],
  });
  try {
    const expr = finish(context, context.transform(node));
    return { expr, params: context.params.finish(context) };
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) throw new SqlError('54001', 'stack depth limit exceeded');
    throw error;
  }
}
