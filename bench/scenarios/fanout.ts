/** Many live predicates and one event: which of them are true, by a set of quern's and by what else people use. */
import { highestRung } from '../../src/program/program.js';
import { AskedProcess } from '../dialogue.js';
import { fanoutKinds, type FanoutKind } from '../fanout/conditions.js';
import { fanoutContestantNames, fanoutContestants, type FanoutContestantName } from '../fanout/contestants.js';
import type { FanoutAnswer, FanoutQuestion } from '../fanout/messages.js';
import type { Result } from '../json.js';
import { printTable } from '../markdown.js';
import { noiseWarning } from '../noise.js';
import { shuffled } from '../shuffled.js';
import { summarize, type Summary } from '../statistics.js';
import { count, nanoseconds } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

interface Cell {
  readonly contestant: FanoutContestantName;
  readonly predicates: FanoutKind;
  readonly count: number;
  readonly answer: FanoutAnswer;
  readonly summary: Summary | undefined;
}

const smallCounts = [10, 1000];

export const fanout: Scenario = {
  summary: 'one event against 10, 1,000 and 100,000 live predicates (--rows: the most)',
  usualRows: 100_000,
  async run(settings: Settings): Promise<Outcome> {
    const counts = [...smallCounts.filter((rows) => rows < settings.rows), settings.rows];
    const jobs = counts.flatMap((many) =>
      fanoutKinds.flatMap((predicates) =>
        fanoutContestantNames.map((contestant) => ({ count: many, predicates, contestant })),
      ),
    );
    const cells: Cell[] = [];
    for (const job of shuffled(jobs)) {
      settings.onStep(`${job.contestant}, ${count(job.count)}, ${job.predicates}`, cells.length / jobs.length);
      const answer = await runAlone({ kind: 'run', ...job, seed: settings.seed, samples: settings.samples });
      const { nsPerPredicate } = answer;
      cells.push({ ...job, answer, summary: nsPerPredicate.length === 0 ? undefined : summarize(nsPerPredicate) });
    }
    const measured = cells.flatMap(({ summary }) => (summary === undefined ? [] : [{ summary }]));
    const text = [...counts.map((many) => section(cells, many)), costs(cells), noiseWarning(measured)];
    return { contenders: [], report: { results: cells.flatMap(toResult) }, text: text.join('\n') };
  },
};

async function runAlone(question: FanoutQuestion): Promise<FanoutAnswer> {
  const asked = new AskedProcess<FanoutQuestion, FanoutAnswer>('fanout/child', question.contestant);
  try {
    return await asked.ask(question, 'timed');
  } finally {
    asked.end();
  }
}

/** Nanoseconds a predicate. */
function section(cells: readonly Cell[], many: number): string {
  const here = cells.filter((cell) => cell.count === many);
  const find = (contestant: FanoutContestantName, predicates: FanoutKind): Cell | undefined =>
    here.find((cell) => cell.contestant === contestant && cell.predicates === predicates);
  const rows = fanoutContestantNames.map((contestant) => [
    contestant,
    fanoutContestants[contestant].needsEval ? 'yes' : '',
    ...fanoutKinds.map((kind) => {
      const summary = find(contestant, kind)?.summary;
      return summary === undefined ? '–' : nanoseconds(summary.median);
    }),
  ]);
  const reasons = new Set(
    here.flatMap(({ contestant, answer: { why } }) => (why === undefined ? [] : [`${contestant} ${why}`])),
  );
  const table = printTable({ head: ['', 'eval', ...fanoutKinds], rows, texts: 2 });
  const notes = reasons.size === 0 ? '' : `\n– ${[...reasons].join('; ')}\n`;
  return `${count(many)} predicates, one event: nanoseconds of processor time a predicate, medians\n\n${table}${notes}`;
}

/** What it costs to have them. */
function costs(cells: readonly Cell[]): string {
  const own = cells.filter(({ contestant, summary }) => contestant === 'quern set' && summary !== undefined);
  const rows = own
    .sort((a, b) => a.count - b.count || fanoutKinds.indexOf(a.predicates) - fanoutKinds.indexOf(b.predicates))
    .map(({ count: many, predicates, answer: { build, exchange, bytes, matched } }) => [
      `${count(many)}, ${predicates}`,
      `${(matched * 100).toFixed(2)} %`,
      build.toFixed(1),
      exchange === undefined || !Number.isFinite(exchange) ? '–' : exchange.toFixed(1),
      (bytes / 1e6).toFixed(1),
    ]);
  const head = ['', 'true', 'to add all, µs each', 'to add or delete of a known shape, µs', 'memory, MB'];
  return `quern set: what it costs to have them\n\n${printTable({ head, rows, texts: 1 })}`;
}

const rounded = (x: number): number => Number(x.toPrecision(4));

function toResult({ contestant, predicates, count: many, summary, answer }: Cell): Result[] {
  if (summary === undefined) return [];
  const { median, low, high, samples, spread } = summary;
  return [
    {
      engine: contestant,
      rung: highestRung,
      predicate: `${many} predicates, ${predicates}`,
      selected: Math.round(answer.matched * many),
      nsPerRow: { median: rounded(median), low: rounded(low), high: rounded(high), samples },
      spread: rounded(spread),
    },
  ];
}
