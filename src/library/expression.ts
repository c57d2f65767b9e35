/** Scalar expressions of any supported type. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { Expr, Schema } from '../sql/expression.js';
import { explain, type ExplainOptions } from './explain.js';
import { compileSql, type Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import { Owned } from './owned.js';
import { RowEvaluator } from './row-evaluator.js';
import { rowValues, type RowValues } from './rows.js';
import { toParams } from './params.js';
import { formatValue, parseValue } from '../memory/text-value.js';
import type { OutputValue, ParamValue, RowOf } from './types.js';
import type { SchemaObject } from '../sql/schema.js';

/** A compiled expression over rows `Row`. */
export class Expression<Row = Readonly<Record<string, unknown>>> {
  /** The type of the value. */
  readonly type: TypeName;
  readonly schema: Schema;
  /** The types of `$1`, `$2`, …, given or found out. */
  readonly paramTypes: readonly TypeName[];
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #owned: Owned;
  readonly #evaluator: RowValues;
  #text: RowEvaluator | undefined;

  /** @internal */
  constructor(compiled: Compiled, options: CompileOptions) {
    this.#compiled = compiled;
    this.#options = options;
    this.type = compiled.expr.type;
    this.schema = compiled.schema;
    this.paramTypes = compiled.params;
    this.#owned = new Owned(compiled.arena);
    this.#evaluator = rowValues(compiled, options, this.#owned);
  }

  /** The value for a row: a boolean, number, bigint (int8) or string (text, date and timestamp as PostgreSQL prints them), or null. */
  evaluate(row: Row, params: readonly ParamValue[] = []): OutputValue | null {
    const value = this.#evaluator.evaluate(row, toParams(this.#compiled, params));
    if (value === null) return null;
    switch (this.type) {
      case 'bool':
        return value === 1;
      case 'date':
      case 'timestamp':
        return formatValue(this.#compiled.arena, this.type, value);
      default:
        return value;
    }
  }

  /** The same in texts: columns and parameters in PostgreSQL's input syntax, the value as PostgreSQL prints it. */
  evaluateText(row: Readonly<Record<string, string | null>>, params: readonly (string | null)[] = []): string | null {
    const { arena } = this.#compiled;
    const value = this.#owned.within(() => {
      this.#text ??= new RowEvaluator(this.#compiled, this.#options, asText(this.#compiled.expr));
      const { batch } = this.#text;
      const read = (type: TypeName, text: string | null | undefined): Value | null =>
        text == null ? null : parseValue(arena, type, text);
      batch.clear();
      this.schema.forEach(({ name, type }, column) => {
        batch.set(column, 0, read(type, row[name]));
      });
      return this.#text.run(this.paramTypes.map((type, i) => read(type, params[i])));
    });
    return value === null ? null : String(value);
  }

  /** The program as text; with `engine: 'copy-patch'` also the stencils, and on demand the finished WebAssembly. */
  explain(options: ExplainOptions = {}): Promise<string> {
    return explain(this.#compiled, 'scalar', { ...this.#options, ...options });
  }

  /** Gives its memory back; it cannot be used afterwards. */
  free(): void {
    this.#owned.free();
  }
}

/** The expression with its type's output function around it. */
function asText(expr: Expr): Expr {
  return expr.type === 'text'
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
  options: CompileOptions<S> = {},
): Promise<Expression<RowOf<S>>> {
  return new Expression<RowOf<S>>(await compileSql(sql, 'expression', options), options);
}
