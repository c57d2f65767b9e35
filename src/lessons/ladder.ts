/** A predicate on a few rungs of the ladder, on several engines: what each rung saves. */
import type { EngineName } from '../engines/named.js';
import { rungs, type Rung } from '../program/program.js';
import { entry, fieldOf } from './engine-race.js';
import type { Figure, Surroundings } from './experiment.js';
import { pointAt, ratioOf, type Spread } from './statistics.js';
import { spreadFor, timeInTurns } from './timing.js';

/** What was timed. */
export interface Ladder {
  readonly engines: readonly EngineName[];
  readonly rungs: readonly Rung[];
  /** Nanoseconds a row. */
  time(engine: EngineName, rung: Rung): Spread;
  /** The part of the time on one rung that is left on another. */
  left(engine: EngineName, from: Rung, to: Rung): number;
  readonly figure: Figure;
}

const usualRows = 65_536;

/** Times the predicate on each engine and rung, all in turn. */
export async function timeLadder(
  sql: string,
  engines: readonly EngineName[],
  on: readonly Rung[],
  surroundings: Surroundings,
): Promise<Ladder> {
  const field = fieldOf(usualRows, surroundings.effort);
  const contenders = [];
  for (const engine of engines)
    for (const rung of on)
      contenders.push(await field.contender(entry(engine, rung), engine, await field.program(sql, rung)));
  const times = await timeInTurns(contenders, surroundings, { rounds: 20 });
  const time = (engine: EngineName, rung: Rung): Spread => spreadFor(times, entry(engine, rung));
  return {
    engines,
    rungs: on,
    time,
    left: (engine, from, to) => ratioOf(time(engine, to), time(engine, from)),
    figure: {
      kind: 'bars',
      title: sql,
      x: { label: 'engine', labels: engines },
      y: { label: 'ns a row' },
      series: on.map((rung) => ({
        name: `rung ${rung}: ${rungs[rung]}`,
        points: engines.map((engine, n) => pointAt(n, time(engine, rung))),
      })),
    },
  };
}
