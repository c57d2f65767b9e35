/** SQL text → simplified typed expression, with the arena's functions for the constants. */
import type { HeapTable } from '../catalog/attribute.js';
import { types, type TypeName } from '../catalog/types.js';
import { functionNumber, supportedFunctions } from '../functions/functions.js';
import { FamilyNeeded, loadedFamily, withFamilies } from '../functions/registry.js';
import type { Engine } from '../engines/engine.js';
import { engineNamed, loadedEngines, rowEngineOf, type RowEngine } from '../engines/named.js';
import { SqlError } from '../error.js';
import type { ProgramOptions } from '../program/compile.js';
import type { Arena } from '../arena/arena.js';
import type { Expr, Schema } from '../sql/expression.js';
import { sqlAnalyser } from '../sql/analyser.js';
import { loadParser } from '../sql/loader.js';
import { numberedParameters } from '../sql/parse/named-parameters.js';
import { modifierOf } from '../sql/modifier-of.js';
import { functionsOf, typesOf } from '../sql/functions-of.js';
import { CompileBudget } from './compile-budget.js';
import { kindOf } from './kind-of.js';
import { constantCaller } from './constant-call.js';
import { arenaOf, type CompileOptions } from './options.js';
import { preparationsIn } from './preparations.js';

export interface Compiled {
  /** The text as it was given. */
  readonly text: string;
  /** The text it was made of, in whose bytes its locations count: named parameters are numbered. */
  readonly sql: string;
  readonly expr: Expr;
  /** The modifier of its type, -1 for none. */
  readonly typmod: number;
  readonly schema: Schema;
  /** The table whose heap pages it is for; undefined for columns. */
  readonly table: HeapTable | undefined;
  readonly params: readonly TypeName[];
  /** The names of those that have one. */
  readonly paramNames: readonly (string | undefined)[];
  readonly arena: Arena;
  /** What runs it. */
  readonly engine: Engine;
  /** What reads rows that are JavaScript objects in place; undefined where they are copied into a batch. */
  readonly rowEngine: RowEngine | undefined;
}

/** Parsing and analysing take about so many nanoseconds a character. */
const unitsOfCharacter = 100;

/** Parses, analyses and simplifies. A predicate must be boolean. Raises SqlError with the position in `sql`. */
export async function compileSql(
  sql: string,
  what: 'predicate' | 'expression',
  options: CompileOptions,
): Promise<Compiled> {
  const name = options.engine ?? 'auto';
  // The parser first: it is inflated and compiled on other threads while the engines are read.
  const [, engine, rowEngine] = await Promise.all([
    loadParser(),
    engineNamed(name),
    options.copiesRows === true ? undefined : rowEngineOf(name),
  ]);
  return withFamilies(() => ({ ...analysed(sql, what, options), engine, rowEngine }));
}

/** The same at once. Raises 55000 when the parser, the engine or a family is not loaded, which `prepare` would load. */
export function compileSqlSync(sql: string, what: 'predicate' | 'expression', options: CompileOptions): Compiled {
  return { ...analysed(sql, what, options), ...loadedEngines(options.engine ?? 'auto', options.copiesRows) };
}

/** What is compiled before an engine has it. */
export type Analysed = Omit<Compiled, 'engine' | 'rowEngine'>;

/** All but what runs it, at once. The parser must be loaded. Raises FamilyNeeded when a family is not loaded. */
export function analysed(text: string, what: 'predicate' | 'expression', options: CompileOptions): Analysed {
  if (typeof (text as unknown) !== 'string')
    throw new TypeError(
      `A${what === 'predicate' ? '' : 'n'} ${what} is compiled from its text, not from ${kindOf(text)}.`,
    );
  const { sql, names, given } = numberedParameters(text);
  try {
    return { ...analysedSql(sql, what, options), text, paramNames: names };
  } catch (error) {
    throw error instanceof SqlError ? given(error) : error;
  }
}

function analysedSql(
  sql: string,
  what: 'predicate' | 'expression',
  options: CompileOptions,
): Omit<Analysed, 'text' | 'paramNames'> {
  const { analyzeExpression, analyzePredicate, heapTableFrom, schemaFrom, simplify } = sqlAnalyser();
  const arena = arenaOf(options);
  const budget = new CompileBudget(options.limits);
  budget.work(sql.length * unitsOfCharacter);
  const call = budget.counting(constantCaller(arena), arena);
  const supported = supportedFunctions;
  arena.setClock();
  if (options.table !== undefined && options.schema !== undefined) {
    throw new SqlError('22023', 'both a schema and a table are given', {
      hint: 'A table has its columns; give a schema for columns, a table for heap pages.',
    });
  }
  const table = options.table === undefined ? undefined : heapTableFrom(options.table, { call, supported });
  const schema = table?.columns ?? schemaFrom(options.schema ?? []);
  const analyze = what === 'predicate' ? analyzePredicate : analyzeExpression;
  const analyzed = analyze(sql, {
    schema,
    table,
    call,
    supported,
    anyCase: options.anyCase,
    tableName: options.tableName,
    spend: (bytes) => {
      budget.spend(bytes);
    },
    ...(options.paramTypes === undefined ? {} : { paramTypes: options.paramTypes }),
    ...(options.maxDepth === undefined ? {} : { maxDepth: options.maxDepth }),
  });
  const expr = simplify(analyzed.expr, { call, supported, preparationError: preparationsIn(arena) });
  for (const func of functionsOf(expr)) functionNumber(func);
  const used = [...schema.map((column) => column.type), ...analyzed.params, expr.type];
  for (const type of used) needFamily(type);
  // Functions of arrays of any type call those of the elements' type.
  for (const type of [...used, ...typesOf(expr)]) {
    const { element } = types[type];
    if (element !== undefined) needFamily(element as TypeName);
  }
  return { sql, expr, typmod: modifierOf(analyzed.expr), schema, table, params: analyzed.params, arena };
}

function needFamily(type: TypeName): void {
  const { family } = types[type];
  if (family !== 'core' && loadedFamily(family) === undefined) throw new FamilyNeeded(family);
}

/** What the compiler of programs is told about the layout. */
export function layoutOf({ table }: Compiled, { deform }: CompileOptions): Pick<ProgramOptions, 'table' | 'deform'> {
  return { ...(table === undefined ? {} : { table }), ...(deform === undefined ? {} : { deform }) };
}
