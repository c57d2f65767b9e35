/** The library over heap pages: a predicate of a table, batches of pages, and what is refused. */
import { describe, expect, it } from 'vitest';
import { demoHeap, fillHeapPages } from '../../src/datasets/heap-dataset.js';
import {
  Arena,
  engineNames,
  expression,
  predicate,
  SqlError,
  type EngineName,
  type Predicate,
} from '../../src/index.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';

const table = demoHeap.schema;
const rows = 500;

/** A batch of the predicate with the dataset demo in it. */
function demoBatch(p: Predicate) {
  const batch = p.newHeapBatch(8);
  const filled = fillHeapPages(demoHeap, batch.bytes(), { rows });
  expect(filled).toEqual({ rows, pages: 6 });
  batch.fill(filled.pages);
  return batch;
}

async function failure(promise: Promise<unknown>): Promise<SqlError> {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof SqlError)) throw new RangeError(`no SqlError but ${String(error)}`);
  return error;
}

describe.each(engineNames)('a predicate of a table on the engine %s', (engine: EngineName) => {
  it('selects rows of pages, for each set of parameters', async () => {
    const p = await predicate('a >= $1 AND b IS NOT NULL', { table, engine });
    expect(p.paramTypes).toEqual(['int4']);
    const batch = demoBatch(p);
    const expected = (least: number): number[] =>
      Array.from({ length: rows }, (_, row) => row).filter(
        (row) => Number(batch.get(0, row)) >= least && batch.get(1, row) !== null,
      );
    for (const least of [50, 0, 99, 100]) {
      const selection = p.select(batch, [least]);
      expect([selection.rows, batch.rows]).toEqual([rows, rows]);
      expect([...selection.indices()]).toEqual(expected(least));
    }
    expect(p.select(batch, [null]).count).toBe(0);
    expect(expected(50).length).toBeGreaterThan(100);
    p.free();
  });

  it('names row and place of an error, and is as good as before afterwards', async () => {
    const p = await predicate('1000 / (e - $1) > 0', { table, engine });
    const batch = demoBatch(p);
    for (const row of [0, 123, 499]) {
      p.select(batch, [-1]);
      const { block, offset } = batch.ctid(row);
      expect(() => p.select(batch, [row])).toThrow(
        expect.objectContaining({
          code: '22012',
          row,
          detail: `It is raised by block ${block}, tuple ${offset} of memory.`,
        }),
      );
    }
    expect(p.select(batch, [-1]).count).toBe(rows);
    p.free();
  });

  it('takes pages again and again, and fewer of them', async () => {
    const p = await predicate('true', { table, engine });
    const batch = demoBatch(p);
    expect(p.select(batch).count).toBe(rows);
    batch.fill(1, 17, 'other');
    const first = p.select(batch).count;
    expect(first).toBeLessThan(rows);
    expect(batch.ctid(0)).toEqual({ block: 17, offset: 1 });
    batch.fill(0);
    expect([p.select(batch).count, batch.rows]).toEqual([0, 0]);
    p.free();
  });
});

describe('a predicate of a table', () => {
  it('has the columns that can be computed with, and takes a table as text, as an object or made already', async () => {
    const text = await predicate('b = 1', { table: 'p point, n numeric, a int4 not null, b int4' });
    expect(text.schema).toEqual([
      { name: 'n', type: 'numeric', notNull: false },
      { name: 'a', type: 'int4', notNull: true },
      { name: 'b', type: 'int4', notNull: false },
    ]);
    const object = await predicate('b = 1', { table: { p: 'point', n: 'numeric', a: 'int4 not null', b: 'int4' } });
    expect(object.schema).toEqual(text.schema);
    const made = await predicate('a = 42', { table: demoHeap.table });
    expect(made.select(demoBatch(made)).rows).toBe(rows);
  });

  it('tests and filters objects too, as one of a schema does', async () => {
    const p = await predicate('a > 1', { table: 'a int4 not null, n numeric' });
    expect([p.test({ a: 2 }), p.test({ a: 1 })]).toEqual([true, false]);
  });

  it.each(deformRungs.map((name, deform) => [deform as DeformRung, name] as const))(
    'is explained with deform rung %i, %s',
    async (deform, name) => {
      const p = await predicate('a = 42 AND b > 3', { table, deform });
      const program = await p.explain();
      expect(program.split('\n')[0]).toBe(`Program (rung 4: fused; deform rung ${deform}: ${name})`);
      expect(await (await predicate('a = 42 AND b > 3', { table })).explain({ deform })).toBe(program);
      expect(program).toMatch(/SCAN_FETCHSOME/);
      expect(program).not.toMatch(/SCAN_VAR/);
    },
  );

  it('is explained with stencils and WebAssembly', async () => {
    const p = await predicate('a = 42', { table });
    const text = await p.explain({ engine: 'copy-patch', wat: true });
    expect(text).toMatch(/^Stencils$/m);
    expect(text).toMatch(/line_pointers/);
    expect(
      await (await predicate('a = 42', { schema: 'a int4 not null' })).explain({ engine: 'copy-patch', wat: true }),
    ).not.toMatch(/line_pointers/);
  });
});

