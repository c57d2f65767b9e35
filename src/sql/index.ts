/**
 * The SQL front end: text → parse tree → typed expression (analyse) → simplified expression.
 * Await `loadParser()` once before anything is analysed.
 */
import type { HeapTable } from '../catalog/attribute.js';
import type { TypeName } from '../catalog/types.js';
import { coerceToBoolean, finished } from './resolve/coerce.js';
import type { Context } from './analyze/context.js';
import type { Analyzed, CallFunction, Expr, Schema, SupportedFunctions } from './expression.js';
import { inContext } from './analyze/in-context.js';
import { hintingAtQuotes } from './analyze/reserved-column.js';
import type { Item } from './analyze/item.js';
import { parseExpression } from './parse/parse.js';

export { heapTableFrom, parseHeapTable } from './heap-table.js';
export { loadParser } from './parse/parser-instance.js';
export { parseSchema, schemaFrom } from './schema.js';
export { simplify } from './simplify/simplify.js';
export { isNotNull } from './simplify/nullability.js';
export { qualList } from './simplify/qual.js';

export interface AnalyzeOptions {
  readonly schema: Schema;
  /** The table of which `schema` is the columns: a name among its other attributes is refused by its type, 0A000. */
  readonly table?: HeapTable | undefined;
  /** Whether a name without quotes that no column has means the only column that differs from it in case alone: for rows without a declared schema. */
  readonly anyCase?: boolean | undefined;
  /** What a column may be qualified with: `items` or `public.items`. */
  readonly tableName?: string | undefined;
  /** Types of parameters that are known beforehand, `$1` first. */
  readonly paramTypes?: readonly (TypeName | undefined)[];
  /** Calls input functions on literals. */
  readonly call: CallFunction;
  /** The functions that the engines have, by C name; a call of any other is refused. */
  readonly supported: SupportedFunctions;
  /** Counts bytes that the analysis makes; raises when there are too many. */
  readonly spend?: (bytes: number) => void;
  /** How deep the expression may nest; 1200 unless given. */
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
  const { schema, table, call, supported, spend, anyCase, tableName, paramTypes = [] } = options;
  const { node, offset } = hintingAtQuotes(sql, schema, () => parseExpression(sql, options.maxDepth));
  return inContext(
    { sql, offset, schema, table, call, supported, spend, paramTypes, anyCase, tableName },
    (context) => {
      const expr = finish(context, context.transform(node));
      return { expr, params: context.params.finish(context) };
    },
  );
}
