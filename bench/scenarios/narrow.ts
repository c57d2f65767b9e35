/** What narrow columns gain: the engine `vector` over the same rows in plain and in narrow form, in turns in one process. */
import Table from 'cli-table3';
import { Arena } from '../../src/arena/arena.js';
import { storageOfColumn } from '../../src/catalog/scaled.js';
import { widths } from '../../src/catalog/types.js';
import { fillDemo } from '../../src/datasets/demo.js';
import type { Engine } from '../../src/engines/engine.js';
import { engineNamed } from '../../src/engines/named.js';
import { SqlError } from '../../src/error.js';
import { Batch } from '../../src/memory/batch.js';
import { columnsRead } from '../../src/program/columns-read.js';
import { compileQual } from '../../src/program/compile.js';
import { highestRung, type Program } from '../../src/program/program.js';
import { conjunctsOf } from '../conjuncts.js';
import { demoSchema } from '../dataset.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { median } from '../statistics.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const usualPredicates: readonly PredicateName[] = ['eq', 'eq-notnull', 'range', 'between', 'date', 'money'];
/** A sample takes at least so many rows. */
const sampleRows = 4_000_000;

export const narrow: Scenario = {
  summary: 'the engine vector over plain and over narrow columns, in turns',
  usualRows: 10_000_000,
  async run(settings: Settings): Promise<Outcome> {
    const { rows, rung = highestRung, predicates = usualPredicates, onStep } = settings;
    const table = new Table({ head: ['', 'bytes', 'plain', 'narrow', 'times', '(best)'], ...tableStyle });
    const compile = async (name: PredicateName): Promise<Program> =>
      compileQual(await conjunctsOf(name), { schema: demoSchema, rung });
    const programs = await Promise.all(predicates.map(compile));
    onStep('making the rows', 0);
    const batches = filled(new Set(programs.flatMap((program) => [...columnsRead(program).keys()])), settings);
    const engine = await engineNamed('vector');
    for (const [n, name] of predicates.entries()) {
      onStep(name, n / predicates.length);
      const program = programs[n];
      if (program !== undefined) table.push([name, ...compared(engine, program, batches, settings)]);
    }
    const sql = predicates.map((name) => `${name}: ${predicateNamed(name).sql}\n`).join('');
    const text = `narrow: vector, ns a row, ${count(rows)} rows in one batch, medians (and the ratio of the best samples)\n${sql}${table.toString()}\n`;
    return { contenders: [], text };
  },
};

/** The bytes of the columns, the median times, and by how much the narrow form is faster. Raises XX000 if the two select other rows. */
function compared(engine: Engine, program: Program, batches: readonly Batch[], { rows, samples }: Settings): string[] {
  const contestants = batches.map((batch) => {
    const kernel = engine.load(program, batch.arena);
    kernel.run(batch);
    const bits = batch.arena.views.u8.slice(kernel.bitmap, kernel.bitmap + Math.ceil(rows / 8));
    return { batch, kernel, bits, times: [] as number[] };
  });
  const [plain, narrowed] = contestants;
  if (plain === undefined || narrowed === undefined || Buffer.compare(plain.bits, narrowed.bits) !== 0)
    throw new SqlError('XX000', 'narrow columns select other rows than plain ones');
  const runs = Math.max(1, Math.ceil(sampleRows / rows));
  for (let sample = 0; sample < samples; sample++)
    for (const { batch, kernel, times: taken } of contestants) {
      const start = performance.now();
      for (let run = 0; run < runs; run++) kernel.run(batch);
      taken.push(((performance.now() - start) * 1e6) / rows / runs);
    }
  for (const { kernel } of contestants) kernel.free();
  const bytes = [...columnsRead(program).keys()].map((column) => {
    const wide = bitsOf(column) / 8;
    return `${wide} → ${narrowed.batch.narrowed(column)?.bytes ?? wide}`;
  });
  const [before, after] = [median(plain.times), median(narrowed.times)];
  const ratio = Math.min(...plain.times) / Math.min(...narrowed.times);
  return [bytes.join(', '), nanoseconds(before), nanoseconds(after), times(before / after), times(ratio)];
}

/** The bits of a row. */
function bitsOf(column: number): number {
  const definition = demoSchema[column];
  return definition === undefined ? 0 : widths[storageOfColumn(definition)] * 8 || 1;
}

/** The demo rows as one batch of some columns, plain and narrow, put together from small ones, which hold all columns. */
function filled(columns: ReadonlySet<number>, { rows, batchRows, seed }: Settings): readonly Batch[] {
  const arena = new Arena({ maximumBytes: 2 ** 31 });
  const size = Math.min(Math.ceil(batchRows / 64) * 64, rows);
  const batches = (['plain', 'narrow'] as const).map((form) => new Batch(arena, demoSchema, rows, [...columns], form));
  const part = new Batch(arena, demoSchema, size);
  for (let first = 0; first < rows; first += size) {
    fillDemo(part, { seed, first, rows: Math.min(size, rows - first) });
    for (const batch of batches)
      for (const column of columns) {
        const [from, to] = [part.columns[column], batch.columns[column]];
        if (from === undefined || to === undefined) continue;
        const copy = (source: number, target: number, bits: number): void => {
          arena.views.u8.copyWithin(target + (first * bits) / 8, source, source + Math.ceil((part.rows * bits) / 8));
        };
        copy(from.values, to.values, bitsOf(column));
        copy(from.validity, to.validity, 1);
      }
  }
  part.free();
  for (const batch of batches) batch.rows = rows;
  return batches;
}
