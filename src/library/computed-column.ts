/** A column of the output that is an expression: the selected rows are gathered, so that it is evaluated for no row that is not printed. */
import { SqlError } from '../error.js';
import { Batch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import type { ComputedColumn } from '../outputs/output-column.js';
import { compileScalar } from '../program/compile.js';
import { asText } from './expression.js';
import type { Compiled } from './front-end.js';
import { toParams } from './params.js';
import type { ParamValue } from './types.js';
import { resultAt } from './result.js';

/** How many rows are evaluated at a time: their texts must fit the scratch area. */
const gatheredRows = 256;

/** The column; `columns` are those that the expression reads, `params` the values of `$1`, `$2` and so on, which are asked for with the first rows. */
export function computedColumn<B extends Batch | HeapBatch>(
  compiled: Compiled,
  name: string,
  columns: readonly number[],
  params: () => readonly ParamValue[],
): ComputedColumn<B> {
  const { arena, schema, expr, engine } = compiled;
  const kernel = engine.load(compileScalar(asText(expr), { schema, params: compiled.params }), arena);
  let bound = false;
  const gathered = new Batch(arena, schema, gatheredRows, columns);
  return {
    name,
    type: expr.type,
    columns,
    values: (batch, rows) => {
      const values: (string | null)[] = [];
      if (!bound) kernel.setParams(toParams(compiled, params().slice(0, compiled.params.length)));
      bound = true;
      for (let from = 0; from < rows.length; from += gatheredRows) {
        const some = rows.subarray(from, from + gatheredRows);
        gathered.clear();
        some.forEach((row, index) => {
          for (const column of columns) gathered.set(column, index, batch.get(column, row));
        });
        gathered.rows = some.length;
        try {
          kernel.run(gathered);
        } catch (error) {
          if (error instanceof SqlError && error.row !== undefined) throw error.with({ row: from + error.row });
          throw error;
        }
        for (let index = 0; index < some.length; index++) {
          const value = resultAt(kernel, arena, 'text', index);
          values.push(value === null ? null : String(value));
        }
      }
      return values;
    },
  };
}
