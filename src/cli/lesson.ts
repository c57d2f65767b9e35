/** `quern lesson`: the lessons' list, their texts, and their experiments run and drawn in the terminal. */
import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { reasonOf, SqlError } from '../error.js';
import { drawFigure } from '../lessons/chart.js';
import type { Check, Experiment, Result } from '../lessons/experiment.js';
import { experimentNamed } from '../lessons/experiments.js';
import type { Lesson } from '../lessons/lesson.js';
import { languages, type Language } from '../lessons/languages.js';
import { resultLine } from '../lessons/result-line.js';
import { lessonFolder, readLessons } from '../lessons/texts.js';
import { Failure, status, usage } from './failure.js';
import { guessOnTerminal, verdict } from './lesson-guess.js';
import { lessonText, wrap, type Paper } from './lesson-text.js';
import { scorePredictor } from './own-predictor.js';
import { say } from './say.js';

interface LessonOptions {
  readonly run?: boolean;
  readonly answers?: boolean;
  readonly json?: string;
  readonly effort: number;
  readonly predictor?: string;
  readonly ask: boolean;
  readonly language: Language;
}

const examples = `
Examples:
  quern lesson                     the list
  quern lesson 2                   the text
  quern lesson 2 --run             the experiment, drawn, beside what was published
  quern lesson 2 --answers         the text with the answers to its exercises
  quern lesson 7 --predictor me.js a predictor of your own beside the built-in ones
`;

/** The command. */
export function lessonCommand(): Command {
  return new Command('lesson')
    .argument('[NUMBER]', 'which lesson; without one, the list')
    .option('--run', "run the lesson's experiment and draw what it finds")
    .option('--answers', 'show the answers to the exercises')
    .option('--json <FILE>', 'with --run, write the result as JSON; - is the standard output')
    .option(
      '--effort <part>',
      'with --run, a part of the usual work: 0.2 for a quick look, in which checks may fail',
      effort,
      1,
    )
    .option('--no-ask', 'with --run, ask for no guess first; nothing is asked where there is no terminal')
    .addOption(new Option('--language <language>', 'the language of the text').choices(languages).default('en'))
    .option(
      '--predictor <FILE>',
      'with lesson 7, score a predictor of your own: a module that exports predict(branch, history)',
    )
    .addHelpText('after', examples)
    .action(lesson);
}

function effort(text: string): number {
  const part = Number(text);
  if (text.trim() !== '' && part > 0 && part <= 4) return part;
  throw new InvalidArgumentError('It must be a number above 0 and at most 4.');
}

async function lesson(number: string | undefined, options: LessonOptions): Promise<void> {
  const { language } = options;
  const folder = language === 'en' ? lessonFolder() : join(lessonFolder(), language);
  const lessons = readLessons(folder, language);
  if (options.run !== true && options.json !== undefined)
    throw usage('--json needs --run', 'Add --run to run the experiment.');
  if (number === undefined) {
    if (options.run === true || options.answers === true)
      throw usage('which lesson?', `Give its number. The lessons are:\n${listing(lessons)}`);
    process.stdout.write(
      `${listing(lessons)}\nRead one with quern lesson 2, run its experiment with quern lesson 2 --run.\n`,
    );
    return;
  }
  const chosen = lessons.find((one) => String(one.number) === number.replace(/^0+(?=\d)/, '') || one.slug === number);
  if (chosen === undefined) throw usage(`there is no lesson "${number}"`, `The lessons are:\n${listing(lessons)}`);
  if (options.predictor !== undefined) {
    if (chosen.experiment !== predictorsExperiment)
      throw usage(
        `lesson ${chosen.number} has no predictors to score yours beside`,
        'Say quern lesson 7 --predictor FILE.',
      );
    await scorePredictor(options.predictor);
  } else if (options.run === true) await run(chosen, options);
  else process.stdout.write(lessonText(chosen, paper(), options.answers === true, language));
}

/** The experiment of the lesson about predictors of conditional branches. */
const predictorsExperiment = 'static-to-tage';

