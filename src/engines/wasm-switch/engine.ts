/** The switch interpreter in WebAssembly: one function, a loop around one `br_table`. In the register version the value written last is in locals. */
import type { Engine } from '../engine.js';
import { wasmInterpreter } from '../wasm-interpreter/engine.js';

export const wasmSwitchEngine: Engine = {
  ...wasmInterpreter('wasm-switch', 'shared', () => import('./memory.generated.js')),
  // V8 takes 120 to 140 ms for its 36 kB (`node --trace-wasm-compilation-times`).
  optimising: 120e6,
};
export const wasmSwitchRegisterEngine = wasmInterpreter(
  'wasm-switch-register',
  'shared',
  () => import('./register.generated.js'),
);
