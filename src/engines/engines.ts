/** All engines at once, for those who compare them; the library imports each by its name when it is asked for (named.ts). */
import { closureEngine } from './closure/engine.js';
import { copyPatchEngine } from './copy-patch/engine.js';
import type { Engine } from './engine.js';
import type { EngineName } from './named.js';
import { optimizingEngine } from './optimizing/engine.js';
import { switchEngine } from './switch/engine.js';
import { vectorEngine } from './vector/engine.js';
import { wasmSwitchEngine, wasmSwitchRegisterEngine } from './wasm-switch/engine.js';
import { wasmThreadedEngine, wasmThreadedRegisterEngine, wasmThreadedSharedEngine } from './wasm-threaded/engine.js';

export { auto } from './default-engine.js';
export { engineNamed, engineNames, type EngineName } from './named.js';

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
  vector: vectorEngine,
} as const satisfies Record<EngineName, Engine>;
