/**
 * `auto` as the library has it: the interpreter that is ready soonest and the compiler whose rows are fastest; closures and the other compiler, loaded only then, where
 * those do not run.
 */
import { autoEngine } from './auto/engine.js';
import { vectorEngine } from './vector/engine.js';
import { wasmSwitchEngine } from './wasm-switch/engine.js';

/** Begins in an interpreter that is ready at once, and compiles what runs for long enough. */
export const auto = autoEngine(wasmSwitchEngine, vectorEngine, {
  otherwise: async () => (await import('./closure/engine.js')).closureEngine,
  otherwiseCompiler: async () => (await import('./copy-patch/engine.js')).copyPatchEngine,
});
