/** `quern filter`: the rows of a file for which a predicate is true. */
import { Command, Option } from 'commander';
import { Arena, predicate, type EngineName, type Rung } from '../index.js';
import { failingWith, Interrupted, status, usage } from './failure.js';
import { notSupported, openFilterInput, type InputOptions } from './filter-input.js';
import { filterRows } from './filter-rows.js';
import {
  allTuplesOption,
  deformOption,
  delimiterOption,
  engineOption,
  formatOf,
  fromOption,
  noChecksumsOption,
  noReorderOption,
  paramOption,
  rungOption,
  schemaOption,
  toastOption,
} from './options.js';
import { onInterrupt } from './interrupt.js';
import { Output } from './output.js';
import { paramValues } from './param-values.js';
import type { InputFormat } from './reader.js';
import { outputFormats, rowWriter, type OutputFormat } from './row-writer.js';
import { selectedColumns } from './select-columns.js';

interface FilterOptions extends InputOptions {
  where: string;
  from?: InputFormat;
  to?: OutputFormat;
  select?: string;
  count?: boolean;
  engine: EngineName | 'auto';
  rung?: Rung;
  /** False for `--no-reorder`. */
  reorder: boolean;
  param: string[];
  quiet?: boolean;
}

const moreHelp = `
Heap files:
  FILE is the file of a PostgreSQL table, whose path pg_relation_filepath('table') says, with FILE.1, FILE.2 … beside it if it is longer than
  1 GB. Run VACUUM (FREEZE) on the table and then CHECKPOINT first. --schema lists all columns in their order, also dropped ones (under any name);
  types that quern does not compute with may be among them. DEFAULT says what rows have that are older than a column: n int4 default 7.

Examples:
  quern filter people.csv --where "age >= 18 AND name IS NOT NULL"
  quern filter people.csv --schema 'age int4, name text' --where 'age > $1' --param 18 --select name --to ndjson
  cat events.ndjson | quern filter - --from ndjson --where "kind = 'click'" --count
  quern filter base/5/16384 --from heap --schema 'a int4 not null, g numeric(12,2), c text' --where 'a = 42' --count
`;

export function filterCommand(): Command {
  return new Command('filter')
    .argument('[FILE]', 'the file; - is the standard input')
    .requiredOption('--where <SQL>', "the predicate, in PostgreSQL's SQL")
    .addOption(schemaOption())
    .addOption(fromOption())
    .addOption(new Option('--to <format>', 'what is printed; ndjson for ndjson, else csv').choices(outputFormats))
    .option('--select <columns>', 'print these columns only, as in a,b')
    .option('--count', 'print how many rows there are instead')
    .addOption(delimiterOption())
    .addOption(toastOption())
    .addOption(allTuplesOption())
    .addOption(noChecksumsOption())
    .addOption(deformOption())
    .addOption(engineOption())
    .addOption(rungOption())
    .addOption(noReorderOption())
    .addOption(paramOption())
    .option('--quiet', 'do not print the types that were inferred, or which columns are left out')
    .addHelpText('after', moreHelp)
    .action(filter);
}

async function filter(operand: string | undefined, options: FilterOptions): Promise<void> {
  // `--param 1 2 FILE` takes the file for a value.
  const file = operand ?? (options.param.length > 1 ? options.param.pop() : undefined);
  if (file === undefined) throw usage('missing FILE', 'Use - for the standard input.');
  const from = options.from ?? formatOf(file);
  const to = options.to ?? (from === 'ndjson' ? 'ndjson' : 'csv');
  if (to === 'arrow') throw notSupported('writing arrow', 'Use csv, ndjson or json.');

  const arena = new Arena();
  const input = await openFilterInput(arena, file, from, options);
  const { reader, table } = input;
  if (options.quiet !== true)
    input.announce(options.count === true || options.select !== undefined ? 'some columns' : 'all columns');

  const { engine, rung, reorder } = options;
  const how = { ...input.compile, engine, arena, reorder, ...(rung === undefined ? {} : { rung }) };
  const compiled = await failingWith(status.usage, options.where, () => predicate(options.where, how));
  const params = await failingWith(status.usage, undefined, () =>
    paramValues(arena, compiled.paramTypes, options.param),
  );
  const columns = await failingWith(status.usage, undefined, () =>
    selectedColumns(reader.schema, options.select, table),
  );

  const output = Output.to('-');
  const interrupt = onInterrupt();
  let waiting = false;
  try {
    if (options.count === true) {
      const count = await failingWith(status.data, undefined, () => filterRows(input.rows(compiled), compiled, params));
      output.add(`${count}\n`);
    } else {
      const writer = rowWriter(output, reader, to, columns);
      await failingWith(status.data, undefined, () =>
        filterRows(input.rows(compiled), compiled, params, { output, writer, interrupt }),
      );
    }
  } catch (error) {
    waiting = error instanceof Interrupted;
    throw error;
  } finally {
    interrupt.forget();
    // A source that still waits for its next bytes would not be closed before they come.
    if (!waiting) await input.close();
    await output.end();
  }
}
