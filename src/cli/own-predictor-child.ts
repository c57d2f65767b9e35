/** The process in which a predictor of one's own runs: it may throw, take for ever or take all memory without harm to the one that asks. */
import { pathToFileURL } from 'node:url';
import { SqlError } from '../error.js';
import { ownPredictor } from '../predictor/own.js';
import type { RecordedBranches } from '../predictor/recorded.js';
import { score, type Score } from '../predictor/score.js';

/** What the process is told, once. */
export interface OwnTask {
  /** The path of the module. */
  readonly file: string;
  readonly recordings: readonly RecordedBranches[];
}

/** What it answers: a score for each recording in turn, or why there is none. */
export type OwnAnswer =
  | { readonly kind: 'score'; readonly score: Score }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | undefined };

const answer = (told: OwnAnswer): void => {
  process.send?.(told);
};

async function run({ file, recordings }: OwnTask): Promise<void> {
  const url = pathToFileURL(file);
  for (const [n, branches] of recordings.entries()) {
    // Another address is another module: it has seen nothing, as the built-in models have not.
    url.search = `recording=${n}`;
    const own: unknown = await import(url.href);
    answer({ kind: 'score', score: score(branches, ownPredictor(own)) });
  }
}

process.once('message', (task: OwnTask) => {
  void run(task)
    .catch((error: unknown) => {
      answer(failure(error, task.file));
    })
    .finally(() => {
      process.disconnect();
    });
});

function failure(error: unknown, file: string): OwnAnswer {
  if (error instanceof SqlError) return { kind: 'failed', message: error.message, hint: error.hint };
  if (!(error instanceof Error)) return { kind: 'failed', message: `it threw ${String(error)}`, hint: undefined };
  const name = pathToFileURL(file).href;
  const line = error.stack?.split('\n').find((one) => one.includes(name));
  const place =
    /\?recording=\d+:(\d+):(\d+)/.exec(line ?? '') ?? /:(\d+)(?=\n|$)/.exec(error.stack?.split('\n')[0] ?? '');
  const where = place === null ? '' : `line ${place[1]}${place[2] === undefined ? '' : `, column ${place[2]}`}: `;
  return { kind: 'failed', message: `${where}${error.name}: ${error.message}`, hint: undefined };
}
