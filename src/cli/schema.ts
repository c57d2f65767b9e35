/** `quern schema`: what is inferred of a file, in the form in which --schema takes it, and its first rows. */
import { Command } from 'commander';
import { type Arena, filterRows, predicateFor, type Batch, type HeapBatch } from '../index.js';
import { schemaText } from '../inputs/schema-text.js';
import { tableWriter } from '../outputs/table-writer.js';
import { failingWith, status, usage } from './failure.js';
import { withFilterInput, type FilterInput, type InputOptions } from './filter-input.js';
import { fromOption, schemaOption, wholeNumber } from './options.js';
import { Output } from './output.js';
import { sessionArena, sessionOptions } from './session-options.js';
import { textOptions } from './text-options.js';

interface SchemaOptions extends InputOptions {
  readonly rows: number;
}

const moreHelp = `
What is printed can be given to --schema, all of it or the columns that are to be read in another way.

Examples:
  quern schema people.csv
  quern schema events.ndjson.gz --rows 0
`;

export function schemaCommand(): Command {
  const command = new Command('schema')
    .description("print the types that are inferred of a file's columns, and its first rows")
    .argument('<FILE>', 'the file; - is the standard input')
    .option('--rows <number>', 'how many rows are shown', wholeNumber, 5)
    .addOption(fromOption())
    .addOption(schemaOption())
    .option('--quiet', 'do not tell what else was found out');
  command.optionsGroup('Options for CSV:');
  for (const option of textOptions()) command.addOption(option);
  command.optionsGroup('Options of the session:');
  for (const option of sessionOptions()) command.addOption(option);
  return command.addHelpText('after', moreHelp).action(async (file: string, options: SchemaOptions) => {
    if (options.from === 'heap') throw usage('a heap file does not say its schema', 'Ask PostgreSQL: \\d in psql.');
    const arena = await sessionArena(options);
    await withFilterInput(arena, [file], { ...options, checksums: true }, (input) => show(arena, input, options));
  });
}

async function show<B extends Batch | HeapBatch>(
  arena: Arena,
  input: FilterInput<B>,
  { rows, quiet }: SchemaOptions,
): Promise<void> {
  const { reader } = input;
  if (quiet !== true) input.announce([], 'the schema');
  const output = Output.standard();
  try {
    output.add(`${reader.schema.map((column) => schemaText([column])).join(',\n')}\n`);
    if (rows > 0) {
      output.add('\n');
      const all = await predicateFor(reader, 'true', { ...input.compile, arena });
      const writer = tableWriter(output, reader);
      await failingWith(status.data, undefined, () => filterRows(reader, all, writer, { limit: rows }));
    }
  } finally {
    await output.end();
  }
}
