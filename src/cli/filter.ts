/** `quern filter`: the rows of files for which a predicate is true. */
import { Command, Option } from 'commander';
import {
  type Arena,
  filterRows,
  predicateFor,
  selectList,
  type Batch,
  type EngineName,
  type HeapBatch,
  type ParamValue,
  type Rung,
  type TypeName,
} from '../index.js';
import { SqlError } from '../error.js';
import type { OutputColumn } from '../outputs/output-column.js';
import { failingWith, Interrupted, status, usage } from './failure.js';
import { withFilterInput, type FilterInput, type InputOptions } from './filter-input.js';
import {
  allTuplesOption,
  deformOption,
  engineOption,
  fromOption,
  noChecksumsOption,
  noReorderOption,
  paramOption,
  rungOption,
  schemaOption,
  skipDamagedOption,
  toastOption,
  wholeNumber,
} from './options.js';
import { Output } from './output.js';
import { outputFormats, writerFor, type OutputFormat } from './output-format.js';
import { paramValues } from './param-values.js';
import { sessionArena, sessionOptions } from './session-options.js';
import { textOptions } from './text-options.js';

interface FilterOptions extends InputOptions {
  where: string;
  to?: OutputFormat;
  select?: string;
  count?: boolean;
  limit?: number;
  output?: string;
  engine: EngineName | 'auto';
  rung?: Rung;
  /** False for `--no-reorder`. */
  reorder: boolean;
  param: string[];
}

const moreHelp = `
Types:
  A column is a bool, int8, float8, date or timestamp only if all its values are written as such; identifiers like 007 or 4E3 are text. A later
  value that is written otherwise ends the run and says which --schema reads it, unless a wider type takes it and no answer can change. quern schema FILE prints what is inferred.

Heap files:
  FILE is the file of a PostgreSQL table, whose path pg_relation_filepath('table') says, with FILE.1, FILE.2 … beside it if it is longer than
  1 GB. Run VACUUM (FREEZE) on the table and then CHECKPOINT first. --schema lists all columns in their order, also dropped ones (under any name);
  types that quern does not compute with may be among them. DEFAULT says what rows have that are older than a column: n int4 default 7.

Examples:
  quern filter people.csv --where "age >= 18 AND name IS NOT NULL"
  quern filter people.csv --where 'age > $1' --param 18 --select 'name, age / 10 AS decade' --to ndjson
  quern filter 2024-*.csv.gz --where "kind = 'click'" --count
  quern filter flights.parquet --where 'delay > 60' --select 'origin, delay' --to arrow -o late.arrow
  quern filter base/5/16384 --from heap --schema 'a int4 not null, g numeric(12,2), c text' --where 'a = 42' --count
`;

export function filterCommand(): Command {
  const command = new Command('filter')
    .description('print the rows of files for which a predicate is true')
    .argument('[FILE...]', 'files with the same columns; - is the standard input')
    .requiredOption('--where <SQL>', "the predicate, in PostgreSQL's SQL")
    .option('--select <expressions>', 'print these only, as in "name, price * 1.19 AS gross"')
    .option('--count', 'print how many rows there are instead')
    .option('--limit <rows>', 'print no more rows than these', wholeNumber)
    .addOption(
      new Option(
        '--to <format>',
        'what is printed; a table on a terminal, else ndjson for JSON and csv for all else',
      ).choices(outputFormats),
    )
    .option('-o, --output <FILE>', 'where to print it')
    .addOption(schemaOption())
    .addOption(paramOption())
    .addOption(fromOption())
    .option('--quiet', 'do not tell what was inferred, which columns are left out, or how far it is');
  command.optionsGroup('Options for CSV:');
  for (const option of textOptions()) command.addOption(option);
  command.optionsGroup('Options of the session:');
  for (const option of sessionOptions()) command.addOption(option);
  command.optionsGroup('Options for heap files:');
  for (const option of [toastOption(), allTuplesOption(), noChecksumsOption(), skipDamagedOption(), deformOption()])
    command.addOption(option);
  command.optionsGroup('Options of the engine:');
  for (const option of [engineOption(), rungOption(), noReorderOption()]) command.addOption(option);
  return command.addHelpText('after', moreHelp).action(filter);
}

