/** Whether the lessons' experiments find here what was published: all their checks, each experiment in a process of its own. */
import { readLessons } from '../../src/lessons/texts.js';
import { AskedProcess } from '../dialogue.js';
import type { LessonAnswer, LessonQuestion } from '../lessons/messages.js';
import { printTable } from '../markdown.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

/** With so many samples, the usual number, an experiment does all of its work. */
const samplesOfAll = 9;

export const lessons: Scenario = {
  summary: 'whether the experiments of the lessons find what was published (fewer --samples: less work)',
  usualRows: 1,
  async run({ samples, onStep }: Settings): Promise<Outcome> {
    const all = readLessons();
    const rows: string[][] = [];
    const times: string[] = [];
    let failed = 0;
    let [together, ofProcessor] = [0, 0];
    for (const [n, { number, title, experiment }] of all.entries()) {
      onStep(`lesson ${number}: ${title}`, n / all.length);
      const { checks, seconds, processorSeconds } = await runAlone(experiment, Math.min(1, samples / samplesOfAll));
      together += seconds;
      ofProcessor += processorSeconds;
      times.push(`${number}: ${seconds.toFixed(1)} (${processorSeconds.toFixed(1)})`);
      for (const { what, found, published = '', holds } of checks) {
        rows.push([`${number}`, what, found, published, holds ? 'yes' : 'no']);
        if (!holds) failed++;
      }
    }
    const verdict =
      failed === 0
        ? `All ${rows.length} checks hold.`
        : `${failed} of ${rows.length} checks do not hold; on a busy machine run it again.`;
    const table = printTable({ head: ['lesson', 'check', 'found', 'published', 'holds'], rows, texts: 5 });
    return {
      contenders: [],
      report: { results: [] },
      text: `${table}\n${verdict}\nSeconds by lesson, and of a processor: ${times.join(', ')}; together ${together.toFixed(1)} (${ofProcessor.toFixed(1)})\n`,
    };
  },
};

async function runAlone(experiment: string, effort: number): Promise<LessonAnswer> {
  const asked = new AskedProcess<LessonQuestion, LessonAnswer>('lessons/child', experiment);
  try {
    return await asked.ask({ kind: 'run', experiment, effort }, 'checked');
  } finally {
    asked.end();
  }
}
