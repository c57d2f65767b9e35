/** The stages between a predicate's text and its first answer, and the time that each takes, in milliseconds. */
import { median } from './statistics.js';

export const stageNames = [
  'program',
  'load',
  'patch',
  'optimize',
  'source',
  'module',
  'instance',
  'ready',
  'firstCall',
] as const;
export type StageName = (typeof stageNames)[number];

/**
 * `program`: typed expression → verified program. `load`: memory for it, and what interpreters do before their first row: closures are linked, wordcode gets addresses. `patch`: copying stencils and filling
 * holes, to a module's bytes. `optimize`: Binaryen. `source`: JavaScript generated and parsed by `new Function`. `module`, `instance`: V8. `ready`:
 * all of these together. `firstCall`: on 64 rows.
 */
export type Stages = Readonly<Partial<Record<StageName, number>>>;

/** The median of each stage. */
export function medianStages(rounds: readonly Stages[]): Stages {
  return Object.fromEntries(
    stageNames.flatMap((stage) => {
      const times = rounds.flatMap((stages) => stages[stage] ?? []);
      return times.length === 0 ? [] : [[stage, median(times)]];
    }),
  );
}
