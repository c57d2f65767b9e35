/** The stepper as an engine, so that whatever compares engines compares it too. */
import type { Value } from '../src/catalog/types.js';
import type { Engine } from '../src/engines/engine.js';
import { runBatch } from '../src/engines/run-batch.js';
import { Stepper } from '../src/stepper/stepper.js';

export const steppingEngine: Engine = {
  name: 'stepper',
  dispatch: 'shared',
  load(program, arena) {
    const stepper = new Stepper(program, arena);
    return {
      setParams: (values: readonly (Value | null)[]) => {
        stepper.setParams(values);
      },
      run(batch) {
        stepper.bind(batch);
        runBatch(batch, 'row by row', (rows) => {
          arena.views.i32.fill(0, stepper.bitmap >> 2, (stepper.bitmap >> 2) + ((rows + 31) >> 5));
          for (let row = 0; row < rows; row++) {
            stepper.begin(row);
            while (stepper.next !== undefined) stepper.step();
            const word = (stepper.bitmap >> 2) + (row >> 5);
            if (stepper.selected === true) arena.views.i32[word] = (arena.views.i32[word] ?? 0) | (1 << (row & 31));
          }
        });
      },
      get bitmap() {
        return stepper.bitmap;
      },
      get results() {
        return stepper.results;
      },
      free: () => {
        stepper.free();
      },
    };
  },
};
