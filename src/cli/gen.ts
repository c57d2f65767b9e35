/** `quern gen`: datasets for benchmarks and examples, the same at any time for the same seed. */
import { Argument, Command, Option } from 'commander';
import { demoCsv, demoHeader, demoSeed } from '../inputs/demo.js';
import { usage } from './failure.js';
import { wholeNumber } from './options.js';
import { Output } from './output.js';

interface Options {
  rows: number;
  to: 'csv' | 'arrow' | 'heap';
  out: string;
  seed: number;
}

export function genCommand(): Command {
  return new Command('gen')
    .description('write a dataset')
    .addArgument(new Argument('<DATASET>', 'which one').choices(['demo']))
    .addOption(new Option('--rows <N>', 'how many rows').argParser(wholeNumber).makeOptionMandatory())
    .addOption(new Option('--to <format>', 'in which format').choices(['csv', 'arrow', 'heap']).default('csv'))
    .option('--out <FILE>', 'where to; - is the standard output', '-')
    .addOption(new Option('--seed <N>', 'another seed gives other rows').argParser(wholeNumber).default(demoSeed))
    .addHelpText('after', '\nExample:\n  quern gen demo --rows 1_000_000 --to csv --out demo.csv\n')
    .action(generate);
}

async function generate(_dataset: string, { rows, to, out, seed }: Options): Promise<void> {
  if (to !== 'csv') throw usage(`writing ${to} is not supported yet`, 'Use csv.');
  const output = Output.to(out);
  output.add(demoHeader);
  for (const lines of demoCsv(rows, { seed })) {
    output.add(lines);
    await output.flush();
  }
  await output.end();
}
