/**
 * The function tables over an arena: one for WebAssembly (`env.functions`, and those of interpreters that have a table of their own), one for
 * the JavaScript engines. Core is in each from the beginning, a family from when it is instantiated in the arena.
 */
import { familyStride } from './family.js';
import { makeFunctions } from './core.generated.js';
import { functionsBase64 } from './core-table.generated.js';
import type { Arena, Views } from '../arena/arena.js';
import { decodeBase64 } from '../platform/base64.js';
import { raiseIn } from '../arena/raise.js';

/** A function of core over lanes, or one of a family over the address and the number of its arguments' cells. */
export type TableFunction = (...args: readonly (number | bigint)[]) => number | bigint;
export type Functions = TableFunction[];

interface Tables {
  readonly shared: WebAssembly.Table;
  readonly others: WebAssembly.Table[];
  readonly families: Map<number, TableFunction>;
  views: Views;
  functions: Functions;
}

let module: WebAssembly.Module | undefined;
const all = new WeakMap<Arena, Tables>();

function tablesOf(arena: Arena): Tables {
  let tables = all.get(arena);
  if (tables === undefined) {
    module ??= new WebAssembly.Module(decodeBase64(functionsBase64));
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory: arena.memory, raise: raiseIn(arena.memory) },
      runtime: arena.runtime as unknown as WebAssembly.ModuleImports,
    });
    const shared = exports['functions'] as WebAssembly.Table;
    tables = { shared, others: [], families: new Map(), views: arena.views, functions: coreOver(arena) };
    all.set(arena, tables);
  }
  return tables;
}

/** Room for all numbers from the beginning, so that V8 keeps the array dense. */
function coreOver({ views, runtime }: Arena): Functions {
  const functions: Functions = new Array<TableFunction>(16 * familyStride);
  (makeFunctions({ ...views, runtime }) as Functions).forEach((f, n) => {
    functions[n] = f;
  });
  return functions;
}

/** The table that kernels import as `env.functions`. */
export const functionTable = (arena: Arena): WebAssembly.Table => tablesOf(arena).shared;

/** Fills a table that a module has of its own, now and whenever a family is added. */
export function fillTable(table: WebAssembly.Table, arena: Arena): void {
  const { shared, others } = tablesOf(arena);
  if (table.length < shared.length) table.grow(shared.length - table.length);
  for (let n = 0; n < shared.length; n++) {
    const f: unknown = shared.get(n);
    if (f !== null) table.set(n, f);
  }
  others.push(table);
}

/** The functions by number, for the JavaScript engines. They hold the typed arrays, so there are others when the memory has grown. */
export function functionsOver(arena: Arena): Functions {
  const tables = tablesOf(arena);
  if (tables.views !== arena.views) {
    tables.views = arena.views;
    tables.functions = coreOver(arena);
    for (const [n, f] of tables.families) tables.functions[n] = f;
  }
  return tables.functions;
}

/** Adds a family's functions to every table. */
export function addFunctions(arena: Arena, first: number, functions: readonly TableFunction[]): void {
  const tables = tablesOf(arena);
  const list = functionsOver(arena);
  for (const table of [tables.shared, ...tables.others]) {
    if (table.length < first + familyStride) table.grow(first + familyStride - table.length);
    functions.forEach((f, i) => {
      table.set(first + i, f);
    });
  }
  functions.forEach((f, i) => {
    tables.families.set(first + i, f);
    list[first + i] = f;
  });
}
