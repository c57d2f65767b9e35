/** The engines by name, each imported when it is asked for: a predicate carries no engine that it does not run on. */
import { SqlError } from '../error.js';
import { loadPart } from '../platform/load-part.js';
import type { Engine } from './engine.js';
import type * as objects from './objects/engine.js';

const loaders = {
  switch: async () => (await import('./switch/engine.js')).switchEngine,
  closure: async () => (await import('./closure/engine.js')).closureEngine,
  'wasm-switch': async () => (await import('./wasm-switch/engine.js')).wasmSwitchEngine,
  'wasm-switch-register': async () => (await import('./wasm-switch/engine.js')).wasmSwitchRegisterEngine,
  'wasm-threaded': async () => (await import('./wasm-threaded/engine.js')).wasmThreadedEngine,
  'wasm-threaded-shared': async () => (await import('./wasm-threaded/engine.js')).wasmThreadedSharedEngine,
  'wasm-threaded-register': async () => (await import('./wasm-threaded/engine.js')).wasmThreadedRegisterEngine,
  'copy-patch': async () => (await import('./copy-patch/engine.js')).copyPatchEngine,
  optimizing: async () => (await import('./optimizing/engine.js')).optimizingEngine,
  vector: async () => (await import('./vector/engine.js')).vectorEngine,
} as const satisfies Record<string, () => Promise<Engine>>;

export type EngineName = keyof typeof loaders;
export const engineNames = Object.keys(loaders) as readonly EngineName[];

/** The engines that are loaded and prepared, and what reads rows. */
const ready = new Map<EngineName | 'auto', Engine>();
let readyRows: RowEngine | undefined;

const loadAuto = async (): Promise<Engine> => (await import('./default-engine.js')).auto;

/** The engine of that name, prepared. Raises 22023 when there is none, 58P01 when its file cannot be had, 0A000 when it does not run here. */
export async function engineNamed(name: EngineName | 'auto'): Promise<Engine> {
  if (name !== 'auto' && !Object.hasOwn(loaders, name)) {
    throw new SqlError('22023', `there is no engine "${String(name)}"`, {
      hint: `The engines are ${engineNames.join(', ')} and auto.`,
    });
  }
  const [engine] = await Promise.all([
    loadPart<Engine>(`the engine ${name}`, name === 'auto' ? loadAuto : loaders[name]),
    loadCounting(),
  ]);
  await engine.prepare?.();
  ready.set(name, engine);
  return engine;
}

/** The engine that runs the prefixes of a predicate that is analysed. It comes beside any engine, because `analysis` waits for nothing. */
const countingName = 'copy-patch' satisfies EngineName;

async function loadCounting(): Promise<void> {
  if (!ready.has(countingName))
    ready.set(countingName, await loadPart(`the engine ${countingName}`, loaders[countingName]));
}

/** What counts the rows that each conjunct lets through, loaded with the first engine. */
export function countingEngine(): Engine {
  const engine = ready.get(countingName);
  if (engine === undefined) throw new SqlError('XX000', `the engine ${countingName} is not loaded`);
  return engine;
}

/** The same for what waits for nothing, with what reads rows unless they are copied. Raises 55000 when one is not loaded, which names it. */
export function loadedEngines(
  name: EngineName | 'auto',
  copiesRows = false,
): {
  readonly engine: Engine;
  readonly rowEngine: RowEngine | undefined;
} {
  const engine = ready.get(name);
  const readsRows = !copiesRows && readInPlace.has(name);
  if (engine === undefined || (readsRows && readyRows === undefined))
    throw new SqlError('55000', `the engine ${name} is not loaded`, {
      hint: `Await prepare({ engines: ['${name}'] }) first, or use the asynchronous function.`,
    });
  return { engine, rowEngine: readsRows ? readyRows : undefined };
}

/** What reads rows that are JavaScript objects in place. */
export type RowEngine = typeof objects;

/** The engines whose predicates read rows in place; the others copy what they need of them into a batch. */
const readInPlace: ReadonlySet<string> = new Set<EngineName | 'auto'>(['auto', 'switch', 'closure']);

/** What reads rows in place for the engine of that name, if its predicates do so. Raises 58P01 when its file cannot be had. */
export async function rowEngineOf(name: EngineName | 'auto'): Promise<RowEngine | undefined> {
  if (!readInPlace.has(name)) return undefined;
  readyRows = await loadPart('what reads rows', () => import('./objects/engine.js'));
  return readyRows;
}
