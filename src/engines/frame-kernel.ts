/** What the kernels of all engines have in common: a frame, and a function that runs rows of a batch. */
import type { Batch, Kernel, RunRange } from './engine.js';
import type { Frame } from './frame.js';
import { runBatch, type Way } from './run-batch.js';

/** V8 takes code into use that it has optimised meanwhile only between two calls, so a large batch is more calls than one. */
const pieceRows = 262_144;

function runInPieces(run: RunRange, rows: number): void {
  let from = 0;
  do {
    const to = Math.min(from + pieceRows, rows);
    run(from, to);
    from = to;
  } while (from < rows);
}

/** A kernel over the frame. `ready` is asked before each run, when the batch is bound, so addresses that may have moved are settled. */
export function frameKernel(frame: Frame, way: Way, ready: (batch: Batch) => RunRange): Kernel {
  /** Runs rows of the batch that is bound. */
  const start = (batch: Batch): RunRange => {
    const run = ready(batch);
    frame.arena.resetScratch();
    // The clock stands still within a batch; only families' functions look at it.
    if (frame.program.families.length > 0) frame.arena.setClock();
    return run;
  };
  return {
    setParams: (values) => {
      frame.setParams(values);
    },
    run(batch) {
      frame.bind(batch);
      const run = start(batch);
      try {
        runBatch(batch, way, (rows) => {
          if (batch.layout === 'heap') run(0, rows);
          else runInPieces(run, rows);
        });
      } catch (error) {
        // What the row had made there would be missing to whoever reads a value next.
        frame.arena.resetScratch();
        throw error;
      }
    },
    open(batch) {
      frame.bind(batch);
      return start(batch);
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
