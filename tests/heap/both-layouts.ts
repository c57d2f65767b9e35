/** The same rows as heap pages and as columns, and what programs over both give. */
import type { Attribute, HeapTable } from '../../src/catalog/attribute.js';
import type { TypeName, Value } from '../../src/catalog/types.js';
import type { Kernel } from '../../src/engines/engine.js';
import { engines, type EngineName } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { storedBytes } from '../../src/functions/stored-value.js';
import { compileSql, type Compiled } from '../../src/library/front-end.js';
import { resultAt } from '../../src/library/result.js';
import type { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { pageBytes } from '../../src/memory/heap/page-layout.js';
import { PageWriter } from '../../src/memory/heap/page-writer.js';
import { TupleWriter } from '../../src/memory/heap/tuple-writer.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import { qualList } from '../../src/sql/index.js';
import { valueText } from './trial.js';
import type { Way } from './scan.js';

/** A value for each attribute, or for the first few, when the tuple is older than the others; bytes where the type is only walked past. */
export type TupleValues = readonly (Value | null | Uint8Array)[];

export class BothLayouts {
  readonly arena: Arena;
  readonly table: HeapTable;
  readonly heap: HeapBatch;
  readonly columns: Batch;

  /** Rows on as many pages as it takes, but no more than so many rows a page. */
  constructor(arena: Arena, table: HeapTable, rows: readonly TupleValues[], rowsPerPage = 291) {
    this.arena = arena;
    this.table = table;
    const pages = pagesOf(arena, table, rows, rowsPerPage);
    this.heap = new HeapBatch(arena, table, pages.length / pageBytes);
    this.heap.bytes().set(pages);
    this.heap.fill(pages.length / pageBytes);
    this.columns = new Batch(arena, table.columns, rows.length);
    rows.forEach((row, r) => {
      for (const [n, { column, missing }] of table.attributes.entries()) {
        if (column !== undefined) this.columns.set(column, r, n < row.length ? (row[n] as Value | null) : missing);
      }
    });
    this.columns.rows = rows.length;
  }

  /** A text of SQL, analysed once for each layout. */
  async compile(sql: string, what: 'predicate' | 'expression'): Promise<Compared> {
    const { arena, table } = this;
    return new Compared(
      this,
      what,
      await compileSql(sql, what, { table, arena }),
      await compileSql(sql, what, { schema: table.columns, arena }),
    );
  }

  free(): void {
    this.heap.free();
    this.columns.free();
  }
}

/** One text of SQL over both layouts. */
class Compared {
  readonly #rows: BothLayouts;
  readonly #what: 'predicate' | 'expression';
  readonly #heap: Compiled;
  /** What it gives over columns, in the interpreter, with nothing specialised. */
  readonly expected: string;

  constructor(rows: BothLayouts, what: 'predicate' | 'expression', heap: Compiled, columns: Compiled) {
    this.#rows = rows;
    this.#what = what;
    this.#heap = heap;
    this.expected = this.#outcome(columns, 'switch', rows.columns, { rung: 0 });
  }

  /** What it gives over heap pages. */
  over({ engine, rung, deform }: Way): string {
    return this.#outcome(this.#heap, engine, this.#rows.heap, { rung, table: this.#rows.table, deform });
  }

  #outcome(
    { expr, schema, params }: Compiled,
    engine: EngineName,
    batch: Batch | HeapBatch,
    options: Partial<Parameters<typeof compileScalar>[1]>,
  ): string {
    const settings = { schema, params, ...options };
    const program = this.#what === 'predicate' ? compileQual(qualList(expr), settings) : compileScalar(expr, settings);
    const { arena } = this.#rows;
    const kernel = engines[engine].load(program, arena);
    try {
      kernel.setParams([]);
      kernel.run(batch);
      const rows = Array.from({ length: batch.rows }, (_, row) => row);
      if (this.#what === 'predicate')
        return `selected ${rows.filter((row) => bitAt(arena, kernel, row)).join()} of ${batch.rows}`;
      return `values ${rows.map((row) => valueText(resultAt(kernel, arena, expr.type, row))).join()}`;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      return `! ${error.code} ${error.message} in row ${error.row}`;
    } finally {
      kernel.free();
    }
  }
}

const bitAt = (arena: Arena, { bitmap }: Kernel, row: number): boolean =>
  (((arena.views.i32[(bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1) === 1;

function pagesOf(
  arena: Arena,
  { attributes }: HeapTable,
  rows: readonly TupleValues[],
  rowsPerPage: number,
): Uint8Array {
  const pages: Uint8Array[] = [];
  const tuple = new TupleWriter(attributes);
  let writer: PageWriter | undefined;
  let onPage = 0;
  for (const row of rows) {
    tuple.start();
    for (const [n, value] of row.entries()) {
      const { type, length, column } = attributes[n] as Attribute;
      if (typeof value === 'string' && column !== undefined && length > 0)
        tuple.bytes(storedBytes(arena, type as TypeName, value));
      else if (!(value instanceof Uint8Array)) tuple.value(value);
      else if (length < 0) tuple.varlena(value);
      else tuple.bytes(value);
    }
    if (writer === undefined || onPage >= rowsPerPage || !writer.add(tuple)) {
      const page = new Uint8Array(pageBytes);
      writer = new PageWriter(page, pages.push(page) - 1);
      if (!writer.add(tuple)) throw new RangeError('a row does not fit a page');
      onPage = 0;
    }
    onPage++;
  }
  return new Uint8Array(Buffer.concat(pages));
}
