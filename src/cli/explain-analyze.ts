/** `quern explain SQL --analyze FILE`: the program, then what happened when it ran over the file: rows, conjuncts, times, and what `auto` decided. */
import { Arena, predicate, type Analysis, type EngineName, type ExplainOptions, type Rung } from '../index.js';
import { SqlError } from '../error.js';
import { Failure, failingWith, status, usage } from './failure.js';
import { openFilterInput, type InputOptions } from './filter-input.js';
import type { RowSource } from './filter-rows.js';
import { formatOf } from './options.js';
import { Output } from './output.js';
import { paramValues } from './param-values.js';
import type { InputFormat } from './reader.js';

export interface AnalyzeOptions extends InputOptions {
  readonly from?: InputFormat;
  readonly layout?: 'columns' | 'heap';
  readonly engine: EngineName | 'auto';
  readonly rung?: Rung;
  /** False for `--no-reorder`. */
  readonly reorder: boolean;
  readonly param: readonly string[];
}

/** Explains the predicate as `how` says and runs it over FILE. When a row raises an error, what was found out before it is printed, and the error ends the command. */
export async function explainAnalyze(
  sql: string,
  file: string,
  options: AnalyzeOptions,
  how: ExplainOptions,
): Promise<void> {
  const { engine, rung, reorder } = options;
  const from = formatFor(file, options);
  const arena = new Arena();
  const input = await openFilterInput(arena, file, from, options);
  const output = Output.to('-');
  try {
    input.announce('some columns');
    const settings = { ...input.compile, engine, arena, reorder, ...(rung === undefined ? {} : { rung }) };
    const compiled = await failingWith(status.usage, sql, () => predicate(sql, settings));
    const params = await failingWith(status.usage, undefined, () =>
      paramValues(arena, compiled.paramTypes, options.param),
    );
    const analysis = await failingWith(status.usage, undefined, () => compiled.analysis(params));
    output.add(`${(await failingWith(status.usage, sql, () => compiled.explain(how))).trimEnd()}\n\n`);
    const failure = await analyze(input.rows(compiled), analysis);
    output.add(String(analysis));
    if (failure !== undefined) throw failure;
  } finally {
    await input.close();
    await output.end();
  }
}

/** Heap files have no name of their own: `--layout heap` says it too. */
function formatFor(file: string, { from, layout }: AnalyzeOptions): InputFormat {
  const format = from ?? (layout === 'heap' ? 'heap' : formatOf(file));
  if (layout !== undefined && (layout === 'heap') !== (format === 'heap')) {
    throw usage(
      `--layout ${layout} does not go with --from ${format}`,
      'The layout follows from what the file holds; leave out --layout.',
    );
  }
  return format;
}

/** Runs all rows, up to the first that raises an error or cannot be read, and hands that back. */
async function analyze(source: RowSource, analysis: Analysis): Promise<Failure | undefined> {
  try {
    while ((await source.read()) > 0) runBatch(source, analysis);
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return new Failure(status.data, error);
    throw error;
  }
}

/** Raises the error of a row, with its place, after the rows before it. */
function runBatch(source: RowSource, analysis: Analysis): void {
  const { batch } = source;
  try {
    analysis.run(batch);
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    const placed = source.placed(error, error.row);
    batch.rows = error.row;
    if (error.row > 0) analysis.run(batch);
    throw placed;
  }
}
