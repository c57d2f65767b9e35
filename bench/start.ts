/** `npm start`: what quern does, shown in less than a minute. */
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { engineNames } from '../src/engines/named.js';
import { Arena, predicate, rungs, SqlError, type Rung } from '../src/index.js';
import { CsvReader } from '../src/inputs/csv.js';
import { schemaText } from '../src/inputs/schema-text.js';
import { Batch } from '../src/memory/batch.js';
import { labelOf } from './contestants.js';
import { demoSchema } from './dataset.js';
import { noiseWarning } from './noise.js';
import { predicateNamed } from './predicates.js';
import { race } from './race.js';
import { jobOf } from './scenarios/scenario.js';
import { count, nanoseconds, times } from './table.js';

const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};
const heading = (text: string): void => {
  print(`\n${pc.bold(text)}`);
};

try {
  await showLadder();
  await filterWeather();
  await raceEngines();
  print('\nGo on with: npx quern --help');
} catch (error) {
  if (!(error instanceof SqlError)) throw error;
  process.stderr.write(`quern: ${error.message}\n${error.hint === undefined ? '' : `hint: ${error.hint}\n`}`);
  process.exitCode = 1;
}

/** The same predicate's program on each rung. */
async function showLadder(): Promise<void> {
  const { sql } = predicateNamed('eq-notnull');
  heading(`1. A predicate becomes a program: ${sql}`);
  print('   Each rung of the ladder leaves something out. a is NOT NULL, b can be null.');
  const notes: readonly string[] = [
    'every call checks all its arguments for null and goes through the function table',
    'a constant is never null, so it is not checked',
    'nor is a column that is NOT NULL',
    "the function's body is the step: no call",
    'a whole condition is one step',
  ];
  for (const [rung, name] of rungs.entries()) {
    const compiled = await predicate(sql, { schema: demoSchema, rung: rung as Rung });
    print(`\n   ${pc.cyan(`rung ${rung}, ${name}`)}: ${notes[rung] ?? ''}`);
    const program = (await compiled.explain())
      .trimEnd()
      .split('\n')
      .filter((line) => /^\s*\d/.test(line));
    for (const line of program) print(`   ${line}`);
    compiled.free();
  }
}

/** The rainy days of a real file. */
async function filterWeather(): Promise<void> {
  const where = "precipitation > 10 AND weather = 'rain'";
  const file = weatherFile();
  heading(`2. A real file is filtered: seattle-weather.csv, ${where}`);
  const arena = new Arena();
  const reader = await CsvReader.open(arena, createReadStream(file));
  print(`   Its columns, as inferred from the data: ${schemaText(reader.schema)}\n`);
  const batch = new Batch(arena, reader.schema, 4096);
  const heavyRain = await predicate(where, { schema: reader.schema, arena });
  let rows = 0;
  let found = 0;
  const shown = 5;
  print(`   ${reader.schema.map(({ name }) => name).join(',')}`);
  while ((await reader.read(batch)) > 0) {
    const indices = heavyRain.select(batch).indices();
    for (const row of indices.subarray(0, Math.max(0, shown - found)))
      print(`   ${Buffer.from(reader.source(row)).toString('utf8').trimEnd()}`);
    rows += batch.rows;
    found += indices.length;
  }
  print(`   … ${count(found)} of ${count(rows)} days.`);
}

/** The package lets nothing be resolved but its code, which is in a folder beside the data. */
function weatherFile(): string {
  const code = fileURLToPath(import.meta.resolve('vega-datasets'));
  return join(dirname(dirname(code)), 'data', 'seattle-weather.csv');
}

/** The engines against each other. */
async function raceEngines(): Promise<void> {
  const name = 'eq-notnull';
  const rows = 1_000_000;
  heading(`3. The engines race: ${predicateNamed(name).sql}, ${count(rows)} rows`);
  print('   Each in a process of its own; their results are compared before the clock runs.\n');
  const settings = { rows, batchRows: 65_536, seed: 1, harness: 'plain' } as const;
  const jobs = await Promise.all(
    [...engineNames, 'hand-written' as const].map((contestant) => jobOf(settings, contestant, name, 4)),
  );
  const contenders = await race(jobs, { samples: 15, processes: 1, stages: 'none', onStep: () => undefined });
  const slowest = Math.max(...contenders.map(({ summary }) => summary.median));
  for (const {
    job,
    summary: { median },
  } of contenders) {
    const bar = '█'.repeat(Math.max(1, Math.round((40 * median) / slowest)));
    print(
      `   ${labelOf(job.contestant).padEnd(23)} ${nanoseconds(median).padStart(6)} ns a row  ${times(slowest / median).padStart(7)}  ${pc.green(bar)}`,
    );
  }
  print(`\n   ${count(contenders[0]?.selected ?? 0)} rows selected by each.`);
  const warning = noiseWarning(contenders);
  if (warning !== '') print(`   ${warning.trimEnd()}`);
}
