/** Runs both functions of the switch interpreter once, for node's --print-bytecode. */
import { execute } from '../../../src/engines/switch/columns.generated.js';

const memory = new ArrayBuffer(1024);
const views = {
  u8: new Uint8Array(memory),
  i16: new Int16Array(memory),
  i32: new Int32Array(memory),
  i64: new BigInt64Array(memory),
  f32: new Float32Array(memory),
  f64: new Float64Array(memory),
};
try {
  // No opcode has this number: `execute` asks `executeRare`, which has no case for it either.
  execute(Int32Array.of(1_000_000), views, {}, [], 0, 0, 1);
} catch {
  process.exitCode = 0;
}