const listing = (lessons: readonly Lesson[]): string =>
  lessons.map(({ number, title }) => `${String(number).padStart(4)}  ${title}\n`).join('');

/** As wide as the terminal, but not so wide that nobody likes to read it. */
function paper(): Paper {
  const { isTTY, columns } = process.stdout;
  return {
    width: isTTY ? Math.max(40, Math.min(columns, 100)) : 80,
    colors: isTTY && process.env['NO_COLOR'] === undefined,
  };
}

async function run(chosen: Lesson, options: LessonOptions): Promise<void> {
  const { number, title, experiment: name } = chosen;
  if (options.json !== undefined && options.json !== '-') checkWritable(options.json);
  const experiment = await experimentNamed(name);
  const asks = options.ask && options.json !== '-' && process.stdin.isTTY && process.stdout.isTTY;
  const guess = asks ? await guessOnTerminal(chosen, paper(), options.language) : undefined;
  const result = await runExperiment(experiment, number, options.effort);
  const page = paper();
  const toStdout = options.json === '-' ? process.stderr : process.stdout;
  toStdout.write(
    `${number}. ${title}\n${wrap(experiment.summary, page.width)}\n\n${resultText(result, page, options.effort)}`,
  );
  if (guess !== undefined) toStdout.write(`\n${verdict(chosen, guess, page, options.language)}`);
  const { right } = chosen.prediction;
  const line = resultLine({
    lesson: number,
    processor: cpus()[0]?.model ?? process.arch,
    place: `Node ${process.versions.node}`,
    guessed: guess === undefined || right === undefined ? undefined : guess === right,
    checks: result.checks,
  });
  toStdout.write(`\nTo copy:\n${line}\n`);
  if (options.json !== undefined)
    writeJson(options.json, { lesson: number, experiment: name, effort: options.effort, ...result });
}

/** Runs it with a progress bar, or, where the standard error is no terminal, a line at the beginning. */
async function runExperiment(experiment: Experiment, number: number, effort: number): Promise<Result> {
  const { isTTY } = process.stderr;
  const bar = new SingleBar({
    format: `lesson ${number} {bar} {percentage} %`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
  });
  if (isTTY) bar.start(100, 0);
  else say(`running the experiment of lesson ${number}`);
  try {
    return await experiment.run({
      now: () => performance.now(),
      effort,
      onStep: (done) => {
        if (isTTY) bar.update(Math.round(done * 100));
      },
    });
  } finally {
    if (isTTY) bar.stop();
  }
}

/** What an experiment has found, for people. */
export function resultText({ figures, checks, notes }: Result, paper: Paper, effort: number): string {
  const failed = checks.filter(({ holds }) => !holds).length;
  const reason =
    effort < 1
      ? 'This was a quick look (--effort below 1).'
      : 'A busy machine, or another kind of processor, can be the reason; run it again when the machine is quiet.';
  return [
    ...figures.map((figure) => drawFigure(figure, paper.width)),
    ...checks.map((check) => checkText(check, paper)),
    '',
    ...notes.map((note) => `${wrap(note, paper.width)}\n`),
    ...(failed === 0 ? [] : [`${wrap(`${failed} of ${checks.length} checks did not hold. ${reason}`, paper.width)}\n`]),
  ].join('\n');
}

function checkText({ what, holds, found, published }: Check, paper: Paper): string {
  const indented = (text: string): string => wrap(text, paper.width - 4).replaceAll('\n', '\n    ');
  return [
    `${holds ? '✓' : '✗'} ${wrap(what, paper.width - 2).replaceAll('\n', '\n  ')}`,
    `    ${indented(`found: ${found}`)}`,
    ...(published === undefined ? [] : [`    ${indented(`published: ${published}`)}`]),
  ].join('\n');
}

/** A run takes half a minute: it should not be lost to a wrong path. */
function checkWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch {
    throw new Failure(
      status.data,
      new SqlError('58P01', `could not write ${file}: there is no such directory, or it is not writable`),
    );
  }
}

function writeJson(file: string, value: unknown): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(status.data, new SqlError('58030', `could not write ${file}: ${reasonOf(error)}`));
  }
}
