/** Threaded closures: each step is a closure that calls the next one. */
import type { Engine } from '../engine.js';
import { Frame } from '../frame.js';
import { frameKernel } from '../frame-kernel.js';
import { functionsOver } from '../../functions/table.js';
import { relocate } from '../relocate.js';
import { link, runRows, type Chain } from './chain.js';

export const closureEngine: Engine = {
  name: 'closure',
  dispatch: 'replicated',
  load(program, arena) {
    const frame = new Frame(program, arena);
    let views = arena.views;
    let resultsAt = -1;
    let chain: Chain | undefined;
    return frameKernel(frame, 'row by row', () => {
      // Closures hold the typed arrays and the addresses themselves, so they are made again when either moves.
      if (chain === undefined || views !== arena.views || resultsAt !== frame.results) {
        views = arena.views;
        resultsAt = frame.results;
        chain = link(relocate(frame), { ...views, runtime: arena.runtime, functions: functionsOver(arena) });
      }
      const linked = chain;
      return (from, to) => {
        runRows(linked, views.i32, frame.bitmap, from, to);
      };
    });
  },
};
