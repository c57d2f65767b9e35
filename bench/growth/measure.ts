/** Measures how compiling grows: each engine in a process of its own, the engines in random order, all sizes again in every turn. */
import type { EngineName } from '../../src/engines/named.js';
import { AskedProcess } from '../dialogue.js';
import { median, summarize, type Summary } from '../statistics.js';
import { growthStages, type GrowthAnswer, type GrowthQuestion, type GrowthStage, type Round } from './messages.js';
import { seriesNames, sizes, type SeriesName } from './series.js';

export interface Growth {
  readonly engine: EngineName;
  readonly series: SeriesName;
  readonly conjuncts: number;
  /** Microseconds from the text to the first row's bit. */
  readonly total: Summary;
  /** Medians, in microseconds. */
  readonly stages: Round;
}

export interface GrowthOptions {
  readonly engines: readonly EngineName[];
  readonly turns: number;
  readonly warmUpMilliseconds: number;
  readonly onStep: (what: string, done: number) => void;
}

/** What was measured, and what was not and why. */
export interface GrowthOutcome {
  readonly growth: readonly Growth[];
  readonly left: readonly string[];
}

/** A size that takes so long is not measured in every turn, and larger ones not at all, in microseconds. */
const long = 1_000_000;
const longTurns = 3;

interface Cell {
  readonly engine: EngineName;
  readonly series: SeriesName;
  readonly conjuncts: number;
  readonly rounds: Round[];
  refused: string | undefined;
}

export async function measureGrowth({
  engines,
  turns,
  warmUpMilliseconds,
  onStep,
}: GrowthOptions): Promise<GrowthOutcome> {
  const processes = new Map<EngineName, AskedProcess<GrowthQuestion, GrowthAnswer>>();
  const cells = engines.flatMap((engine) =>
    seriesNames.flatMap((series) =>
      sizes.map((conjuncts): Cell => ({ engine, series, conjuncts, rounds: [], refused: undefined })),
    ),
  );
  try {
    for (const engine of engines) {
      onStep(`${engine}: warming up`, 0);
      const asked = new AskedProcess<GrowthQuestion, GrowthAnswer>('growth/child', engine);
      processes.set(engine, asked);
      await asked.ask({ kind: 'prepare', engine, warmUpMilliseconds }, 'prepared');
    }
    for (let turn = 0; turn < turns; turn++) {
      for (const engine of shuffled(engines)) {
        onStep(engine, turn / turns);
        for (const cell of cells)
          if (cell.engine === engine && isMeasured(cell, cells, turn)) await visit(cell, processes.get(engine));
      }
    }
  } finally {
    for (const asked of processes.values()) asked.end();
  }
  return { growth: cells.flatMap(toGrowth), left: engines.flatMap((engine) => leftOut(cells, engine)) };
}

async function visit(cell: Cell, asked: AskedProcess<GrowthQuestion, GrowthAnswer> | undefined): Promise<void> {
  const answer = await asked?.ask({ kind: 'visit', series: cell.series, conjuncts: cell.conjuncts }, 'visited');
  cell.refused = answer?.refused;
  cell.rounds.push(...(answer?.rounds ?? []));
}

const totalOf = (round: Round): number => growthStages.reduce((sum, stage) => sum + round[stage], 0);
const isLong = ({ rounds }: Cell): boolean => rounds.some((round) => totalOf(round) > long);

function isMeasured(cell: Cell, cells: readonly Cell[], turn: number): boolean {
  if (cell.refused !== undefined || (turn >= longTurns && isLong(cell))) return false;
  return !cells.some(
    (other) =>
      other.engine === cell.engine && other.series === cell.series && other.conjuncts < cell.conjuncts && isLong(other),
  );
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, order: Math.random() }))
    .sort((x, y) => x.order - y.order)
    .map(({ item }) => item);
}

function toGrowth({ engine, series, conjuncts, rounds }: Cell): Growth[] {
  if (rounds.length === 0) return [];
  const of = (stage: GrowthStage): number => median(rounds.map((round) => round[stage]));
  const stages: Round = {
    parse: of('parse'),
    analyse: of('analyse'),
    simplify: of('simplify'),
    program: of('program'),
    kernel: of('kernel'),
  };
  return [{ engine, series, conjuncts, total: summarize(rounds.map(totalOf)), stages }];
}

function leftOut(cells: readonly Cell[], engine: EngineName): string[] {
  return seriesNames.flatMap((series) => {
    const own = cells.filter((cell) => cell.engine === engine && cell.series === series);
    const refused = own.find((cell) => cell.refused !== undefined);
    const left = own.find((cell) => cell.rounds.length === 0);
    if (refused !== undefined)
      return [`${engine}, ${series}: from ${refused.conjuncts} conjuncts on refused: ${refused.refused}`];
    return left === undefined
      ? []
      : [`${engine}, ${series}: from ${left.conjuncts} conjuncts on left out: one takes longer than ${long / 1e6} s`];
  });
}
