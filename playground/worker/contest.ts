/** What predictors compete on: the recordings that the library scores with, the page's predicate before them, and how the built-in models do. */
import { ownRecordings } from '../../src/lessons/own-recordings.js';
import {
  builtInLines,
  conditionalModels,
  record,
  recordedBranches,
  type RecordedBranches,
  type ScoreLine,
} from '../../src/predictor/index.js';
import { loadParser } from '../../src/sql/index.js';
import type { Source } from './protocol.js';
import { randomBatch } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';

export interface ContestArgument extends Source {
  /** The part of null values in the page's random rows. */
  readonly nullRate: number;
}

export interface Contest {
  /** The page's predicate first. */
  readonly recordings: readonly RecordedBranches[];
  /** A line for each built-in model, with its scores in the order of the recordings. */
  readonly lines: readonly (ScoreLine & { readonly bits: number })[];
}

const rows = 2000;

/** Records the branches and lets every built-in model run over them, each with a new predictor. */
export async function contest(source: ContestArgument): Promise<Contest> {
  const page = await ofPage(source);
  const { recordings, lines } = await ofLibrary();
  const pageLines = builtInLines([page]);
  return {
    recordings: [page, ...recordings],
    lines: lines.map(({ title, scores, mean }, n) => {
      const model = conditionalModels[n];
      return {
        title,
        scores: [...(pageLines[n]?.scores ?? []), ...scores],
        mean,
        bits: model === undefined ? 0 : model.bits(model.sizes),
      };
    }),
  };
}

async function ofPage({ nullRate, ...source }: ContestArgument): Promise<RecordedBranches> {
  const compiled = await compiledSource(source);
  const program = programOn(compiled, source.rung);
  const batch = randomBatch(compiled.schema, Math.min(rows, Math.ceil(400_000 / program.code.length)), nullRate);
  try {
    const params = paramValues(compiled, source.params);
    return recordedBranches('this predicate', record(program, workerArena(), batch, { dispatch: 'none', params }));
  } finally {
    batch.free();
  }
}

let library:
  | Promise<{ readonly recordings: readonly RecordedBranches[]; readonly lines: readonly ScoreLine[] }>
  | undefined;

/** The library's recordings never change: they are made and scored once. */
function ofLibrary(): NonNullable<typeof library> {
  library ??= loadParser()
    .then(() => ownRecordings())
    .then((recordings) => ({ recordings, lines: builtInLines(recordings) }));
  return library;
}
