/**
 * Threaded code in WebAssembly: each step is a function that calls the next one in tail position. In the shared version all do so through one function; in the register version the
 * value written last is in parameters.
 */
import { wasmInterpreter } from '../wasm-interpreter/engine.js';

export const wasmThreadedEngine = wasmInterpreter('wasm-threaded', 'replicated', () => import('./memory.generated.js'));
export const wasmThreadedSharedEngine = wasmInterpreter(
  'wasm-threaded-shared',
  'shared',
  () => import('./shared.generated.js'),
);
export const wasmThreadedRegisterEngine = wasmInterpreter(
  'wasm-threaded-register',
  'replicated',
  () => import('./register.generated.js'),
);