describe('wrong use', () => {
  it('of a schema and a table at once, or of a column that cannot be computed with', async () => {
    expect(await failure(predicate('a = 1', { schema: 'a int4', table: 'a int4' }))).toMatchObject({
      code: '22023',
      message: 'both a schema and a table are given',
      hint: expect.stringContaining('heap pages'),
    });
    expect(await failure(predicate('g > 5', { table: 'a int4, g point' }))).toMatchObject({
      code: '0A000',
      position: 1,
      message: expect.stringContaining('column "g" is of type point'),
    });
    expect(await failure(predicate('z > 5', { table }))).toMatchObject({ code: '42703', position: 1 });
    expect(await failure(predicate('true', { table: 'a no_such_type' }))).toMatchObject({ code: '42704' });
    expect(await failure(predicate('true', { table: 'a int4, a text' }))).toMatchObject({ code: '42701' });
    expect(await failure(predicate('true', { table: 'a cstring' }))).toBeInstanceOf(SqlError);
    expect(await failure(expression('g', { table: 'a int4, g point' }))).toMatchObject({ code: '0A000' });
  });

  it('of a batch of columns for a predicate of a table, and the other way round', async () => {
    const arena = new Arena();
    const heap = await predicate('a = 1', { table: 'a int4', arena });
    const columns = await predicate('a = 1', { schema: 'a int4', arena });
    expect(() => heap.select(columns.newBatch(1))).toThrow(/layout columns, but the program was made for heap/);
    expect(() => columns.select(heap.newHeapBatch(1))).toThrow(/layout heap, but the program was made for columns/);
    expect(() => columns.newHeapBatch(1)).toThrow(
      expect.objectContaining({ code: '22023', hint: expect.stringContaining('`table`') }),
    );
  });

  it('of a batch of another arena, or of a table with other columns', async () => {
    const one = await predicate('a = 1', { table: 'a int4', arena: new Arena() });
    const two = await predicate('a = 1', { table: 'a int4', arena: new Arena() });
    expect(() => one.select(two.newHeapBatch(1))).toThrow(/another arena/);
    const arena = new Arena();
    const number = await predicate('a = 1', { table: 'a int4', arena });
    const text = await predicate("a = ''", { table: 'a text', arena });
    expect(() => number.select(text.newHeapBatch(1))).toThrow(expect.objectContaining({ code: '42804' }));
  });

  it('of pages that are not those of the table is an error that says so', async () => {
    const p = await predicate('b > 0', { table: 'a int8 not null, b int4 not null' });
    const batch = p.newHeapBatch(2);
    batch.fill(fillHeapPages(demoHeap, batch.bytes()).pages);
    expect(() => p.select(batch)).toThrow(
      expect.objectContaining({
        code: 'XX001',
        row: 0,
        message: expect.stringMatching(/more attributes than the schema has columns: block 0, tuple 1 of memory/),
      }),
    );
  });
});

describe('a batch of another table', () => {
  it('is refused, although it has the same columns', async () => {
    const arena = new Arena();
    const own = await predicate('b = 1', { table: 'a int4 not null, p point, b int4 not null', arena });
    const other = await predicate('b = 1', { table: 'a int4 not null, b int4 not null', arena });
    const batch = other.newHeapBatch(1);
    expect(() => own.select(batch)).toThrow('the batch is of another table than the program was made for');
    expect(other.select(batch).rows).toBe(0);
  });
});
