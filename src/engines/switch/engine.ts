/** The switch interpreter: one loop, one shared dispatch. */
import type { Engine } from '../engine.js';
import { runToFirstError } from '../first-error.js';
import { Frame } from '../frame.js';
import { makeFunctions } from '../functions.generated.js';
import { relocate } from '../relocate.js';
import { execute } from './interpreter.generated.js';

export const switchEngine: Engine = {
  name: 'switch',
  load(program, arena) {
    const frame = new Frame(program, arena);
    let resultsAt = frame.results;
    let code = relocate(frame);
    let views = arena.views;
    let functions = makeFunctions({ ...views, runtime: arena.runtime });
    return {
      setParams: (values) => {
        frame.setParams(values);
      },
      run(batch) {
        frame.bind(batch);
        if (views !== arena.views) {
          views = arena.views;
          functions = makeFunctions({ ...views, runtime: arena.runtime });
        }
        if (resultsAt !== frame.results) {
          resultsAt = frame.results;
          code = relocate(frame);
        }
        arena.resetScratch();
        runToFirstError(batch.rows, (rows) => {
          execute(code, views, arena.runtime, functions, frame.bitmap, 0, rows);
        });
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
  },
};
