/** Predicates on engines, as contenders of a race: all in this process, each over the same rows. */
import { engineNamed, type EngineName } from '../engines/named.js';
import type { Batch, Kernel } from '../engines/engine.js';
import { SqlError } from '../error.js';
import { demoSchema, fillDemo } from '../datasets/demo.js';
import { compileSql } from '../library/front-end.js';
import { Arena } from '../arena/arena.js';
import { Batch as ColumnBatch } from '../memory/batch.js';
import { compileQual } from '../program/compile.js';
import { highestRung, type Program, type Rung } from '../program/program.js';
import type { Expr } from '../sql/expression.js';
import { qualList } from '../sql/index.js';
import { scaledRows } from './random-columns.js';
import type { Contender } from './timing.js';

/** Rows of a batch, at most: so many that calling a kernel costs nothing beside them, and so few that a pass over one is short. */
const batchRows = 16_384;

/** Rows in columns, and what runs over them. */
export class Field {
  readonly arena = new Arena({ scratchBytes: 1024 * 1024 });
  readonly batches: readonly Batch[];
  readonly rows: number;

  /** The first rows of the dataset `demo`, as many in each batch. */
  constructor(rows: number) {
    const count = Math.ceil(rows / batchRows);
    const inBatch = Math.floor(rows / count / 64) * 64;
    this.rows = count * inBatch;
    this.batches = Array.from({ length: count }, (_, n) => {
      const batch = new ColumnBatch(this.arena, demoSchema, inBatch);
      fillDemo(batch, { first: n * inBatch });
      return batch;
    });
  }

  /** The predicate's program on a rung. */
  async program(sql: string, rung: Rung = highestRung): Promise<Program> {
    return compileQual(await conjunctsOf(sql), { schema: demoSchema, rung });
  }

  /** The program on an engine, which `prepared` has fetched. */
  async contender(name: string, engine: EngineName, program: Program): Promise<Contender> {
    return contenderOf(name, (await engineNamed(engine)).load(program, this.arena), this.batches, this.rows);
  }
}

/** The conjuncts of a predicate over the columns of `demo`. */
export async function conjunctsOf(sql: string): Promise<readonly Expr[]> {
  return qualList((await compileSql(sql, 'predicate', { schema: demoSchema })).expr);
}

/** A kernel that runs over one batch in each pass, in turn; they have as many rows each. What a pass gives are bits of the rows that it selects. */
export function contenderOf(name: string, kernel: Kernel, batches: readonly Batch[], rows: number): Contender {
  let next = 0;
  return {
    name,
    items: rows / batches.length,
    pass: () => {
      const batch = batches[next];
      next = (next + 1) % batches.length;
      if (batch === undefined) throw new RangeError('there are no rows');
      kernel.run(batch);
      return batch.arena.views.i32[kernel.bitmap >> 2] ?? 0;
    },
  };
}

/** A field of about so many rows. */
export const fieldOf = (rows: number, effort: number): Field => new Field(scaledRows(rows, effort));

/** The name under which an engine on a rung is timed. */
export const entry = (engine: string, rung: number): string => `${engine} on rung ${rung}`;

/** The name under which an engine is timed with a predicate. */
export const entryOf = (engine: string, predicate: string): string => `${engine}: ${predicate}`;

/** Those of the engines that can be had here; some need packages that may not be installed. */
export async function enginesHere(
  wanted: readonly EngineName[],
): Promise<{ readonly here: readonly EngineName[]; readonly notes: readonly string[] }> {
  const here: EngineName[] = [];
  const notes: string[] = [];
  for (const name of wanted) {
    try {
      await engineNamed(name);
      here.push(name);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      notes.push(`The engine ${name} is left out: ${error.message}.`);
    }
  }
  return { here, notes };
}
