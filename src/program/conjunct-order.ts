/**
 * The order of the conjuncts of a WHERE. Only those that cannot raise change places, and none crosses one that can: that one is then evaluated for
 * the same rows as in the order written, so that the same error comes first.
 */
import type { Expr } from '../sql/expression.js';
import { lowerQual } from './lower.js';
import { isSafe } from '../functions/function-info.js';
import { functionInfo } from '../functions/functions.js';
import type { Layout } from './metadata.js';
import { isLabel, opcodeInfo, type Draft, type Step } from './steps.js';

/**
 * The maximal runs of neighbouring conjuncts that may change places among themselves, as their numbers from 0 in the order given; a run has two
 * or more. What a conjunct can raise is read off its generic steps: the passes of the rungs only put other forms of the same functions in their
 * places, so that the runs hold on every rung. A parameter may have any value: `a % $1` and `c LIKE $1` do not move. Over heap pages every
 * conjunct that reads a column can raise, when a tuple is damaged, and nothing moves.
 */
export function movableRuns(conjuncts: readonly Expr[], layout: Layout = 'columns'): readonly (readonly number[])[] {
  if (layout === 'heap') return [];
  const runs: number[][] = [];
  let run: number[] = [];
  conjuncts.forEach((conjunct, number) => {
    if (canRaise(conjunct)) {
      run = [];
      return;
    }
    run.push(number);
    if (run.length === 2) runs.push(run);
  });
  return runs;
}

/** How a conjunct was measured, by itself over rows of all kinds. */
export interface MeasuredConjunct {
  /** The part of the rows for which it is true, from 0 to 1; NaN if there were none. */
  readonly passes: number;
  /** Nanoseconds a row. */
  readonly cost: number;
}

/** Nanoseconds: about a cycle of a processor. Less than this between two costs is noise. */
const leastCost = 0.25;

/**
 * The numbers of all conjuncts in the cheapest order that the runs allow, on the assumption that whether one is true says nothing about another:
 * in each run ascending by cost / (1 - passes), the nanoseconds for a row rejected (J. M. Hellerstein, M. Stonebraker, "Predicate Migration",
 * SIGMOD 1993). Those that reject nothing, or were never measured, go last; equals keep their order.
 */
export function bestOrder(
  measured: readonly MeasuredConjunct[],
  runs: readonly (readonly number[])[],
): readonly number[] {
  const order = measured.map((_, number) => number);
  const rank = measured.map(costOfRejection);
  for (const run of runs) {
    const sorted = [...run].sort((a, b) => compare(rank[a] ?? Infinity, rank[b] ?? Infinity));
    run.forEach((place, i) => {
      order[place] = sorted[i] ?? place;
    });
  }
  return order;
}

/** Clocks and counts are rough: a cost below what can be is taken for the least, a rate outside of 0 to 1 for the nearer end. */
function costOfRejection({ passes, cost }: MeasuredConjunct): number {
  const rejects = 1 - Math.max(passes, 0);
  return rejects > 0 && !Number.isNaN(cost) ? Math.max(cost, leastCost) / rejects : Infinity;
}

/** Not the difference, which is NaN for two infinities. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Can the conjunct raise over columns, whatever is in them and in the parameters? Whoever compiles it sees to its size. */
export function canRaise(conjunct: Expr): boolean {
  const draft = lowerQual([conjunct], [], { maxSteps: Infinity });
  return draft.items.some((item) => !isLabel(item) && stepCanRaise(item, draft));
}

function stepCanRaise(step: Step, { constants }: Draft): boolean {
  const info = opcodeInfo(step.opcode);
  if (info.raises) return true;
  const called = info.operands.findIndex(({ kind }) => kind === 'function');
  if (called < 0) return false;
  const { raises, raisesUnless = [] } = functionInfo(step.operands[called] ?? -1);
  if (!raises) return false;
  // The slots of the arguments; the first ones are the constants'.
  const args = step.operands.filter((_, place) => info.operands[place]?.kind === 'in');
  return !raisesUnless.some((safe) => {
    const constant = constants[args[safe.arg] ?? -1];
    return constant !== undefined && isSafe(safe, constant.value);
  });
}
