/** The switch interpreter in WebAssembly: one function, a loop around one `br_table`. In the register version the value written last is in locals. */
import { wasmInterpreter } from '../wasm-interpreter/engine.js';

export const wasmSwitchEngine = wasmInterpreter('wasm-switch', 'shared', () => import('./memory.generated.js'));
export const wasmSwitchRegisterEngine = wasmInterpreter(
  'wasm-switch-register',
  'shared',
  () => import('./register.generated.js'),
);
