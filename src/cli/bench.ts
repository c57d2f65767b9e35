/** `quern bench`: runs scenarios, prints what came out, and writes or compares it as JSON. */
import { accessSync, constants, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Failure, failingWith, status, usage } from './failure.js';
import { deformOption, rungOption, wholeNumber } from './options.js';
import { SqlError } from '../error.js';
import type { DeformRung } from '../program/deform/deform.js';
import type { Rung } from '../program/program.js';
import { comparisonTable } from '../../bench/compare.js';
import { contestantNames, labelOf } from '../../bench/contestants.js';
import { countDispatch } from '../../bench/count/dispatch.js';
import { harnessNames, type HarnessName } from '../../bench/harness.js';
import { readReports, stringifyReports, toReport, type AnyReport } from '../../bench/json.js';
import { predicateNames, predicates, type PredicateName } from '../../bench/predicates.js';
import { startProgress } from '../../bench/progress.js';
import { disagreement } from '../../bench/race.js';
import { heapContestants, heapTables, type HeapTableName } from '../../bench/scenarios/heap.js';
import { scenarioNames, scenarios, type ScenarioName } from '../../bench/scenarios/scenarios.js';
import type { Settings } from '../../bench/scenarios/scenario.js';

interface BenchOptions {
  rows?: number;
  engine?: string[];
  predicate?: string[];
  rung?: Rung;
  deform?: DeformRung;
  table?: string[];
  samples: number;
  processes: number;
  batch: number;
  seed: number;
  harness: HarnessName;
  json?: string;
  compare?: string;
  count?: boolean;
  node?: string[];
  list?: boolean;
}

/** Unless the scenario has a number of its own. */
const usualRows = 1_000_000;

const examples = `
Examples:
  quern bench --list
  quern bench dispatch --rows 1000000 --json today.json
  quern bench dispatch --compare yesterday.json
  quern bench dispatch --count --predicate eq
  quern bench ladder --engine switch closure
  quern bench compile --predicate eq chain16
  quern bench heap --rows 10000000
  quern bench heap --rows 100000000 --table article

Each contestant runs in a process of its own. All results are checked against each other before anything is timed.
Times are medians of samples that are taken in random order, with a 95 % confidence interval.
`;

export function benchCommand(): Command {
  return (
    new Command('bench')
      .argument('[SCENARIO...]', `what to measure: ${scenarioNames.join(', ')} (default: dispatch)`)
      .option(
        '--rows <N>',
        `rows of the dataset, at most (default: ${usualRows}; tiers ${scenarios.tiers.usualRows ?? usualRows})`,
        positive,
      )
      .option(
        '--engine <name...>',
        `who takes part: ${contestantNames.join(', ')}; over heap pages also ${heapContestants.slice(-3).join(', ')}`,
      )
      .option('--predicate <name...>', 'which canonical predicates; --list shows them')
      .addOption(rungOption())
      .addOption(deformOption())
      .option('--table <name...>', `which tables heap scans: ${heapTables.join(', ')}`)
      .option('--processes <N>', 'processes of each contestant, one after the other', positive, 2)
      .option(
        '--samples <N>',
        'samples of each process, at least; up to three times as many while they are uncertain',
        positive,
        9,
      )
      // Fewer rows than 64 Ki cost the fastest kernels up to a fifth in calls; more gain nothing, and V8 can exchange a kernel for its optimised
      // form only between two calls.
      .option('--batch <N>', 'rows in each batch', positive, 65_536)
      .option('--seed <N>', 'the seed of the dataset', wholeNumber, 1)
      .addOption(new Option('--harness <name>', 'what takes the samples').choices(harnessNames).default('plain'))
      .option('--json <FILE>', 'write the results; - is the standard output')
      .option('--compare <FILE>', 'compare with the results of an earlier --json')
      .option('--count', 'count instructions and branches (valgrind, perf) instead of timing; for dispatch')
      .option('--node <path...>', 'other Node binaries that engines measures with too')
      .option('--list', 'list the scenarios, contestants and predicates')
      .addHelpText('after', examples)
      .action(bench)
  );
}

function positive(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}

async function bench(operands: readonly string[], options: BenchOptions): Promise<void> {
  if (options.list === true) {
    process.stdout.write(listing());
    return;
  }
  const { chosen, settings } = plan(operands, options);
  const earlier =
    options.compare === undefined
      ? []
      : await failingWith(status.data, undefined, () => readReports(options.compare ?? ''));
  if (options.json !== undefined) checkWritable(options.json);
  const toStdout = options.json === '-' ? process.stderr : process.stdout;
  const { version } = createRequire(import.meta.url)('quern/package.json') as { version: string };
  const reports: AnyReport[] = [];
  for (const name of chosen) {
    const progress = startProgress(name);
    const { text, report } = await failingWith(
      ({ code }) => (code === disagreement ? status.disagreement : status.data),
      undefined,
      () =>
        (options.count === true ? counted : timed)(version, name, {
          ...settings,
          rows: options.rows ?? scenarios[name].usualRows ?? settings.rows,
          onStep: (what, done) => {
            progress.step(what, done);
          },
        }).finally(() => {
          progress.stop();
        }),
    );
    reports.push(report);
    toStdout.write(`${text}\n`);
    for (const before of earlier) if (before.scenario === name) toStdout.write(`${comparisonTable(report, before)}\n`);
  }
  if (earlier.length > 0 && !earlier.some(({ scenario }) => chosen.some((name) => name === scenario))) {
    process.stderr.write(
      `quern: ${options.compare ?? ''} is a report of ${earlier.map(({ scenario }) => scenario).join(', ')}: there is nothing to compare\n`,
    );
  }
  if (options.json === '-') process.stdout.write(stringifyReports(reports));
  else if (options.json !== undefined) writeFileSync(options.json, stringifyReports(reports));
}

