/** Instantiating a module of ours over an arena: what it imports from `env`, by name. */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { linePointers } from '../memory/heap/line-pointers.js';
import { raiseIn } from '../arena/raise.js';
import { functionTable } from '../functions/table.js';

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
