/** SQL text → simplified typed expression, with the arena's functions for the constants. */
import type { HeapTable } from '../catalog/attribute.js';
import type { TypeName } from '../catalog/types.js';
import type { Engine } from '../engines/engine.js';
import { engineNamed } from '../engines/engines.js';
import { SqlError } from '../error.js';
import type { ProgramOptions } from '../program/compile.js';
import { supportedFunctions } from '../program/steps.js';
import type { Arena } from '../memory/arena.js';
import type { Expr, Schema } from '../sql/expression.js';
import {
  analyzeExpression,
  analyzePredicate,
  heapTableFrom,
  loadParser,
  parserIsReady,
  schemaFrom,
  simplify,
} from '../sql/index.js';
import { CompileBudget } from './compile-budget.js';
import { constantCaller } from './constant-call.js';
import { sharedArena, type CompileOptions } from './options.js';

export interface Compiled {
  /** The text it was made of, in whose bytes its locations count. */
  readonly sql: string;
  readonly expr: Expr;
  readonly schema: Schema;
  /** The table whose heap pages it is for; undefined for columns. */
  readonly table: HeapTable | undefined;
  readonly params: readonly TypeName[];
  readonly arena: Arena;
  /** What runs it. */
  readonly engine: Engine;
}

/** Parsing and analysing take about so many nanoseconds a character. */
const unitsOfCharacter = 100;

/** Parses, analyses and simplifies. A predicate must be boolean. Raises SqlError with the position in `sql`. */
export async function compileSql(
  sql: string,
  what: 'predicate' | 'expression',
  options: CompileOptions,
): Promise<Compiled> {
  const [engine] = await Promise.all([engineNamed(options.engine ?? 'auto'), loadParser()]);
  // Another compilation may have lost it meanwhile.
  while (!parserIsReady()) await loadParser();
  const arena = options.arena ?? sharedArena();
  const budget = new CompileBudget(options.limits);
  budget.work(sql.length * unitsOfCharacter);
  const call = budget.counting(constantCaller(arena), arena);
  if (options.table !== undefined && options.schema !== undefined) {
    throw new SqlError('22023', 'both a schema and a table are given', {
      hint: 'A table has its columns; give a schema for columns, a table for heap pages.',
    });
  }
  const table =
    options.table === undefined ? undefined : heapTableFrom(options.table, { call, supported: supportedFunctions });
  const schema = table?.columns ?? schemaFrom(options.schema ?? []);
  const analyze = what === 'predicate' ? analyzePredicate : analyzeExpression;
  const { expr, params } = analyze(sql, {
    schema,
    table,
    call,
    supported: supportedFunctions,
    spend: (bytes) => {
      budget.spend(bytes);
    },
    ...(options.paramTypes === undefined ? {} : { paramTypes: options.paramTypes }),
    ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
  });
  return { sql, expr: simplify(expr, { call, supported: supportedFunctions }), schema, table, params, arena, engine };
}

/** What the compiler of programs is told about the layout. */
export function layoutOf({ table }: Compiled, { deform }: CompileOptions): Pick<ProgramOptions, 'table' | 'deform'> {
  return { ...(table === undefined ? {} : { table }), ...(deform === undefined ? {} : { deform }) };
}
