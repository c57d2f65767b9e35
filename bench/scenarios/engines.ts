/** The engines on every rung, with one or more versions of Node: time and instructions a row, the time until a kernel is ready, and how many rows pay for it. */
import { SqlError } from '../../src/error.js';
import { rungs, type Rung } from '../../src/program/program.js';
import { rowsUntilPaid, type Pace } from '../break-even.js';
import { isEngine, type ContestantName } from '../contestants.js';
import { engineNames } from '../../src/engines/named.js';
import type { Job } from '../job.js';
import { compileTimes, type Result } from '../json.js';
import { printTable } from '../markdown.js';
import type { Raced } from '../node-versions/messages.js';
import { MeasuringNode } from '../node-versions/node.js';
import { noiseWarning } from '../noise.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { disagreement } from '../race.js';
import { count, microseconds, nanoseconds } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

/** One cell of the table. */
interface Measured extends Raced {
  readonly node: string;
  readonly job: Job;
  readonly instructionsPerRow: number | string;
}

/** Whom the others have to overtake: it is in every run of the scenario. */
const rival = 'switch';

export const engines: Scenario = {
  summary:
    'every engine on every rung, with several versions of Node: time and instructions a row, compiling, break-even',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = (settings.contestants ?? engineNames).filter(isEngine);
    const predicates = settings.predicates ?? ['eq', 'range'];
    const nodes = [MeasuringNode.own()];
    try {
      for (const path of settings.nodes ?? []) nodes.push(await MeasuringNode.of(path));
      const measured: Measured[] = [];
      const wanted = rungs
        .map((_, rung) => rung as Rung)
        .filter((rung) => settings.rung === undefined || rung === settings.rung);
      const heats = predicates.flatMap((predicate) => wanted.map((rung) => ({ predicate, rung })));
      for (const [n, { predicate, rung }] of heats.entries()) {
        const jobs = await Promise.all(contestants.map((contestant) => jobOf(settings, contestant, predicate, rung)));
        // The nodes take turns at each rung, so that hours of a busy machine do not fall on one of them.
        for (const node of nodes) {
          settings.onStep(`${predicate}, rung ${rung}, Node ${node.version}`, n / heats.length);
          measured.push(...(await measureOn(node, jobs, settings)));
        }
        checkEqual(measured.filter(({ job }) => jobs.includes(job)));
      }
      return {
        contenders: [],
        report: { results: measured.map(toResult) },
        text: textOf(measured, settings, predicates, contestants),
      };
    } finally {
      for (const node of nodes) node.end();
    }
  },
};

async function measureOn(
  node: MeasuringNode,
  jobs: readonly Job[],
  { samples, processes }: Settings,
): Promise<readonly Measured[]> {
  const raced = await node.race(jobs, { samples, processes });
  const counted = await node.count(jobs);
  return jobs.flatMap((job, n) => {
    const one = raced[n];
    return one === undefined
      ? []
      : [{ ...one, node: node.version, job, instructionsPerRow: counted[n] ?? 'unavailable: not counted' }];
  });
}

/** Each race has compared its own; here those of the versions of Node. */
function checkEqual(measured: readonly Measured[]): void {
  const [first] = measured;
  const other = measured.find(({ selected, checksum }) => selected !== first?.selected || checksum !== first?.checksum);
  if (first === undefined || other === undefined) return;
  const told = ({ job, node, selected }: Measured): string =>
    `${job.contestant} with Node ${node} selects ${selected ?? '?'} rows`;
  throw new SqlError(
    disagreement,
    `the contestants disagree on ${first.job.predicate}: ${told(first)}, ${told(other)}, or other rows`,
  );
}

function toResult({ node, job, selected, summary, stages, instructionsPerRow }: Measured): Result {
  const { median, low, high, samples, spread } = summary;
  const compile = compileTimes(stages);
  return {
    engine: job.contestant,
    rung: job.rung,
    predicate: predicateNamed(job.predicate).sql,
    name: job.predicate,
    selected: selected ?? null,
    nsPerRow: { median, low, high, samples },
    spread,
    ...(compile === undefined ? {} : { compile }),
    node,
    instructionsPerRow,
  };
}

function textOf(
  measured: readonly Measured[],
  { rows }: Settings,
  predicates: readonly PredicateName[],
  contestants: readonly ContestantName[],
): string {
  const reasons = [
    ...new Set(
      measured.flatMap(({ instructionsPerRow: told }) => (typeof told === 'string' ? [`Instructions: ${told}\n`] : [])),
    ),
  ];
  const parts = predicates.map((predicate) => {
    const own = measured.filter(({ job }) => job.predicate === predicate);
    return `${predicate}: ${predicateNamed(predicate).sql}\n\n${engineTable(own, contestants)}`;
  });
  return [
    `engines: ${count(rows)} rows; ns: nanoseconds a row; instr: instructions a row (valgrind); ready: from the typed expression to a kernel; pays: rows until it has overtaken ${rival} on its rung\n`,
    ...parts,
    [...reasons, noiseWarning(measured)].join(''),
  ].join('\n');
}

/** Engines and rungs downwards, four columns for each version of Node. */
function engineTable(measured: readonly Measured[], contestants: readonly ContestantName[]): string {
  const versions = [...new Set(measured.map(({ node }) => node))];
  const head = [
    'engine',
    'rung',
    ...versions.flatMap((node) => ['ns', 'instr', 'ready', 'pays'].map((what) => `${what}, ${node}`)),
  ];
  const rows = contestants.flatMap((contestant) =>
    rungs.flatMap((name, rung) => {
      const own = measured.filter(({ job }) => job.contestant === contestant && job.rung === rung);
      if (own.length === 0) return [];
      return [
        [
          contestant,
          `${rung} ${name}`,
          ...versions.flatMap((node) =>
            cellsOf(
              measured,
              own.find((each) => each.node === node),
            ),
          ),
        ],
      ];
    }),
  );
  return printTable({ head, rows, texts: 2 });
}

function cellsOf(measured: readonly Measured[], one: Measured | undefined): readonly string[] {
  if (one === undefined) return ['', '', '', ''];
  const other = measured.find(
    ({ node, job }) => node === one.node && job.rung === one.job.rung && job.contestant === rival,
  );
  const { instructionsPerRow: instructions, stages } = one;
  return [
    nanoseconds(one.summary.median),
    typeof instructions === 'string' ? '–' : nanoseconds(instructions),
    stages.ready === undefined ? '' : microseconds(stages.ready),
    other === undefined || other === one ? '' : paid(paceOf(one), paceOf(other)),
  ];
}

const paceOf = ({ summary, stages }: Measured): Pace | undefined =>
  stages.ready === undefined ? undefined : { ready: stages.ready, nsPerRow: summary.median };

function paid(contender: Pace | undefined, other: Pace | undefined): string {
  if (contender === undefined || other === undefined) return '';
  const rows = rowsUntilPaid(contender, other);
  return rows === undefined ? 'never' : count(rows);
}
