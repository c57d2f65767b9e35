/** The engine over columns of 64 rows at a time: words for what is true and what is null, SIMD lanes for numbers, and a row at a time what has neither. */
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import type { Engine } from '../engine.js';
import { divisors } from '../stencils/baking.js';
import { ModuleCache } from '../stencils/module-cache.js';
import { moduleEngine } from '../stencils/module-engine.js';
import { fewBits } from './kinds.js';
import { narrowable } from './narrowable.js';
import { searches } from './search.js';
import { writeVectorModule } from './write.js';

/** A function that returns a vector's lane: valid only where there are vectors. */
const probe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b],
);

/** A boolean constant is no slot of the kernel but part of its words, what texts are searched for by is part of its code, and a table of few bits is a vector. */
const foldedConstants = ({ constants, tables }: Program): string =>
  [
    ...constants.map((constant, slot) =>
      constant.type === 'bool'
        ? `|${slot}=${constant.value}`
        : constant.type === 'text'
          ? `|${searches(constant)}`
          : '',
    ),
    ...tables.map((table, n) => (fewBits(table) ? `|bits ${n}` : '')),
  ].join('');

export const vectorEngine: Engine = moduleEngine({
  name: 'vector',
  cache: new ModuleCache(256),
  baked: divisors,
  finish: (module) => module,
  stencils: {
    write: (program, baked, narrow) => writeVectorModule(program, baked, narrow, 'apart'),
    shape: foldedConstants,
    rows: 64,
    narrowable,
  },
  prepare: () =>
    WebAssembly.validate(probe)
      ? Promise.resolve()
      : Promise.reject(
          new SqlError('0A000', 'the engine "vector" needs WebAssembly SIMD, which this runtime does not have', {
            hint: 'Use the engine "auto" or "copy-patch".',
          }),
        ),
});
