/**
 * A heavy compiler beside the light one: the program's stencils as one function, read by Binaryen, put through its optimiser at -O3 and written again. Binaryen
 * (some 10 MB, and half a second to load) is no part of quern: it is imported when this engine is asked for.
 */
import { SqlError } from '../../error.js';
import type { Engine } from '../engine.js';
import { allNumbers } from '../stencils/baking.js';
import type { KernelModule } from '../stencils/module.js';
import { ModuleCache } from '../stencils/module-cache.js';
import { moduleEngine } from '../stencils/module-engine.js';

/** What is used of Binaryen. */
interface Binaryen {
  readonly Features: Readonly<Record<string, number>>;
  readBinary(bytes: Uint8Array): BinaryenModule;
  setOptimizeLevel(level: number): void;
  setShrinkLevel(level: number): void;
}
interface BinaryenModule {
  setFeatures(features: number): void;
  optimize(): void;
  emitBinary(): Uint8Array;
  dispose(): void;
}

/** What Node 20 understands: with all features, Binaryen writes sections in forms that are too new for it. */
const features = ['SignExt', 'NontrappingFPToInt', 'BulkMemory', 'ReferenceTypes', 'SIMD128', 'Multivalue'];

let binaryen: Binaryen | undefined;

async function loadBinaryen(): Promise<void> {
  // Not a literal, so that a bundler does not look for it.
  const name = 'binaryen';
  try {
    binaryen ??= ((await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as { default: Binaryen }).default;
  } catch {
    throw new SqlError('58P01', 'the engine optimizing needs the package binaryen, which is not installed', {
      hint: 'npm install binaryen, or choose another engine.',
    });
  }
}

/** In bytes: beyond some thousand conjuncts its optimiser takes seconds, and then as many more as there are conjuncts. */
const largestModule = 128 * 1024;

/** The module after Binaryen's optimiser. Raises 54000 for one that would take too long. */
export function optimize(kernel: KernelModule): KernelModule {
  if (kernel.bytes.length > largestModule) {
    throw new SqlError('54000', 'the expression is too large for the engine optimizing', {
      detail: `It is ${kernel.bytes.length} bytes of WebAssembly; the limit is ${largestModule}.`,
      hint: 'Choose the engine auto or copy-patch.',
    });
  }
  if (binaryen === undefined) throw new SqlError('XX000', 'the engine optimizing was not prepared');
  const module = binaryen.readBinary(kernel.bytes);
  module.setFeatures(features.reduce((all, name) => all | (binaryen?.Features[name] ?? 0), 0));
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  module.optimize();
  const bytes = new Uint8Array(module.emitBinary());
  module.dispose();
  return { ...kernel, bytes };
}

export const optimizingEngine: Engine = moduleEngine({
  name: 'optimizing',
  cache: new ModuleCache(64),
  baked: allNumbers,
  finish: optimize,
  prepare: loadBinaryen,
});
