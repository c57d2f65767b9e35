/** The engines there are, by name. */
import { SqlError } from '../error.js';
import { closureEngine } from './closure/engine.js';
import { copyPatchEngine } from './copy-patch/engine.js';
import type { Engine } from './engine.js';
import { optimizingEngine } from './optimizing/engine.js';
import { switchEngine } from './switch/engine.js';

export const engines = {
  switch: switchEngine,
  closure: closureEngine,
  'copy-patch': copyPatchEngine,
  optimizing: optimizingEngine,
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];

/** The engine of that name, prepared; `auto` is the fastest one that is never wrong to choose. */
export async function engineNamed(name: EngineName | 'auto'): Promise<Engine> {
  const engine: Engine | undefined = name === 'auto' ? engines['copy-patch'] : engines[name];
  if (engine === undefined) {
    throw new SqlError('22023', `there is no engine "${String(name)}"`, { hint: `The engines are ${engineNames.join(', ')} and auto.` });
  }
  await engine.prepare?.();
  return engine;
}
