/** Rows in linear memory for tests: all in one batch, and each alone, so that every row's own outcome can be seen when some raise. */
import type { Value } from '../../src/catalog/types.js';
import type { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import type { Schema } from '../../src/sql/expression.js';

export type Row = readonly (Value | null)[];

export interface Table {
  readonly arena: Arena;
  readonly schema: Schema;
  readonly rows: readonly Row[];
  readonly all: Batch;
  readonly each: readonly Batch[];
}

export function tableOf(arena: Arena, schema: Schema, rows: readonly Row[], form: 'plain' | 'narrow' = 'plain'): Table {
  return {
    arena,
    schema,
    rows,
    all: batchOf(arena, schema, rows, form),
    each: rows.map((row) => batchOf(arena, schema, [row], form)),
  };
}

function batchOf(arena: Arena, schema: Schema, rows: readonly Row[], form: 'plain' | 'narrow'): Batch {
  const batch = new Batch(arena, schema, rows.length, undefined, form);
  rows.forEach((row, r) => {
    schema.forEach((_, c) => {
      batch.set(c, r, row[c] ?? null);
    });
  });
  batch.rows = rows.length;
  return batch;
}

export function freeTable(table: Table): void {
  for (const batch of [table.all, ...table.each]) batch.free();
}
