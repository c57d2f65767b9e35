/** Lesson 13: a call of `int4eq` against its body in its place. */
import type { EngineName } from '../../engines/named.js';
import type { Rung } from '../../program/program.js';
import type { Experiment } from '../experiment.js';
import { timeLadder } from '../ladder.js';
import { median } from '../statistics.js';
import { aboutTimes, saved } from '../wording.js';

const interpreters: readonly EngineName[] = ['switch', 'closure', 'wasm-switch', 'wasm-threaded'];
const engines: readonly EngineName[] = [...interpreters, 'copy-patch'];
const on: readonly Rung[] = [2, 3];

/** The experiment of lesson 13. */
export const inlinedFunction: Experiment = {
  name: 'inlined-function',
  summary: 'The predicate a = 42 with a call of int4eq, and with its body in the opcode.',
  async run(surroundings) {
    const ladder = await timeLadder('a = 42', engines, on, surroundings);
    const left = (engine: EngineName): number => ladder.left(engine, 2, 3);
    const inInterpreters = median(interpreters.map(left));
    const compiled = left('copy-patch');
    return {
      figures: [ladder.figure],
      checks: [
        {
          what: 'In the interpreters inlining saves at least 5 %, by the median',
          holds: inInterpreters <= 0.95,
          found: saved(1, inInterpreters),
          published: '10.3 %, of a whole query in PostgreSQL’s interpreter',
        },
        {
          what: 'In the interpreter in WebAssembly, whose speed varies least, too',
          holds: left('wasm-switch') <= 0.95,
          found: saved(1, left('wasm-switch')),
        },
        {
          what: 'In compiled code it saves at least a third, and more than in any interpreter',
          holds: compiled <= 2 / 3 && interpreters.every((engine) => compiled < left(engine)),
          found: `${saved(1, compiled)}; in interpreters ${interpreters.map((engine) => `${saved(1, left(engine))} (${engine})`).join(', ')}`,
        },
      ],
      notes: [aboutTimes],
    };
  },
};
