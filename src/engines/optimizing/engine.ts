/**
 * A heavy compiler beside the light one: the program's stencils as one function, read by Binaryen, put through its optimiser at -O3 and written again. Binaryen
 * (some 10 MB, and half a second to load) is no part of quern: it is imported when this engine is asked for.
 */
import { SqlError } from '../../error.js';
import type { Engine } from '../engine.js';
import type { KernelModule } from '../stencils/module.js';
import { moduleKernel } from '../stencils/module-kernel.js';

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
    binaryen ??= ((await import(name)) as { default: Binaryen }).default;
  } catch {
    throw new SqlError('58P01', 'the engine optimizing needs the package binaryen, which is not installed', {
      hint: 'npm install binaryen, or choose another engine.',
    });
  }
}

/** The module after Binaryen's optimiser. */
export function optimize(kernel: KernelModule): KernelModule {
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

export const optimizingEngine: Engine = {
  name: 'optimizing',
  prepare: loadBinaryen,
  load: (program, arena) => moduleKernel(program, arena, optimize),
};