async function filter(operands: string[], options: FilterOptions): Promise<void> {
  const files = [...operands];
  // `--param 1 2 FILE` takes the file for a value.
  const last = files.length === 0 && options.param.length > 1 ? options.param.pop() : undefined;
  if (last !== undefined) files.push(last);
  if (files.length === 0) throw usage('missing FILE', 'Use - for the standard input.');
  const arena = await sessionArena(options);
  await withFilterInput(arena, files, options, (input) => filterInput(arena, input, options));
}

/** Objects need not all have the same members. */
function withMemberHint(error: SqlError): SqlError {
  const { code, message, position, end, hint, detail } = error;
  if (code !== '42703' || hint !== undefined) return error;
  return new SqlError(code, message, {
    position,
    end,
    detail,
    hint: "None of the first objects has such a member. If later ones have, say of what type it is: --schema 'name type'.",
  });
}

async function filterInput<B extends Batch | HeapBatch>(
  arena: Arena,
  input: FilterInput<B>,
  options: FilterOptions,
): Promise<void> {
  const { reader } = input;
  const { engine, rung, reorder, where, select, limit, to: wanted } = options;
  const how = { ...input.compile, engine, arena, reorder, copiesRows: true, ...(rung === undefined ? {} : { rung }) };
  const statusOfSql = (error: SqlError) => (error === reader.foreseen ? status.data : status.usage);
  const explaining = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      // Whoever wrote the SQL wants to know which columns there are, and of which types.
      if (options.quiet !== true && error instanceof SqlError) input.announce([], 'all columns');
      const isJson = input.format === 'ndjson' || input.format === 'json';
      throw isJson && error instanceof SqlError ? withMemberHint(error) : error;
    });
  const compiled = await failingWith(statusOfSql, where, () => explaining(predicateFor(reader, where, how)));
  const valuesOf = (types: readonly TypeName[]): ParamValue[] => paramValues(arena, types, options.param);
  let values: readonly ParamValue[] | undefined;
  const columns: OutputColumn<B>[] | undefined =
    select === undefined
      ? undefined
      : await failingWith(status.usage, select, () =>
          selectList(reader, select, {
            ...how,
            paramTypes: compiled.paramTypes,
            params: (types) => (values = valuesOf(types)),
          }),
        );
  values ??= await failingWith(status.usage, undefined, () => valuesOf(compiled.paramTypes));
  const params = values.slice(0, compiled.paramTypes.length);
  if (options.quiet !== true) {
    const some = options.count === true || columns !== undefined;
    input.announce(compiled.columns, some ? 'some columns' : 'all columns');
  }

  const output = await Output.to(options.output ?? '-');
  const to = wanted ?? output.usualFormat ?? (input.format === 'ndjson' || input.format === 'json' ? 'ndjson' : 'csv');
  const interrupt = new AbortController();
  const stop = (): void => {
    interrupt.abort();
    // A read that waits for the next bytes of a terminal or a pipe ends now.
    process.stdin.destroy();
  };
  process.once('SIGINT', stop);
  try {
    const writer = options.count === true ? undefined : (await writerFor(to))(output, reader, columns);
    const how = { params, signal: interrupt.signal, ...(limit === undefined ? {} : { limit }) };
    const count = await failingWith(status.data, undefined, () => filterRows(reader, compiled, writer, how)).catch(
      (error: unknown) => {
        throw interrupt.signal.aborted ? new Interrupted() : error;
      },
    );
    if (interrupt.signal.aborted) throw new Interrupted();
    if (writer === undefined) output.add(`${count}\n`);
  } finally {
    process.removeListener('SIGINT', stop);
    await output.end();
    input.summarize(options.quiet === true);
  }
}
