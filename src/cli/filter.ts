/** `quern filter`: the rows of a file for which a predicate is true. */
import { Command, Option } from 'commander';
import { Arena, loadParser, parseSchema, predicate, type EngineName, type Rung, type Schema } from '../index.js';
import { schemaText } from '../inputs/schema-text.js';
import { SqlError } from '../error.js';
import { Failure, failingWith, status, statusOf, usage } from './failure.js';
import { filterRows } from './filter-rows.js';
import { openInput } from './input-file.js';
import { engineOption, rungOption, schemaOption } from './options.js';
import { Output } from './output.js';
import { paramValues } from './param-values.js';
import { withProgress } from './progress.js';
import { inputFormats, openReader, type InputFormat, type Reader } from './reader.js';
import { outputFormats, rowWriter, type OutputFormat } from './row-writer.js';
import { selectedColumns } from './select-columns.js';

interface FilterOptions {
  where: string;
  schema?: string;
  from?: InputFormat;
  to?: OutputFormat;
  select?: string;
  count?: boolean;
  delimiter?: string;
  engine: EngineName | 'auto';
  rung?: Rung;
  param: string[];
  quiet?: boolean;
}

const examples = `
Examples:
  quern filter people.csv --where "age >= 18 AND name IS NOT NULL"
  quern filter people.csv --schema 'age int4, name text' --where 'age > $1' --param 18 --select name --to ndjson
  cat events.ndjson | quern filter - --from ndjson --where "kind = 'click'" --count
`;

export function filterCommand(): Command {
  return new Command('filter')
    .description('print the rows of a file for which a predicate is true')
    .argument('[FILE]', 'the file; - is the standard input')
    .requiredOption('--where <SQL>', "the predicate, in PostgreSQL's SQL")
    .addOption(schemaOption())
    .addOption(new Option('--from <format>', 'what the file holds; by its name, else csv').choices(inputFormats))
    .addOption(new Option('--to <format>', 'what is printed; ndjson for ndjson, else csv').choices(outputFormats))
    .option('--select <columns>', 'print these columns only, as in a,b')
    .option('--count', 'print how many rows there are instead')
    .option('--delimiter <character>', 'what separates the fields of a CSV file; a tab for .tsv, else a comma')
    .addOption(engineOption())
    .addOption(rungOption())
    .option('--param <value...>', "the values of $1, $2, … in PostgreSQL's input syntax; \\N is null", [])
    .option('--quiet', 'do not print the types that were inferred')
    .addHelpText('after', examples)
    .action(filter);
}

async function filter(operand: string | undefined, options: FilterOptions): Promise<void> {
  // `--param 1 2 FILE` takes the file for a value.
  const file = operand ?? (options.param.length > 1 ? options.param.pop() : undefined);
  if (file === undefined) throw usage('missing FILE', 'Use - for the standard input.');
  const from = options.from ?? formatOf(file);
  const to = options.to ?? (from === 'ndjson' ? 'ndjson' : 'csv');
  if (from !== 'csv' && from !== 'ndjson') throw notSupported(`reading ${from}`, 'Use csv or ndjson.');
  if (to === 'arrow') throw notSupported('writing arrow', 'Use csv, ndjson or json.');

  const arena = new Arena();
  const schema = await schemaFrom(options.schema);
  const input = await failingWith(status.data, undefined, () => openInput(file));
  const progress = withProgress(input);
  const reader = await failingWith(statusOf, options.schema, () =>
    openReader(arena, progress.chunks, from, { schema, delimiter: delimiterOf(file, options.delimiter) }),
  );
  if (reader.inferred && options.quiet !== true) announce(reader);

  const compiled = await failingWith(status.usage, options.where, () =>
    predicate(options.where, {
      schema: reader.schema,
      engine: options.engine,
      arena,
      ...(options.rung === undefined ? {} : { rung: options.rung }),
    }),
  );
  const params = await failingWith(status.usage, undefined, () => paramValues(arena, compiled.paramTypes, options.param));
  const columns = await failingWith(status.usage, undefined, () => selectedColumns(reader.schema, options.select));

  const output = Output.to('-');
  try {
    if (options.count === true) {
      const count = await failingWith(status.data, undefined, () => filterRows(reader, compiled, params));
      output.add(`${count}\n`);
    } else {
      const writer = rowWriter(output, reader, to, columns);
      await failingWith(status.data, undefined, () => filterRows(reader, compiled, params, { output, writer }));
    }
  } finally {
    progress.stop();
    await reader.close();
    await output.end();
  }
}

async function schemaFrom(text: string | undefined): Promise<Schema | undefined> {
  await loadParser();
  return text === undefined ? undefined : failingWith(status.usage, text, () => parseSchema(text));
}

function formatOf(file: string): InputFormat {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const named: Readonly<Record<string, InputFormat>> = {
    ndjson: 'ndjson',
    jsonl: 'ndjson',
    arrow: 'arrow',
    arrows: 'arrow',
    feather: 'arrow',
    parquet: 'parquet',
  };
  return named[extension] ?? 'csv';
}

/** A shell makes it hard to give a tab. */
function delimiterOf(file: string, given: string | undefined): string {
  if (given === undefined) return /\.tsv$/i.test(file) ? '\t' : ',';
  return given === '\\t' ? '\t' : given;
}

const notSupported = (what: string, hint: string) => new Failure(status.usage, new SqlError('0A000', `${what} is not supported yet`, { hint }));

/** Says which types were inferred, in the form in which they can be given. */
function announce(reader: Reader): void {
  process.stderr.write(`quern: types inferred from the first rows: --schema '${schemaText(reader.schema).replaceAll("'", "'\\''")}'\n`);
  for (const { name, reason } of 'leftOut' in reader ? reader.leftOut : []) {
    process.stderr.write(`quern: no column is made of "${name}": ${reason}\n`);
  }
}
