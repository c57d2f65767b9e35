/** How interpreters with one switch slow down as the number of opcodes in it grows, and what V8 has to do with it. */
import { SqlError } from '../../src/error.js';
import { compileQual } from '../../src/program/compile.js';
import { decode } from '../../src/program/decode.js';
import type { ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import { demoSchema } from '../dataset.js';
import type { Job } from '../job.js';
import { noiseWarning } from '../noise.js';
import { longestOptimized } from '../opcodes/bytecode.js';
import type { GeneratedSwitch } from '../opcodes/generated-switch.js';
import { sizeTables } from '../opcodes/report.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { race } from '../race.js';
import { count } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

/** Fourteen steps a row, ten different ones. Each predicate takes more than a minute, most of it for making the rows in forty processes. */
const usualPredicates: readonly PredicateName[] = ['arith'];
/** Before superinstructions, so that more steps are dispatched. */
const usualRung = 3;
/** A pass over more rows tells no more of interpreters that take hundreds of nanoseconds for one. */
const timedRows = 262_144;

export const opcodes: Scenario = {
  summary: 'how an interpreter slows down as the number of opcodes in its switch grows',
  async run(settings: Settings): Promise<Outcome> {
    const rung = settings.rung ?? usualRung;
    const jobs = await Promise.all(
      (settings.predicates ?? usualPredicates).map(
        async (predicate): Promise<Job> => ({ ...(await jobOf(settings, 'switch', predicate, rung)), timedRows }),
      ),
    );
    const { switches, note } = await makeSwitches(settings, new Set(jobs.flatMap(programOpcodes)));
    const limit = longestOptimized();
    const contenders: Contender[] = [];
    const parts: string[] = [];
    for (const [n, job] of jobs.entries()) {
      const { samples, processes } = settings;
      const measured = await race(
        switches.map(
          (generated): Job => ({
            ...job,
            contestant: generated.series === 'WebAssembly' ? 'wasm-switch' : 'switch',
            generated,
          }),
        ),
        {
          samples,
          processes,
          stages: 'none',
          onStep: (what) => {
            settings.onStep(what, n / jobs.length);
          },
        },
      );
      contenders.push(...measured);
      const used = new Set(programOpcodes(job)).size;
      parts.push(
        `opcodes: ${predicateNamed(job.predicate).sql}, rung ${rung}, ${rowsOf(settings)}; ${used} different opcodes are run\n`,
      );
      parts.push(`${sizeTables(measured, limit)}\n`);
    }
    const isBeyond = (contender: Contender): boolean =>
      (contender.job.generated?.facts.bytecodeBytes ?? 0) > (limit ?? Infinity);
    const told =
      limit === undefined || !contenders.some(isBeyond)
        ? ''
        : `">": TurboFan compiles no function of more than ${count(limit)} bytes of bytecode.\n`;
    return { contenders, text: `${parts.join('')}${told}${note}${noiseWarning(contenders)}` };
  },
};

/** The opcodes that a job's program consists of, one a step. */
function programOpcodes({ conjuncts, rung }: Job): readonly number[] {
  return [...decode(compileQual(conjuncts, { schema: demoSchema, rung }).code)].flatMap((step) => step?.opcode ?? []);
}

/** Only whole batches are timed. */
function rowsOf({ rows, batchRows }: Settings): string {
  const timed = Math.ceil(timedRows / batchRows) * batchRows;
  return `${count(rows)} rows${rows > timed ? ` checked, ${count(timed)} of them timed` : ''}`;
}

const engines: readonly ContestantName[] = ['switch', 'wasm-switch'];

/** What `--engine` asks for, or all: without Binaryen those in JavaScript, unless the others were asked for. */
async function makeSwitches(
  settings: Settings,
  needed: ReadonlySet<number>,
): Promise<{ readonly switches: readonly GeneratedSwitch[]; readonly note: string }> {
  const onStep = (what: string) => {
    settings.onStep(what, 0);
  };
  const wanted = settings.contestants ?? engines;
  if (!wanted.some((name) => engines.some((engine) => engine === name))) {
    throw new SqlError('22023', `the scenario opcodes has only the engines ${engines.join(' and ')}`);
  }
  // The definitions take a while to load, and other scenarios do without.
  const { javascriptSwitches, webassemblySwitches } = await import('../opcodes/switches.js');
  const switches = wanted.includes('switch') ? await javascriptSwitches(needed, onStep) : [];
  if (!wanted.includes('wasm-switch')) return { switches, note: '' };
  try {
    return { switches: [...switches, ...(await webassemblySwitches(needed, onStep))], note: '' };
  } catch (error) {
    if (settings.contestants !== undefined || !(error instanceof SqlError) || error.code !== '58P01') throw error;
    return { switches, note: `${error.message}: WebAssembly is left out. ${error.hint ?? ''}\n` };
  }
}
