/** Predicates over rows of the dataset `demo`, as programs whose branches the lessons look at. */
import { demoSchema, fillDemo } from '../datasets/demo.js';
import { compileSql } from '../library/front-end.js';
import { Arena } from '../arena/arena.js';
import { Batch } from '../memory/batch.js';
import { compileQual } from '../program/compile.js';
import type { Program, Rung } from '../program/program.js';
import { qualList } from '../sql/index.js';

/** Rows, and programs that select among them. */
export interface DemoRows {
  readonly arena: Arena;
  readonly batch: Batch;
  /** The program of a predicate on a rung of the ladder. */
  program(sql: string, rung: Rung): Promise<Program>;
  /** Gives the memory back. */
  free(): void;
}

/** So many rows, in an arena of their own. */
export function demoRows(rows: number): DemoRows {
  const arena = new Arena();
  const batch = new Batch(arena, demoSchema, rows);
  fillDemo(batch, { rows });
  return {
    arena,
    batch,
    program: async (sql, rung) => {
      const { expr } = await compileSql(sql, 'predicate', { schema: demoSchema, arena });
      return compileQual(qualList(expr), { schema: demoSchema, rung });
    },
    free: () => {
      batch.free();
    },
  };
}
