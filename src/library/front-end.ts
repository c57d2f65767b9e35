/** SQL text → simplified typed expression, with the arena's functions for the constants. */
import type { TypeName } from '../catalog/types.js';
import { supportedFunctions } from '../program/steps.js';
import type { Arena } from '../memory/arena.js';
import type { Expr, Schema } from '../sql/expression.js';
import { analyzeExpression, analyzePredicate, loadParser, schemaFrom, simplify } from '../sql/index.js';
import { constantCaller } from './constant-call.js';
import { sharedArena, type CompileOptions } from './options.js';

export interface Compiled {
  readonly expr: Expr;
  readonly schema: Schema;
  readonly params: readonly TypeName[];
  readonly arena: Arena;
}

/** Parses, analyses and simplifies. A predicate must be boolean. Raises SqlError with the position in `sql`. */
export async function compileSql(sql: string, what: 'predicate' | 'expression', options: CompileOptions): Promise<Compiled> {
  await loadParser();
  const arena = options.arena ?? sharedArena();
  const call = constantCaller(arena);
  const schema = schemaFrom(options.schema ?? []);
  const analyze = what === 'predicate' ? analyzePredicate : analyzeExpression;
  const { expr, params } = analyze(sql, {
    schema,
    call,
    supported: supportedFunctions,
    ...(options.paramTypes === undefined ? {} : { paramTypes: options.paramTypes }),
    ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
  });
  return { expr: simplify(expr, { call, supported: supportedFunctions }), schema, params, arena };
}
