/** The copy-and-patch JIT: WebAssembly made by copying stencils and filling their holes, and by nothing else. */
import type { Engine } from '../engine.js';
import { divisors } from '../stencils/baking.js';
import { ModuleCache } from '../stencils/module-cache.js';
import { moduleEngine } from '../stencils/module-engine.js';

/** The modules that are kept. */
export const kernelModules = new ModuleCache(256);

export const copyPatchEngine: Engine = moduleEngine({
  name: 'copy-patch',
  cache: kernelModules,
  baked: divisors,
  finish: (module) => module,
});
