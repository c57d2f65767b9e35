/** A predicate over rows that are read in place, and over the same rows in copies. */
import { predicate, type Params, type RowForm } from '../../src/index.js';

export type Row = Readonly<Record<string, unknown>>;

/** A schema whose rows are of no type that is known while compiling. */
export const wide = (schema: string): string => schema;

/** What `auto` finds in place and what an engine over columns finds in copies: the value for each row, or its error's code. */
export async function bothWays(
  sql: string,
  schema: string,
  rows: readonly Row[],
  form: RowForm = {},
  params: Params = [],
): Promise<readonly [inPlace: readonly unknown[], copied: readonly unknown[]]> {
  const outcomes = async (engine: 'auto' | 'wasm-switch'): Promise<unknown[]> => {
    const p = await predicate(sql, { schema, rows: form, engine });
    return rows.map((row) => {
      try {
        return p.test(row, params);
      } catch (error) {
        return (error as { readonly code?: string }).code;
      }
    });
  };
  return [await outcomes('auto'), await outcomes('wasm-switch')];
}
