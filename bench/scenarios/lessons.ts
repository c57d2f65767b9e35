/** Whether the lessons' experiments find here what was published: all their checks, each experiment in a process of its own. */
import { readLessons } from '../../src/lessons/texts.js';
import { ExperimentProcesses } from '../lessons/experiment-processes.js';
import { measured } from '../lessons/measured.js';
import { printTable } from '../markdown.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

/** With so many samples, the usual number, an experiment does all of its work. */
const samplesOfAll = 9;
/** A machine is busy if experiments wait longer than this part of their time for a processor. */
const usualWaiting = 0.1;

export const lessons: Scenario = {
  summary: 'whether the experiments of the lessons find what was published (fewer --samples: less work)',
  usualRows: 1,
  async run({ samples, onStep }: Settings): Promise<Outcome> {
    const all = readLessons();
    const rows: string[][] = [];
    const times: string[] = [];
    let failed = 0;
    let [together, ofProcessor] = [0, 0];
    const processes = await ExperimentProcesses.prepared();
    try {
      for (const [n, { number, title, experiment }] of all.entries()) {
        onStep(`lesson ${number}: ${title}`, n / all.length);
        const { checks, again, seconds, processorSeconds } = await measured(
          (effort) => processes.run(experiment, effort),
          samples / samplesOfAll,
        );
        together += seconds;
        ofProcessor += processorSeconds;
        times.push(`${number}: ${seconds.toFixed(1)} (${processorSeconds.toFixed(1)})${again ? ' in two runs' : ''}`);
        for (const { what, found, published = '', holds } of checks) {
          rows.push([`${number}`, what, found, published, holds ? 'yes' : 'no']);
          if (!holds) failed++;
        }
      }
    } finally {
      processes.end();
    }
    const waiting = 1 - ofProcessor / together;
    const busy =
      waiting > usualWaiting
        ? `The machine is busy: experiments waited ${(100 * waiting).toFixed(0)} % of their time for a processor. Times and checks are those of a busy machine.\n`
        : '';
    const verdict =
      failed === 0
        ? `All ${rows.length} checks hold.`
        : `${failed} of ${rows.length} checks do not hold, each after a second run with twice as many samples. A busy machine, or another kind of processor, can be the reason; run it again when the machine is quiet.`;
    const table = printTable({ head: ['lesson', 'check', 'found', 'published', 'holds'], rows, texts: 5 });
    return {
      contenders: [],
      report: { results: [] },
      text: `${table}\n${verdict}\n${busy}Seconds by lesson, and of a processor: ${times.join(', ')}; together ${together.toFixed(1)} (${ofProcessor.toFixed(1)})\n`,
    };
  },
};
