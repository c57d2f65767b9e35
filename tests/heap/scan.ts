/** A random table as quern reads it from its file, and what a predicate selects there and in the server. */
import type { Server } from '../../bench/postgres/server.js';
import type { HeapTable } from '../../src/catalog/attribute.js';
import type { EngineName } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Arena } from '../../src/arena/arena.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { HeapReader, type HeapReaderOptions } from '../../src/inputs/heap.js';
import type { DeformRung } from '../../src/program/deform/deform.js';
import type { Rung } from '../../src/program/program.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { loadParser, parseHeapTable } from '../../src/sql/index.js';

/** How a predicate is run. */
export interface Way {
  readonly engine: EngineName;
  readonly rung: Rung;
  readonly deform: DeformRung;
}

/** What a predicate selects: ctids in the order of the file, or the error that it raises. */
export type Selected = readonly string[] | { readonly code: string; readonly message: string };

/** The pages of a file in batches, all of them at once; close it in the end. */
export class Scan {
  readonly arena: Arena;
  readonly table: HeapTable;
  readonly #reader: HeapReader;
  readonly batches: readonly HeapBatch[];

  private constructor(arena: Arena, reader: HeapReader, batches: readonly HeapBatch[]) {
    this.arena = arena;
    this.table = reader.table;
    this.#reader = reader;
    this.batches = batches;
  }

  /** Opens a table's file by its schema, and reads all of it, so many pages a batch. */
  static async open(
    path: string,
    schema: string,
    pages: number,
    options: Omit<HeapReaderOptions, 'table'> = {},
  ): Promise<Scan> {
    await loadParser();
    const arena = new Arena();
    const table = parseHeapTable(schema, { call: constantCaller(arena), supported: supportedFunctions });
    const reader = await HeapReader.open(arena, path, { ...options, table });
    const batches: HeapBatch[] = [];
    for (;;) {
      const batch = new HeapBatch(arena, table, pages);
      if ((await reader.read(batch)) === 0) break;
      batches.push(batch);
    }
    return new Scan(arena, reader, batches);
  }

  /** What a predicate selects, run in one way. */
  async selected(sql: string, way: Way): Promise<Selected> {
    let compiled: Predicate | undefined;
    try {
      const found: string[] = [];
      compiled = await predicate(sql, { table: this.table, arena: this.arena, ...way });
      for (const batch of this.batches)
        for (const row of compiled.select(batch).indices()) found.push(ctidOf(batch, row));
      return found;
    } catch (error) {
      return errorOf(error);
    } finally {
      compiled?.free();
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}

/** A row's place as the server prints it. */
export function ctidOf(batch: HeapBatch, row: number): string {
  const { block, offset } = batch.ctid(row);
  return `(${block},${offset})`;
}

/** What a predicate selects in the server. */
export async function selectedByServer(server: Server, table: string, sql: string): Promise<Selected> {
  try {
    return (await server.query(`SELECT ctid FROM ${table} WHERE ${sql}`)).map(([ctid]) => ctid ?? '');
  } catch (error) {
    return errorOf(error);
  }
}

/** Does the server refuse the predicate before it has seen a row? Planning evaluates more than execution may ever need. */
export async function raisedByPlanner(server: Server, table: string, sql: string): Promise<boolean> {
  try {
    await server.query(`EXPLAIN SELECT ctid FROM ${table} WHERE ${sql}`);
    return false;
  } catch (error) {
    return 'code' in errorOf(error);
  }
}

function errorOf(error: unknown): Selected {
  if (!(error instanceof SqlError)) throw error;
  return { code: error.code, message: error.message };
}
