/** What the kernels of all engines have in common: a frame, and a function that runs the first rows of a batch. */
import type { Kernel } from './engine.js';
import type { Frame } from './frame.js';
import { runBatch, type Way } from './run-batch.js';

/** Runs the rows 0 to `rows` of the batch that is bound. */
export type RunRows = (rows: number) => void;

/** A kernel over the frame. `ready` is asked before each run, when the batch is bound, so addresses that may have moved are settled. */
export function frameKernel(frame: Frame, way: Way, ready: () => RunRows): Kernel {
  return {
    setParams: (values) => {
      frame.setParams(values);
    },
    run(batch) {
      frame.bind(batch);
      const run = ready();
      frame.arena.resetScratch();
      // The clock stands still within a batch; only families' functions look at it.
      if (frame.program.families.length > 0) frame.arena.setClock();
      try {
        runBatch(batch, way, run);
      } catch (error) {
        // What the row had made there would be missing to whoever reads a value next.
        frame.arena.resetScratch();
        throw error;
      }
    },
    get bitmap() {
      return frame.bitmap;
    },
    get results() {
      return frame.results;
    },
    free: () => {
      frame.free();
    },
  };
}
