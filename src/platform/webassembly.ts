/** Compiling WebAssembly, and why it cannot be: a policy that forbids it is told from a module that is damaged or too new. */
import { reasonOf, SqlError } from '../error.js';

/** The smallest module there is. */
const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Raises 0A000 with the reason where no WebAssembly at all can run. */
export function checkWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new SqlError('0A000', 'quern needs WebAssembly, which this JavaScript engine does not have', {
      hint: 'Some browsers switch it off in a protected mode; newer versions have it.',
    });
  }
  try {
    // WebKit compiles what a policy forbids, and then refuses to instantiate it.
    new WebAssembly.Instance(new WebAssembly.Module(empty));
  } catch (error) {
    throw new SqlError('0A000', 'quern needs WebAssembly, which may not be compiled here', {
      detail: reasonOf(error),
      hint: "If the page has a content security policy, its script-src must contain 'wasm-unsafe-eval'.",
    });
  }
}

/** The compiled module. If no module can run here the error says so; any other failure becomes the error that `otherwise` makes of its reason. */
export async function compileWebAssembly(
  bytes: Uint8Array<ArrayBuffer>,
  otherwise: (reason: string) => SqlError,
): Promise<WebAssembly.Module> {
  checkWebAssembly();
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw otherwise(reasonOf(error));
  }
}
