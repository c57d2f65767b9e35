/** Scalar expressions of any supported type. */
/// <reference lib="esnext.disposable" preserve="true" />
import { formatTypeWithModifier } from '../catalog/format-type.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { Expr, Schema } from '../sql/expression.js';
import { loadPart } from '../platform/load-part.js';
import type { ExplainOptions } from './explain.js';
import { compileSql, compileSqlSync, type Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { parametersIn } from './params.js';
import { OneUse } from './one-use.js';
import { Owned } from './owned.js';
import { RowEvaluator, scalarProgram } from './row-evaluator.js';
import { RowValues } from './rows.js';
import { withBatch } from '../memory/batch-pool.js';
import { formatValue, parseValue } from '../functions/text-value.js';
import type { Checked, OutputValue, Parameter, Params, RowOf } from './types.js';
import type { SchemaObject } from '../sql/schema.js';

/** Types whose values are given as the JavaScript numbers that they are. */
const numbers: ReadonlySet<TypeName> = new Set<TypeName>(['int2', 'int4', 'int8', 'float4', 'float8']);

/** A compiled expression over rows `Row`. */
export class Expression<Row = object> {
  /** The type of the value. */
  readonly type: TypeName;
  /** The type with its modifier, as PostgreSQL prints it: `numeric(10,2)`. */
  readonly sqlType: string;
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  /** The same with their names, for those that the text calls `:name`. */
  readonly params: readonly Parameter[];
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #uses = new OneUse('the expression');
  readonly #rows: RowValues;
  readonly #text: Owned<RowEvaluator>;

  /** @internal */
  constructor(compiled: Compiled, options: CompileOptions) {
    this.#compiled = compiled;
    this.#options = options;
    this.type = compiled.expr.type;
    this.sqlType = formatTypeWithModifier(this.type, compiled.typmod);
    this.schema = compiled.schema;
    this.paramTypes = compiled.params;
    this.params = parametersIn(compiled);
    this.#rows = new RowValues(compiled, options);
    this.#text = new Owned(
      compiled.arena,
      () =>
        new RowEvaluator(
          compiled,
          scalarProgram(compiled, options, asText(compiled.expr)),
          options.limits?.milliseconds,
          'text',
        ),
    );
  }

  /** The value for a row: a boolean, number, bigint (int8) or string (text, date and timestamp as PostgreSQL prints them), or null. */
  evaluate(row: Row, params: Params = []): OutputValue | null {
    const value = this.#uses.run(() => this.#rows.evaluate(row, params));
    if (value === null) return null;
    if (this.type === 'bool') return value === 1;
    return numbers.has(this.type) ? value : formatValue(this.#compiled.arena, this.type, value);
  }

  /** The same in texts: columns and parameters in PostgreSQL's input syntax, the value as PostgreSQL prints it. */
  evaluateText(row: Readonly<Record<string, string | null>>, params: readonly (string | null)[] = []): string | null {
    const { arena } = this.#compiled;
    const read = (type: TypeName, text: string | null | undefined): Value | null =>
      text == null ? null : parseValue(arena, type, text);
    const value = this.#uses.run(() =>
      withBatch(arena, this.schema, 1, (batch) => {
        this.schema.forEach(({ name, type }, column) => {
          batch.set(column, 0, read(type, Object.hasOwn(row, name) ? row[name] : null));
        });
        const values = this.paramTypes.map((type, i) => read(type, params[i]));
        return this.#text.use((text) => text.run(batch, values));
      }),
    );
    return value === null ? null : String(value);
  }

  /** The program as text; with `engine: 'copy-patch'` also the stencils, and on demand the finished WebAssembly. */
  async explain(options: ExplainOptions = {}): Promise<string> {
    this.#uses.mustLive();
    const { explain } = await loadPart('explain', () => import('./explain.js'));
    return explain(this.#compiled, 'scalar', { ...this.#options, ...options });
  }

  /** Gives its memory back; it cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (!this.#uses.end()) return;
    this.#rows.free();
    this.#text.free();
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/** The expression with its type's output function around it. */
export function asText(expr: Expr): Expr {
  return types[expr.type].textual
    ? expr
    : { kind: 'FuncExpr', func: types[expr.type].output, type: 'text', args: [expr], location: -1 };
}

/**
 * Compiles a PostgreSQL expression of any supported type. Raises SqlError like `predicate`.
 *
 * @example
 * const e = await expression('price * 2 + 1', { schema: { price: 'int4' } })
 * e.evaluate({ price: 20 })   // 41
 */
export async function expression<const S extends string | SchemaObject | Schema = readonly []>(
  sql: string,
  options: CompileOptions<S> & { readonly schema?: Checked<S> } = {},
): Promise<Expression<RowOf<S>>> {
  return new Expression<RowOf<S>>(await compileSql(sql, 'expression', options), options);
}

/**
 * The same at once, for what `prepare` has loaded. Raises 55000 when the parser, the engine or a family is not loaded; its hint says how to load it.
 *
 * @example
 * await prepare()
 * expressionSync('price * 2', { schema: { price: 'int4' } }).evaluate({ price: 20 })   // 40
 */
export function expressionSync<const S extends string | SchemaObject | Schema = readonly []>(
  sql: string,
  options: CompileOptions<S> & { readonly schema?: Checked<S> } = {},
): Expression<RowOf<S>> {
  return new Expression<RowOf<S>>(compileSqlSync(sql, 'expression', options), options);
}
