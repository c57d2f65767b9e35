/** `auto` as the library has it: the interpreter that is ready soonest and the quickest compiler, and closures where that interpreter cannot be had. */
import { closureEngine } from './closure/engine.js';
import { copyPatchEngine } from './copy-patch/engine.js';
import { wasmSwitchEngine } from './wasm-switch/engine.js';
import { autoEngine } from './auto/engine.js';

/** Begins in an interpreter that is ready at once, and compiles what runs for long enough. */
export const auto = autoEngine(wasmSwitchEngine, copyPatchEngine, { otherwise: closureEngine });
