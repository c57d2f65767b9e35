/** `quern lesson 7 --predictor FILE`: a predictor of one's own, scored in a process of its own beside the built-in models. */
import { fork, type ChildProcess } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SqlError } from '../error.js';
import { loadParser } from '../index.js';
import { ownRecordings } from '../lessons/own-recordings.js';
import type { RecordedBranches } from '../predictor/recorded.js';
import { builtInLines, scoreLine, type Score, type ScoreLine } from '../predictor/score.js';
import { Failure, status } from './failure.js';
import type { OwnAnswer, OwnTask } from './own-predictor-child.js';

/** The built-in models take about a second for all recordings; one's own may take this long, in milliseconds. */
const patience = 20_000;
/** What it may use of memory, in megabytes: JavaScript's objects, and everything together. */
const mostHeap = 512;
const mostMemory = 1536;

/** Scores the predictor and prints the table. Raises a Failure (data) when the file cannot be read, throws, takes too long or takes too much memory. */
export async function scorePredictor(file: string): Promise<void> {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw failed(
      '58P01',
      `could not read ${file}`,
      'Give the path of a JavaScript module that exports predict(branch, history).',
    );
  }
  await loadParser();
  const recordings = await ownRecordings();
  const own = scoreLine('yours', await scoresOf({ file: resolve(file), recordings }));
  process.stdout.write(scoreText(own, builtInLines(recordings), recordings));
}

const failed = (code: string, message: string, hint?: string): Failure =>
  new Failure(status.data, new SqlError(code, message, { ...(hint === undefined ? {} : { hint }) }));

/** The scores of the process. */
async function scoresOf(task: OwnTask): Promise<readonly Score[]> {
  const child = fork(fileURLToPath(new URL(`./own-predictor-child${extension}`, import.meta.url)), {
    execArgv: [...loader, `--max-old-space-size=${mostHeap}`],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString('utf8')).slice(-4000);
  });
  const scores: Score[] = [];
  let ended: Failure | undefined;
  const end = (failure: Failure): void => {
    ended ??= failure;
    child.kill('SIGKILL');
  };
  const at = (): string => `the recording "${task.recordings[scores.length]?.name ?? ''}"`;
  const clock = setTimeout(() => {
    const hint = 'Look for a loop that does not end, and for work that grows with each branch.';
    end(failed('57014', `the predictor was stopped after ${patience / 1000} s, in ${at()}`, hint));
  }, patience);
  const scales = setInterval(() => {
    if ((residentMegabytes(child) ?? 0) > mostMemory) end(tooMuch(at()));
  }, 100);
  child.on('message', (answer: OwnAnswer) => {
    if (answer.kind === 'score') scores.push(answer.score);
    else ended ??= failed('22023', `the predictor failed in ${at()}: ${answer.message}`, answer.hint);
  });
  child.send(task);
  await new Promise((done) => child.once('close', done));
  clearTimeout(clock);
  clearInterval(scales);
  if (ended !== undefined) throw ended;
  if (scores.length < task.recordings.length) {
    if (complaint.includes('heap out of memory') || complaint.includes('heap limit')) throw tooMuch(at());
    const why = complaint.trim().split('\n')[0] || `its process ended with ${child.signalCode ?? child.exitCode}`;
    throw failed('22023', `the predictor failed in ${at()}: ${why}`);
  }
  return scores;
}

const tooMuch = (at: string): Failure =>
  failed(
    '53200',
    `the predictor took too much memory, in ${at}`,
    `It may have ${mostHeap} MB of objects; real predictors have a few dozen kilobytes.`,
  );

/** What a process has in memory, where the system tells in files. */
function residentMegabytes({ pid }: ChildProcess): number | undefined {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 2 ** 20;
  } catch {
    return undefined;
  }
}

/** The table to beat, and recording by recording what the best built-in model does. */
export function scoreText(
  own: ScoreLine,
  builtIn: readonly ScoreLine[],
  recordings: readonly RecordedBranches[],
): string {
  const ranked = [...builtIn, own].sort((one, other) => one.mean - other.mean || (one === own ? 1 : -1));
  const place = ranked.indexOf(own) + 1;
  const lines = ranked.map(
    (line) => `${line === own ? '→' : ' '} ${line.title.padEnd(22)} ${line.mean.toFixed(2).padStart(8)}`,
  );
  const by = recordings.map(({ name }, n) => {
    const mine = own.scores[n]?.perThousandInstructions ?? Number.NaN;
    const [best] = [...builtIn].sort((one, other) => rate(one, n) - rate(other, n));
    const theirs = best === undefined ? Number.NaN : rate(best, n);
    return `  ${name.padEnd(22)} ${mine.toFixed(2).padStart(8)} ${theirs.toFixed(2).padStart(8)}  ${best?.title ?? ''}`;
  });
  return [
    'Mispredictions per thousand instructions, the mean of all recordings',
    ...lines,
    '',
    `Yours is number ${place} of ${ranked.length}.`,
    '',
    `  ${'recording'.padEnd(22)} ${'yours'.padStart(8)} ${'best'.padStart(8)}  of the built-in models`,
    ...by,
    '',
  ].join('\n');
}

const rate = ({ scores }: ScoreLine, n: number): number =>
  scores[n]?.perThousandInstructions ?? Number.POSITIVE_INFINITY;

/** Modules are compiled, or TypeScript in development, which needs a loader. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const loader: readonly string[] =
  extension === '.ts' ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
