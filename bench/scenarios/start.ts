/** How soon quern answers: cold processes beside `node -e 0`, what the library's import and first predicate take of it, and what is downloaded. */
import Table from 'cli-table3';
import { coldTimes } from '../start-up/cold.js';
import { sizes } from '../start-up/sizes.js';
import { tableStyle } from '../table.js';
import type { Scenario } from './scenario.js';

const milliseconds = (number: number): string => number.toFixed(1);
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

export const start: Scenario = {
  summary: 'cold processes: import, first predicate, first test, the command; and sizes',
  run(settings) {
    const { times, inside } = coldTimes(settings.samples, settings.onStep);
    const processes = new Table({
      head: ['a cold process, milliseconds', 'median', 'fastest', 'beyond node -e 0'],
      colAligns: ['left', 'right', 'right', 'right'],
      ...tableStyle,
    });
    for (const { name, median, fastest, beyondNode } of times)
      processes.push([name, milliseconds(median), milliseconds(fastest), milliseconds(beyondNode)]);
    const files = new Table({
      head: ['what is loaded, kB', 'as published', 'compressed'],
      colAligns: ['left', 'right', 'right'],
      ...tableStyle,
    });
    for (const { name, bytes, compressed } of sizes()) files.push([name, kilobytes(bytes), kilobytes(compressed)]);
    const parts = `Inside: import ${milliseconds(inside.import)} ms, predicate ${milliseconds(inside.predicate)} ms, test ${milliseconds(inside.test)} ms; together ${milliseconds(inside.import + inside.predicate + inside.test)} ms.`;
    const text = `start: medians of ${settings.samples}, on Node ${process.version}\n${processes.toString()}\n${parts}\n\n${files.toString()}\n`;
    return Promise.resolve({ contenders: [], text });
  },
};
