/** The copy-and-patch JIT: WebAssembly made by copying stencils and filling their holes, and by nothing else. */
import type { Engine } from '../engine.js';
import { moduleKernel } from '../stencils/module-kernel.js';

export const copyPatchEngine: Engine = {
  name: 'copy-patch',
  load: (program, arena) => moduleKernel(program, arena, (module) => module),
};
