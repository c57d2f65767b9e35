/** `auto` as the library has it: the interpreter that is ready soonest and the compiler whose rows are fastest; closures and the other compiler where those do not run. */
import { closureEngine } from './closure/engine.js';
import { copyPatchEngine } from './copy-patch/engine.js';
import { wasmSwitchEngine } from './wasm-switch/engine.js';
import { vectorEngine } from './vector/engine.js';
import { autoEngine } from './auto/engine.js';

/** Begins in an interpreter that is ready at once, and compiles what runs for long enough. */
export const auto = autoEngine(wasmSwitchEngine, vectorEngine, {
  otherwise: closureEngine,
  otherwiseCompiler: copyPatchEngine,
});
