/** `quern export`: a predicate or an expression as one WebAssembly module, and what it says of itself as JSON. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { exportKernel, type ExportedKernel } from '../export.js';
import { systemError } from '../inputs/system-error.js';
import { failingWith, Failure, status } from './failure.js';
import { schemaOption, wholeNumber } from './options.js';

interface ExportCommandOptions {
  readonly schema?: string;
  readonly out: string;
  readonly manifest?: string;
  readonly expression?: boolean;
  readonly scratch?: number;
  readonly memory?: number;
}

const moreHelp = `
The module imports nothing and exports the interface that docs/abi.md describes. quern/kernel runs it in JavaScript, integrations/python in Python.

Examples:
  quern export 'a = 42' --schema 'a int4 not null' --out kernel.wasm
  quern export 'price * 1.19' --expression --schema 'price numeric(12,2)' --out gross.wasm --manifest gross.json
`;

/** The command. */
export function exportCommand(): Command {
  return new Command('export')
    .argument('<SQL>', "the predicate, in PostgreSQL's SQL")
    .requiredOption('--out <FILE>', 'where the module is written')
    .option('--manifest <FILE>', 'where its description is written, which the module has too')
    .option('--expression', 'the text is an expression: the kernel gives its values')
    .addOption(schemaOption())
    .option('--scratch <bytes>', 'for the texts that one row may make (a whole batch, of an expression)', wholeNumber)
    .option('--memory <bytes>', 'the most that its memory may grow to', wholeNumber)
    .addHelpText('after', moreHelp)
    .action(exportFile);
}

async function exportFile(sql: string, options: ExportCommandOptions): Promise<void> {
  const { schema, scratch, memory, out, manifest } = options;
  const kernel = await failingWith(status.usage, sql, () =>
    exportKernel(sql, {
      kind: options.expression === true ? 'expression' : 'predicate',
      ...(schema === undefined ? {} : { schema }),
      ...(scratch === undefined ? {} : { scratchBytes: scratch }),
      ...(memory === undefined ? {} : { maximumBytes: memory }),
    }),
  );
  write(out, kernel.bytes);
  if (manifest !== undefined) write(manifest, `${JSON.stringify(kernel.manifest, null, 2)}\n`);
  process.stderr.write(told(kernel, out));
}

function told({ bytes, manifest }: ExportedKernel, out: string): string {
  const columns = manifest.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return `quern: ${out}: ${bytes.length} bytes; it reads ${columns === '' ? 'no columns' : columns}\n`;
}

function write(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Failure(status.data, systemError(error, `could not write "${file}"`));
  }
}
