/** A family's module in an arena: instantiated once, with the arena's memory, the core's runtime functions and the families it depends on. */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { decodeBase64 } from '../platform/base64.js';
import { raiseIn } from '../arena/raise.js';
import { elementImports } from './element-calls.js';
import { enumImports } from './enum-labels.js';
import { familyStride } from './family.js';
import { normalizeText } from './normalization.js';
import { FamilyNeeded, loadedFamily } from './registry.js';
import { addFunctions, type TableFunction } from './table.js';
import { findZone } from './zone-memory.js';
import { nameSessionZone } from './zone-names.js';

export type FamilyExports = Readonly<Record<string, TableFunction>>;

const modules = new Map<string, WebAssembly.Module>();
const instances = new WeakMap<Arena, Map<string, FamilyExports>>();
/** Who owns what `allocate_state` gives, while a state is made. */
let stateOwner: number[] | undefined;

/** The family's runtime functions over the arena's memory; the family must be loaded. */
export function instantiateFamily(arena: Arena, name: string): FamilyExports {
  let byName = instances.get(arena);
  if (byName === undefined) {
    byName = new Map();
    instances.set(arena, byName);
  }
  let exports = byName.get(name);
  if (exports === undefined) {
    exports = instantiate(arena, name);
    byName.set(name, exports);
  }
  return exports;
}

function instantiate(arena: Arena, name: string): FamilyExports {
  const family = loadedFamily(name);
  if (family === undefined) throw new FamilyNeeded(name);
  let module = modules.get(name);
  if (module === undefined) {
    module = new WebAssembly.Module(decodeBase64(family.module));
    modules.set(name, module);
  }
  const env = {
    ...(arena.runtime as unknown as Record<string, WebAssembly.ImportValue>),
    memory: arena.memory,
    raise: raiseIn(arena.memory),
    allocate_state: (bytes: number) => allocateState(arena, bytes),
    find_zone: findZone(arena.memory),
    normalize_text: normalizeText(arena),
    ...elementImports(arena, instantiateFamily),
    ...enumImports(arena),
  };
  const imports: Record<string, WebAssembly.ModuleImports> = { env };
  for (const other of family.dependsOn)
    imports[other] = instantiateFamily(arena, other) as unknown as WebAssembly.ModuleImports;
  // The words for the offsets of the session's zone come with the family of time zones.
  if (name === 'datetime') nameSessionZone(arena);
  const exports = new WebAssembly.Instance(module, imports).exports as unknown as FamilyExports;
  const functions = family.functions.map((f) => present(exports[f.name], f.name));
  addFunctions(arena, family.number * familyStride, functions);
  return exports;
}

function allocateState(arena: Arena, bytes: number): number {
  if (stateOwner === undefined) throw new SqlError('XX000', 'a function makes a state outside of a preparation');
  const address = arena.allocate(bytes);
  stateOwner.push(address);
  return address;
}

/** What `allocate_state` gives while the work is done belongs to `owned`. */
export function ownStates<T>(owned: number[], work: () => T): T {
  const outside = stateOwner;
  stateOwner = owned;
  try {
    return work();
  } finally {
    stateOwner = outside;
  }
}

function present(f: TableFunction | undefined, name: string): TableFunction {
  if (f === undefined) throw new SqlError('XX000', `there is no runtime function ${name}`);
  return f;
}
