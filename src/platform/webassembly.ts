/** Compiling WebAssembly, and why it cannot be: a policy that forbids it is told from a module that is damaged or too new. */
import { SqlError } from '../error.js';

/** The smallest module there is. */
const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Why no WebAssembly at all can be compiled here, or undefined when it can be. */
export function webAssemblyRefusal(): SqlError | undefined {
  if (typeof WebAssembly === 'undefined') {
    return new SqlError('0A000', 'quern needs WebAssembly, which this JavaScript engine does not have', {
      hint: 'Some browsers switch it off in a protected mode; otherwise a newer version has it.',
    });
  }
  try {
    new WebAssembly.Module(empty);
    return undefined;
  } catch (error) {
    return new SqlError('0A000', 'quern needs WebAssembly, which may not be compiled here', {
      detail: error instanceof Error ? error.message : String(error),
      hint: "If the page has a content security policy, its script-src must contain 'wasm-unsafe-eval'.",
    });
  }
}

/** The compiled module. If no module can be compiled here the error says so; any other failure becomes the error that `otherwise` makes of its reason. */
export async function compileWebAssembly(
  bytes: Uint8Array<ArrayBuffer>,
  otherwise: (reason: string) => SqlError,
): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw webAssemblyRefusal() ?? otherwise(error instanceof Error ? error.message : String(error));
  }
}
