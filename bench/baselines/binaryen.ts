/**
 * The heavy JIT to compare with: the kernel that copy-and-patch wrote, read by Binaryen, put through its optimiser at -O3 and written again. So
 * both compile the same function, and Binaryen is not charged for building its own form from a program.
 */
import { instantiate } from '../../src/engines/copy-patch/engine.js';
import { writeModule, type KernelModule } from '../../src/engines/copy-patch/module.js';
import { Frame } from '../../src/engines/frame.js';
import { compileQual } from '../../src/program/compile.js';
import type { Scan, Task } from '../contestants.js';
import { demoSchema } from '../dataset.js';
import { orMissing } from '../optional.js';

export type Optimize = (module: KernelModule) => KernelModule;

/** Binaryen's optimiser, loaded at its first use: that takes half a second. */
export async function loadOptimizer(): Promise<Optimize> {
  const { default: binaryen } = await import('binaryen').catch(orMissing('binaryen'));
  const { SignExt, NontrappingFPToInt, BulkMemory, ReferenceTypes, SIMD128, Multivalue } = binaryen.Features;
  // What Node 20 understands: with all features, Binaryen writes sections in forms that are too new for it.
  const features = SignExt | NontrappingFPToInt | BulkMemory | ReferenceTypes | SIMD128 | Multivalue;
  return (kernel) => {
    const module = binaryen.readBinary(kernel.bytes);
    module.setFeatures(features);
    binaryen.setOptimizeLevel(3);
    binaryen.setShrinkLevel(0);
    module.optimize();
    const bytes = module.emitBinary();
    module.dispose();
    return { ...kernel, bytes: new Uint8Array(bytes) };
  };
}

export async function optimizingScan({ conjuncts, rung, arena }: Task): Promise<Scan> {
  const optimize = await loadOptimizer();
  const frame = new Frame(compileQual(conjuncts, { schema: demoSchema, rung }), arena);
  let scan: ReturnType<typeof instantiate> | undefined;
  return (batch) => {
    frame.bind(batch);
    scan ??= instantiate(optimize(writeModule(frame)), arena);
    arena.resetScratch();
    scan(frame.bitmap, 0, batch.rows);
    return frame.bitmap;
  };
}
