/** Instantiating a module of ours over an arena: what it imports from `env`, by name. */
import { SqlError } from '../error.js';
import type { Arena } from '../memory/arena.js';
import { decodeBase64 } from '../platform/base64.js';
import { linePointers } from '../memory/heap/line-pointers.js';
import { raiseIn } from '../memory/raise.js';
import { functionsBase64 } from './function-table.generated.js';

/** What a module imports beside `env.memory`. */
export interface ModuleImports {
  /** Runtime functions, `raise`, `line_pointers`. */
  readonly functions: readonly string[];
  /** Whether it calls through the function table, `env.functions`. */
  readonly usesTable: boolean;
}

export function instantiate(
  module: WebAssembly.Module,
  { functions, usesTable }: ModuleImports,
  arena: Arena,
): WebAssembly.Exports {
  const env: Record<string, WebAssembly.ImportValue> = { memory: arena.memory };
  for (const name of functions) {
    const func: unknown =
      name === 'raise'
        ? raiseIn(arena.memory)
        : name === 'line_pointers'
          ? linePointers(arena)
          : arena.runtime[name as keyof Arena['runtime']];
    if (typeof func !== 'function') throw new SqlError('XX000', `there is no runtime function ${name}`);
    env[name] = func as WebAssembly.ExportValue;
  }
  if (usesTable) env['functions'] = functionTable(arena);
  return new WebAssembly.Instance(module, { env }).exports;
}

let functionsModule: WebAssembly.Module | undefined;
const tables = new WeakMap<Arena, WebAssembly.Table>();

/** The function table over an arena's memory, made at its first use. */
function functionTable(arena: Arena): WebAssembly.Table {
  let table = tables.get(arena);
  if (table === undefined) {
    functionsModule ??= new WebAssembly.Module(decodeBase64(functionsBase64));
    const { exports } = new WebAssembly.Instance(functionsModule, {
      env: { memory: arena.memory, raise: raiseIn(arena.memory) },
      runtime: arena.runtime as unknown as WebAssembly.ModuleImports,
    });
    table = exports['functions'] as WebAssembly.Table;
    tables.set(arena, table);
  }
  return table;
}