interface Measured {
  /** For people. */
  readonly text: string;
  readonly report: AnyReport;
}

async function timed(version: string, name: ScenarioName, settings: Settings): Promise<Measured> {
  const { text, contenders, report } = await scenarios[name].run(settings);
  return { text, report: { ...toReport(version, name, settings.rows, contenders), ...report } };
}

async function counted(version: string, name: ScenarioName, settings: Settings): Promise<Measured> {
  const { text, results } = await countDispatch(settings);
  return { text, report: { ...toReport(version, name, settings.rows, []), results } };
}

/** What the command line asks for. `--engine switch closure dispatch` has taken a scenario for an engine. */
export function plan(
  operands: readonly string[],
  options: BenchOptions,
): { chosen: readonly ScenarioName[]; settings: Omit<Settings, 'onStep'> } {
  const engines = namesIn(options.engine);
  const wanted = namesIn(options.predicate);
  const isScenario = (name: string): boolean => (scenarioNames as readonly string[]).includes(name);
  const taken = [...engines, ...wanted].filter(isScenario);
  const names = [...operands, ...taken];
  const chosenEngines = someOf(
    engines.filter((name) => !isScenario(name)),
    [...new Set([...contestantNames, ...heapContestants])],
    'engine',
  );
  const chosen =
    names.length === 0
      ? (['dispatch'] as const)
      : [...new Set(names)].map((name) => known(name, scenarioNames, 'scenario'));
  const uncounted = chosen.find((name) => name !== 'dispatch');
  if (options.count === true && uncounted !== undefined)
    throw usage(`${uncounted} cannot be counted`, 'Leave --count out, or count the scenario dispatch.');
  return {
    chosen,
    settings: {
      rows: options.rows ?? usualRows,
      batchRows: options.batch,
      seed: options.seed,
      samples: options.samples,
      processes: options.processes,
      harness: options.harness,
      rung: options.rung,
      deform: options.deform,
      nodes: options.node ?? [],
      tables: someOf<HeapTableName>(namesIn(options.table), heapTables, 'table'),
      contestants: among(chosenEngines, contestantNames),
      heapContestants: among(chosenEngines, heapContestants),
      predicates: someOf<PredicateName>(
        wanted.filter((name) => !isScenario(name)),
        predicateNames,
        'canonical predicate',
      ),
    },
  };
}

/** The values of an option, also when they are separated by commas. */
const namesIn = (values: readonly string[] = []): string[] =>
  values.flatMap((value) => value.split(',')).filter((name) => name !== '');

function someOf<T extends string>(names: readonly string[], all: readonly T[], what: string): readonly T[] | undefined {
  return names.length === 0 ? undefined : [...new Set(names)].map((name) => known(name, all, what));
}

/** Those of the names that a scenario knows: all that it has when nothing was asked for, or nothing of that kind. */
function among<T extends string>(names: readonly string[] | undefined, all: readonly T[]): readonly T[] | undefined {
  const found = all.filter((name) => names?.includes(name) === true);
  return found.length === 0 ? undefined : found;
}

function known<T extends string>(name: string, all: readonly T[], what: string): T {
  const found = all.find((candidate) => candidate === name);
  if (found === undefined) throw usage(`there is no ${what} "${name}"`, `There are ${all.join(', ')}.`);
  return found;
}

/** A run takes minutes: it should not be lost to a wrong path. */
function checkWritable(path: string): void {
  if (path === '-') return;
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch {
    throw new Failure(
      status.data,
      new SqlError('58P01', `could not write ${path}: there is no such directory, or it is not writable`),
    );
  }
}

function listing(): string {
  const entry = (name: string, text: string) => `  ${name.padEnd(14)} ${text}\n`;
  return [
    'Scenarios:\n',
    ...scenarioNames.map((name) => entry(name, scenarios[name].summary)),
    '\nEngines and baselines:\n',
    ...contestantNames.map((name) =>
      entry(name, labelOf(name) === name ? '' : labelOf(name))
        .trimEnd()
        .concat('\n'),
    ),
    '\nPredicates:\n',
    ...predicates.map(({ name, sql }) => entry(name, sql)),
  ].join('');
}
