/** `quern explain SQL --analyze FILE`: the program, then what happened when it ran over the file: rows, conjuncts, times, and what `auto` decided. */
import {
  type Arena,
  predicateFor,
  type Analysis,
  type Batch,
  type EngineName,
  type ExplainOptions,
  type HeapBatch,
  type Rung,
} from '../index.js';
import { SqlError } from '../error.js';
import { selectRows } from '../library/filter-rows.js';
import { Failure, failingWith, status, usage } from './failure.js';
import { withFilterInput, type FilterInput, type InputOptions } from './filter-input.js';
import { formatOfName, type InputFormat } from './input-format.js';
import { Output } from './output.js';
import { paramValues } from './param-values.js';
import { sessionArena } from './session-options.js';

export interface AnalyzeOptions extends InputOptions {
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
  const from = formatFor(file, options);
  const arena = await sessionArena(options);
  const given = from === undefined ? options : { ...options, from };
  await withFilterInput(arena, [file], given, (input) => analyzeInput(arena, sql, input, options, how));
}

async function analyzeInput<B extends Batch | HeapBatch>(
  arena: Arena,
  sql: string,
  input: FilterInput<B>,
  options: AnalyzeOptions,
  how: ExplainOptions,
): Promise<void> {
  const { reader } = input;
  const { engine, rung, reorder } = options;
  const settings = { ...input.compile, engine, arena, reorder, ...(rung === undefined ? {} : { rung }) };
  const statusOfSql = (error: SqlError) => (error === reader.foreseen ? status.data : status.usage);
  const compiled = await failingWith(statusOfSql, sql, () => predicateFor(reader, sql, settings));
  const params = await failingWith(status.usage, undefined, () =>
    paramValues(arena, compiled.paramTypes, options.param),
  );
  if (options.quiet !== true) input.announce(compiled.columns, 'some columns');
  const analysis = await failingWith(status.usage, undefined, () => compiled.analysis(params));
  const output = Output.standard();
  try {
    output.addShown(`${(await failingWith(status.usage, sql, () => compiled.explain(how))).trimEnd()}\n\n`);
    const failure = await analyze(input, compiled.columns, analysis);
    output.addShown(String(analysis));
    if (failure !== undefined) throw failure;
  } finally {
    await output.end();
  }
}

/** Heap files have no name of their own: `--layout heap` says it too. */
function formatFor(file: string, { from, layout }: AnalyzeOptions): InputFormat | undefined {
  const format = from ?? (layout === 'heap' ? 'heap' : formatOfName(file));
  if (layout !== undefined && (layout === 'heap') !== (format === 'heap')) {
    throw usage(
      `--layout ${layout} does not go with --from ${format ?? 'csv'}`,
      'The layout follows from what the file holds; leave out --layout.',
    );
  }
  return format;
}

/** Runs all rows, up to the first that raises an error or cannot be read, and hands that back. */
async function analyze<B extends Batch | HeapBatch>(
  { reader }: FilterInput<B>,
  columns: readonly number[],
  analysis: Analysis,
): Promise<Failure | undefined> {
  try {
    await selectRows(reader, { columns, select: (batch) => analysis.run(batch) }, undefined);
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return new Failure(status.data, error);
    throw error;
  }
}
