/** The switch interpreter: one loop, one shared dispatch. */
import type { Engine } from '../engine.js';
import { Frame } from '../frame.js';
import { frameKernel } from '../frame-kernel.js';
import { functionsOver } from '../../functions/table.js';
import { relocate } from '../relocate.js';
import { execute as executeColumns } from './columns.generated.js';
import { execute as executeHeap } from './heap.generated.js';

export const switchEngine: Engine = {
  name: 'switch',
  dispatch: 'shared',
  load(program, arena) {
    const frame = new Frame(program, arena);
    const execute = program.layout === 'heap' ? executeHeap : executeColumns;
    let resultsAt = frame.results;
    let code = relocate(frame);
    let views = arena.views;
    let functions = functionsOver(arena);
    return frameKernel(frame, 'row by row', () => {
      if (views !== arena.views) {
        views = arena.views;
        functions = functionsOver(arena);
      }
      if (resultsAt !== frame.results) {
        resultsAt = frame.results;
        code = relocate(frame);
      }
      return (from, to) => {
        execute(code, views, arena.runtime, functions, frame.bitmap, from, to);
      };
    });
  },
};
