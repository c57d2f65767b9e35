/** What compiling costs, stage by stage, beside a heavy JIT, and after how many rows it has paid for itself. */
import Table from 'cli-table3';
import { highestRung } from '../../src/program/program.js';
import { rowsUntilPaid } from '../break-even.js';
import { labelOf, mainEngines, type ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import { noiseWarning } from '../noise.js';
import { predicateNamed } from '../predicates.js';
import { race } from '../race.js';
import { stageNames, type StageName } from '../stages.js';
import { count, microseconds, nanoseconds, tableStyle, times } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

const compilers: readonly ContestantName[] = [...mainEngines, 'new-function'];

const stageTitles: Readonly<Record<StageName, string>> = {
  program: 'typed expression → program',
  load: 'memory, linking, addresses',
  patch: 'copying and patching',
  optimize: 'Binaryen -O3',
  source: 'source text, new Function',
  module: 'WebAssembly.Module',
  instance: 'WebAssembly.Instance',
  firstCall: 'first call (64 rows)',
  ready: 'ready, from the typed expression',
};

export const compile: Scenario = {
  summary: 'the cost of compiling, stage by stage, and when it has paid for itself',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = settings.contestants ?? compilers;
    const predicates = settings.predicates ?? ['eq', 'range', 'case', 'chain16'];
    const rung = settings.rung ?? highestRung;
    const contenders: Contender[] = [];
    const parts: string[] = [];
    for (const [n, predicate] of predicates.entries()) {
      const jobs = await Promise.all(contestants.map((contestant) => jobOf(settings, contestant, predicate, rung)));
      const measured = await race(jobs, {
        samples: settings.samples,
        processes: settings.processes,
        stages: 'always',
        onStep: (what) => {
          settings.onStep(what, n / predicates.length);
        },
      });
      contenders.push(...measured);
      parts.push(
        `compile: ${predicate === 'chain16' ? 'chain16' : predicateNamed(predicate).sql}, rung ${rung}, medians in a warm process\n`,
        stageTable(measured),
        comparison(measured),
        '\n',
      );
    }
    return { contenders, text: `${parts.join('')}${noiseWarning(contenders)}` };
  },
};

function stageTable(contenders: readonly Contender[]): string {
  const table = new Table({
    head: ['', ...contenders.map(({ job }) => labelOf(job.contestant))],
    colAligns: ['left', ...contenders.map(() => 'right' as const)],
    ...tableStyle,
  });
  for (const stage of stageNames) {
    const cells = contenders.map(({ stages }) => {
      const time = stages[stage];
      return time === undefined ? '' : microseconds(time);
    });
    if (cells.some((cell) => cell !== '')) table.push([stageTitles[stage], ...cells]);
  }
  table.push(['then, nanoseconds a row', ...contenders.map(({ summary }) => nanoseconds(summary.median))]);
  const interpreter = contenders.find(({ job }) => job.contestant === 'switch');
  if (interpreter !== undefined)
    table.push([
      'rows until it has beaten switch',
      ...contenders.map((contender) => breakEven(contender, interpreter)),
    ]);
  return `${table.toString()}\n`;
}

function breakEven(contender: Contender, interpreter: Contender): string {
  const [ready, theirs] = [contender.stages.ready, interpreter.stages.ready];
  if (contender === interpreter || ready === undefined || theirs === undefined) return '';
  const rows = rowsUntilPaid(
    { ready, nsPerRow: contender.summary.median },
    { ready: theirs, nsPerRow: interpreter.summary.median },
  );
  return rows === undefined ? 'never' : count(rows);
}

function comparison(contenders: readonly Contender[]): string {
  const jit = contenders.find(({ job }) => job.contestant === 'copy-patch')?.stages;
  const heavy = contenders.find(({ job }) => job.contestant === 'optimizing')?.stages;
  if (jit?.patch === undefined || heavy?.optimize === undefined || jit.ready === undefined || heavy.ready === undefined)
    return '';
  return `Binaryen -O3 takes ${times(heavy.optimize / jit.patch)} as long as copying and patching; until the kernel is ready it takes ${times(heavy.ready / jit.ready)} as long.\n`;
}
