/** `quern gen`: datasets for benchmarks and examples, the same at any time for the same seed. */
import { Argument, Command, Option } from 'commander';
import { articleCsv, articleHeader } from '../datasets/article.js';
import { demoCsv, demoHeader, demoSeed } from '../datasets/demo.js';
import { articleHeap, demoHeap, lineitemHeap } from '../datasets/heap-dataset.js';
import { lineitemCsv, lineitemHeader } from '../datasets/lineitem.js';
import { Arena, filterRows, loadParser, predicateFor, type Batch } from '../index.js';
import { CsvReader } from '../inputs/csv.js';
import { parseFileSchema } from '../sql/file-schema.js';
import { usage } from './failure.js';
import { writeHeapFile } from './gen-heap.js';
import { wholeNumber } from './options.js';
import { Output } from './output.js';
import { writerFor } from './output-format.js';

interface Options {
  rows: number;
  to: 'csv' | 'arrow' | 'parquet' | 'heap';
  out: string;
  seed: number;
  checksums?: boolean;
  quiet?: boolean;
}

const datasets = {
  article: { header: articleHeader, csv: articleCsv, heap: articleHeap },
  demo: { header: demoHeader, csv: demoCsv, heap: demoHeap },
  lineitem: { header: lineitemHeader, csv: lineitemCsv, heap: lineitemHeap },
} as const;
type Dataset = keyof typeof datasets;

const help = `
Datasets:
  article   one column, a int4 not null, from 0 to 99
  demo      ${demoHeap.schema}
  lineitem  TPC-H's table, as far as the filters of its queries 6 and 12 read it: 6_000_000 rows are scale 1

Examples:
  quern gen demo --rows 1_000_000 --to csv --out demo.csv
  quern gen article --rows 10_000_000 --to heap --out article
`;

/** The command. */
export function genCommand(): Command {
  return new Command('gen')
    .addArgument(new Argument('<DATASET>', 'which one').choices(Object.keys(datasets)))
    .addOption(new Option('--rows <N>', 'how many rows').argParser(wholeNumber).makeOptionMandatory())
    .addOption(
      new Option('--to <format>', 'in which format; heap is the pages of a PostgreSQL table')
        .choices(['csv', 'arrow', 'parquet', 'heap'])
        .default('csv'),
    )
    .option(
      '--out <FILE>',
      'where to; - is the standard output. After every GB of heap pages FILE.1, FILE.2 … follow',
      '-',
    )
    .addOption(new Option('--seed <N>', 'another seed gives other rows').argParser(wholeNumber).default(demoSeed))
    .option('--checksums', 'give heap pages checksums, for a cluster that has them')
    .option('--quiet', 'do not print the schema of heap pages')
    .addHelpText('after', help)
    .action(generate);
}

async function generate(
  name: Dataset,
  { rows, to, out, seed, checksums = false, quiet = false }: Options,
): Promise<void> {
  if (checksums && to !== 'heap') throw usage('--checksums is for heap pages', 'Use --to heap.');
  const { header, csv, heap } = datasets[name];
  if (to === 'heap') {
    await writeHeapFile({ dataset: heap, rows, seed, out, checksums });
    if (!quiet) process.stderr.write(`Read it with --from heap --schema '${heap.schema}'\n`);
    return;
  }
  const output = await Output.to(out);
  if (to !== 'csv') {
    await writeColumns(datasetText(header, csv(rows, { seed })), heap.schema, output, to);
    await output.end();
    return;
  }
  output.add(header);
  for (const lines of csv(rows, { seed })) {
    output.add(lines);
    await output.flush();
  }
  await output.end();
}

const encoder = new TextEncoder();

function* datasetText(header: string, lines: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  yield encoder.encode(header);
  for (const some of lines) yield typeof some === 'string' ? encoder.encode(some) : some;
}

/** The dataset's text, read with its types and written in a columnar format. */
async function writeColumns(
  text: Iterable<Uint8Array>,
  schema: string,
  output: Output,
  to: 'arrow' | 'parquet',
): Promise<void> {
  await loadParser();
  const arena = new Arena();
  const reader = await CsvReader.open(arena, text, { schema: parseFileSchema(schema) });
  const writer = (await writerFor(to))<Batch>(output, reader);
  await filterRows(reader, await predicateFor(reader, 'true', { arena }), writer);
  await reader.close();
}
