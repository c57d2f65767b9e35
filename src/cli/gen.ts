/** `quern gen`: datasets for benchmarks and examples, the same at any time for the same seed. */
import { Argument, Command, Option } from 'commander';
import { articleCsv, articleHeader } from '../datasets/article.js';
import { demoCsv, demoHeader, demoSeed } from '../datasets/demo.js';
import { articleHeap, demoHeap } from '../datasets/heap-dataset.js';
import { usage } from './failure.js';
import { writeHeapFile } from './gen-heap.js';
import { wholeNumber } from './options.js';
import { Output } from './output.js';

interface Options {
  rows: number;
  to: 'csv' | 'arrow' | 'heap';
  out: string;
  seed: number;
  checksums?: boolean;
  quiet?: boolean;
}

const datasets = {
  article: { header: articleHeader, csv: articleCsv, heap: articleHeap },
  demo: { header: demoHeader, csv: demoCsv, heap: demoHeap },
} as const;
type Dataset = keyof typeof datasets;

const help = `
Datasets:
  article  one column, a int4 not null, from 0 to 99
  demo     ${demoHeap.schema}

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
        .choices(['csv', 'arrow', 'heap'])
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
  if (to === 'arrow') throw usage('writing arrow is not supported yet', 'Use csv or heap.');
  if (checksums && to !== 'heap') throw usage('--checksums is for heap pages', 'Use --to heap.');
  const { header, csv, heap } = datasets[name];
  if (to === 'heap') {
    await writeHeapFile({ dataset: heap, rows, seed, out, checksums });
    if (!quiet) process.stderr.write(`Read it with --from heap --schema '${heap.schema}'\n`);
    return;
  }
  const output = Output.to(out);
  output.add(header);
  for (const lines of csv(rows, { seed })) {
    output.add(lines);
    await output.flush();
  }
  await output.end();
}
