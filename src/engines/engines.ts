/** The engines there are, by name. */
import { SqlError } from '../error.js';
import { autoEngine } from './auto/engine.js';
import { closureEngine } from './closure/engine.js';
import { copyPatchEngine } from './copy-patch/engine.js';
import type { Engine } from './engine.js';
import { optimizingEngine } from './optimizing/engine.js';
import { switchEngine } from './switch/engine.js';
import { wasmSwitchEngine, wasmSwitchRegisterEngine } from './wasm-switch/engine.js';
import { wasmThreadedEngine, wasmThreadedRegisterEngine, wasmThreadedSharedEngine } from './wasm-threaded/engine.js';

export const engines = {
  switch: switchEngine,
  closure: closureEngine,
  'wasm-switch': wasmSwitchEngine,
  'wasm-switch-register': wasmSwitchRegisterEngine,
  'wasm-threaded': wasmThreadedEngine,
  'wasm-threaded-shared': wasmThreadedSharedEngine,
  'wasm-threaded-register': wasmThreadedRegisterEngine,
  'copy-patch': copyPatchEngine,
  optimizing: optimizingEngine,
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];

/** Those whose predicates read rows that are JavaScript objects in place; the others copy what they need into a batch. */
export const rowEngines: ReadonlySet<string> = new Set(['auto', 'switch', 'closure']);

/** Begins in an interpreter that is ready at once, and compiles what runs for long enough. */
export const auto: Engine = autoEngine(engines['wasm-switch'], engines['copy-patch']);

/** The engine of that name, prepared. */
export async function engineNamed(name: EngineName | 'auto'): Promise<Engine> {
  const engine: Engine | undefined = name === 'auto' ? auto : engines[name];
  if (engine === undefined) {
    throw new SqlError('22023', `there is no engine "${String(name)}"`, {
      hint: `The engines are ${engineNames.join(', ')} and auto.`,
    });
  }
  await engine.prepare?.();
  return engine;
}
