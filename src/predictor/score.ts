/** How well predictors of conditional branches do over recorded branches: mispredictions per thousand instructions. */
import { conditionalModels } from './models.js';
import type { ConditionalPredictor } from './predictor.js';
import type { RecordedBranches } from './recorded.js';

/** A predictor's result over one recording. Plain data. */
export interface Score {
  /** The recording's name. */
  readonly name: string;
  readonly executed: number;
  readonly mispredicted: number;
  /** Mispredictions per thousand instructions (MPKI). */
  readonly perThousandInstructions: number;
  /** By site, in the order of `RecordedBranches.sites`. */
  readonly sites: readonly { readonly executed: number; readonly mispredicted: number }[];
}

/** One line of the table: a built-in model or a predictor of one's own, over every recording. */
export interface ScoreLine {
  /** As people read it: `TAGE`. */
  readonly title: string;
  /** In the order of the recordings. */
  readonly scores: readonly Score[];
  /** The mean over the recordings of mispredictions per thousand instructions, as contests of predictors have it. */
  readonly mean: number;
}

/** Runs a predictor over a recording. It is asked and then told of each branch; what it throws is thrown on. */
export function score(branches: RecordedBranches, predictor: ConditionalPredictor): Score {
  const { name, sites, at, taken, instructions } = branches;
  const addresses = Int32Array.from(sites, ({ address }) => address);
  const executed = new Uint32Array(sites.length);
  const wrong = new Uint32Array(sites.length);
  let mispredicted = 0;
  for (let n = 0; n < at.length; n++) {
    const site = at[n] ?? 0;
    const address = addresses[site] ?? 0;
    const outcome = taken[n] === 1;
    executed[site] = (executed[site] ?? 0) + 1;
    if (predictor.predict(address) !== outcome) {
      mispredicted++;
      wrong[site] = (wrong[site] ?? 0) + 1;
    }
    predictor.update(address, outcome);
  }
  return {
    name,
    executed: at.length,
    mispredicted,
    perThousandInstructions: instructions === 0 ? 0 : (1000 * mispredicted) / instructions,
    sites: Array.from(executed, (count, n) => ({ executed: count, mispredicted: wrong[n] ?? 0 })),
  };
}

/** A line of the table. */
export const scoreLine = (title: string, scores: readonly Score[]): ScoreLine => ({
  title,
  scores,
  mean: scores.reduce((sum, { perThousandInstructions }) => sum + perThousandInstructions, 0) / (scores.length || 1),
});

/** The lines of all built-in models, the simplest first. Each recording is run by a new predictor, which has seen nothing. */
export const builtInLines = (recordings: readonly RecordedBranches[]): readonly ScoreLine[] =>
  conditionalModels.map((model) =>
    scoreLine(
      model.title,
      recordings.map((branches) => score(branches, model.make())),
    ),
  );
