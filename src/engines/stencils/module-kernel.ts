/** A kernel that is a WebAssembly module of its own, compiled at its first run. */
import type { Arena } from '../../memory/arena.js';
import type { Program } from '../../program/program.js';
import type { Kernel } from '../engine.js';
import { Frame } from '../frame.js';
import { frameKernel } from '../frame-kernel.js';
import { instantiate } from '../instantiate.js';
import { writeModule, type KernelModule } from './module.js';

/** Runs the rows `from` to `to` of the batch that the frame is bound to. */
export type Scan = (bitmap: number, from: number, to: number) => void;

/** `finish` is what an engine does to the module before V8 compiles it. */
export function moduleKernel(program: Program, arena: Arena, finish: (module: KernelModule) => KernelModule): Kernel {
  const frame = new Frame(program, arena);
  let resultsAt = -1;
  let scan: Scan | undefined;
  return frameKernel(frame, 'page by page', () => {
    if (scan === undefined || resultsAt !== frame.results) {
      resultsAt = frame.results;
      const module = finish(writeModule(frame));
      scan = instantiate(new WebAssembly.Module(module.bytes), module, arena)['scan'] as Scan;
    }
    const run = scan;
    return (rows) => {
      run(frame.bitmap, 0, rows);
    };
  });
}
