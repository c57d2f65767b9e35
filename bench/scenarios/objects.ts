/** JavaScript objects filtered where they are, by quern and by what else people use for it. */
import { AskedProcess } from '../dialogue.js';
import { printTable } from '../markdown.js';
import { noiseWarning } from '../noise.js';
import { objectContestantNames, objectContestants, type ObjectContestantName } from '../objects/contestants.js';
import type { ObjectAnswer, ObjectQuestion } from '../objects/messages.js';
import { objectPredicateNames, type ObjectPredicateName } from '../objects/predicates.js';
import { shuffled } from '../shuffled.js';
import { summarize, type Summary } from '../statistics.js';
import { count, nanoseconds, times } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

interface Cell {
  readonly contestant: ObjectContestantName;
  readonly predicate: ObjectPredicateName;
  readonly rows: number;
  readonly summary: Summary | undefined;
  readonly why: string | undefined;
}

const smallCounts = [100, 10_000];

export const objects: Scenario = {
  summary: 'JavaScript objects filtered where they are: by hand, by quern, and by other libraries',
  usualRows: 1_000_000,
  async run(settings: Settings): Promise<Outcome> {
    const counts = [...smallCounts.filter((rows) => rows < settings.rows), settings.rows];
    const jobs = counts.flatMap((rows) =>
      objectPredicateNames
        .filter(
          (name) => settings.predicates === undefined || (settings.predicates as readonly string[]).includes(name),
        )
        .flatMap((predicate) => objectContestantNames.map((contestant) => ({ rows, predicate, contestant }))),
    );
    const cells: Cell[] = [];
    for (const job of shuffled(jobs)) {
      settings.onStep(`${job.contestant}, ${job.predicate}, ${count(job.rows)} rows`, cells.length / jobs.length);
      const { nsPerRow, why } = await runAlone({ kind: 'run', ...job, seed: settings.seed, samples: settings.samples });
      cells.push({ ...job, why, summary: nsPerRow.length === 0 ? undefined : summarize(nsPerRow) });
    }
    const measured = cells.flatMap(({ summary }) => (summary === undefined ? [] : [{ summary }]));
    const text = [...counts.map((rows) => section(cells, rows)), noiseWarning(measured)];
    return { contenders: [], report: { results: [] }, text: text.join('\n') };
  },
};

async function runAlone(question: ObjectQuestion): Promise<ObjectAnswer> {
  const asked = new AskedProcess<ObjectQuestion, ObjectAnswer>('objects/child', question.contestant);
  try {
    return await asked.ask(question, 'timed');
  } finally {
    asked.end();
  }
}

/** Nanoseconds a row, and how many times as long as the hand-written loop that is in the geometric mean. */
function section(cells: readonly Cell[], rows: number): string {
  const here = cells.filter((cell) => cell.rows === rows);
  const names = objectPredicateNames.filter((name) => here.some(({ predicate }) => predicate === name));
  const find = (contestant: ObjectContestantName, predicate: ObjectPredicateName): Cell | undefined =>
    here.find((cell) => cell.contestant === contestant && cell.predicate === predicate);
  const lines = objectContestantNames.map((contestant) => {
    const ratios = names.flatMap((name) => {
      const mine = find(contestant, name)?.summary?.median;
      const hand = find('hand-written', name)?.summary?.median;
      return mine === undefined || hand === undefined ? [] : [mine / hand];
    });
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    return [
      contestant,
      objectContestants[contestant].needsEval ? 'yes' : '',
      ...names.map((name) => {
        const cell = find(contestant, name);
        return cell?.summary === undefined ? '–' : nanoseconds(cell.summary.median);
      }),
      ratios.length === 0 ? '–' : `${times(mean)}${ratios.length < names.length ? ` (of ${ratios.length})` : ''}`,
    ];
  });
  const unable = here.filter(({ summary }) => summary === undefined);
  const notes = unable.map(({ contestant, predicate, why }) => `${contestant}, ${predicate}: ${why ?? 'no result'}`);
  const head = ['', 'eval', ...names, 'by hand = 1'];
  return `${count(rows)} rows: nanoseconds a row, medians\n\n${printTable({ head, rows: lines, texts: 2 })}${notes.length === 0 ? '' : `\n– ${notes.join('; ')}\n`}`;
}
