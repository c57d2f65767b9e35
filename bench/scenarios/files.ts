/** How much of the processor filtering a file takes, from a process's start to its end, beside other tools that are installed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { SqlError } from '../../src/error.js';
import { fileCases, rowsOfFiles, writeFiles } from '../files/cases.js';
import { duckdbName, fileContestants, type FileContestant } from '../files/contestants.js';
import { runCommand, type Run } from '../files/measure.js';
import { shuffled } from '../shuffled.js';
import { summarize } from '../statistics.js';
import { tableStyle } from '../table.js';
import type { Scenario } from './scenario.js';

/** A case, printed or counted, and who answers it. */
interface Task {
  readonly name: string;
  readonly contestant: FileContestant;
  readonly run: () => Run;
  readonly runs: Run[];
}

export const files: Scenario = {
  summary: 'processes that filter CSV and NDJSON files, beside DuckDB, mawk, miller, jq and a loop where installed',
  usualRows: 1_000_000,
  async run({ rows, samples, onStep }) {
    const folder = mkdtempSync(join(tmpdir(), 'quern-files-'));
    try {
      const paths = {
        demo: join(folder, 'demo.csv'),
        wide: join(folder, 'wide.csv'),
        objects: join(folder, 'objects.ndjson'),
      };
      onStep('writing the files', 0);
      await writeFiles(paths, rows);
      const contestants = fileContestants();
      const tasks = contestants
        .filter(({ missing }) => missing === undefined)
        .flatMap((one) => tasksOf(one, paths, folder));
      for (let sample = 0; sample < samples; sample++) {
        for (const [n, task] of shuffled(tasks).entries()) {
          onStep(`${task.name}, ${task.contestant.name}`, (sample + n / tasks.length) / samples);
          task.runs.push(task.run());
        }
      }
      checkRows(tasks);
      const absent = contestants.flatMap(({ name, missing }) =>
        missing === undefined ? [] : [`${name}: ${missing}\n`],
      );
      const { demo, wide, objects } = rowsOfFiles(rows);
      const title = `files: ${demo} rows of CSV, ${wide} of 200 columns, ${objects} of NDJSON; medians of ${samples} processes each, with all of a process's start, on Node ${process.version}`;
      return { contenders: [], text: `${title}\n${table(tasks)}\n${absent.join('')}` };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function tasksOf(contestant: FileContestant, paths: Readonly<Record<string, string>>, folder: string): Task[] {
  return fileCases.flatMap((one) =>
    [undefined, join(folder, 'rows')].flatMap((output): Task[] => {
      const command = contestant.command(one, paths[one.file] ?? '', output);
      if (command === undefined) return [];
      const name = `${one.file} ${one.name}, ${output === undefined ? 'counted' : 'printed'}`;
      return [{ name, contestant, run: () => runCommand(command, output), runs: [] }];
    }),
  );
}

/** Who finds other rows has not done the same work. */
function checkRows(tasks: readonly Task[]): void {
  const found = new Map<string, number>();
  for (const { name, contestant, runs } of tasks)
    for (const { rows } of runs) {
      const first = found.get(name) ?? rows;
      found.set(name, first);
      if (rows !== first)
        throw new SqlError('XX000', `${name}: ${contestant.name} found ${rows} rows, another ${first}`);
    }
}

function table(tasks: readonly Task[]): string {
  const shown = new Table({
    head: ['case', 'who', 'CPU s', 'spread', 'wall s', 'of DuckDB'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
    ...tableStyle,
  });
  const cpu = ({ runs }: Task) => summarize(runs.map(({ cpuSeconds, seconds }) => cpuSeconds ?? seconds));
  for (const name of new Set(tasks.map((task) => task.name))) {
    const those = tasks.filter((task) => task.name === name);
    const duck = those.find(({ contestant }) => contestant.name === duckdbName);
    for (const task of those) {
      const { median, spread } = cpu(task);
      const wall = summarize(task.runs.map(({ seconds }) => seconds)).median;
      const ratio = duck === undefined ? '' : (median / cpu(duck).median).toFixed(2);
      shown.push([
        name,
        task.contestant.name,
        median.toFixed(2),
        `${(spread * 100).toFixed(0)} %`,
        wall.toFixed(2),
        ratio,
      ]);
    }
  }
  return shown.toString();
}
