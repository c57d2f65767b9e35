/** The functions of a scan as the JIT uses them: parsed stencils. */
import type { Layout } from '../../program/metadata.js';
import { parseStencil, type Stencil } from './stencil.js';
import { scans } from './stencils.generated.js';

export interface ScanCode {
  /** The type of the function, as `i32_i32_i32__`. */
  readonly signature: string;
  /** The types of the locals behind the parameters. */
  readonly locals: readonly string[];
  readonly stencil: Stencil;
}

const parsed = new Map<Layout, readonly ScanCode[]>();

/** The functions of the scan over a layout: the first has the program in it, the last is exported. */
export function scanCode(layout: Layout): readonly ScanCode[] {
  let functions = parsed.get(layout);
  if (functions === undefined) {
    functions = scans[layout].functions.map(({ signature, locals, code }) => ({
      signature,
      locals,
      stencil: parseStencil(code, []),
    }));
    parsed.set(layout, functions);
  }
  return functions;
}
