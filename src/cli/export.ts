/** `quern export`: a predicate or an expression as one WebAssembly module, and what it says of itself as JSON. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { clickhouseStatement, exportKernel, type ExportedKernel } from '../export.js';
import { systemError } from '../inputs/system-error.js';
import { failingWith, Failure, status } from './failure.js';
import { schemaOption, wholeNumber } from './options.js';
import { say } from './say.js';
import { sessionOptions, type SessionOptions } from './session-options.js';

interface ExportCommandOptions extends SessionOptions {
  readonly schema?: string;
  readonly out: string;
  readonly manifest?: string;
  readonly expression?: boolean;
  readonly engine?: 'copy-patch' | 'vector';
  readonly target?: 'clickhouse';
  readonly scratch?: number;
  readonly memory?: number;
}

const moreHelp = `
The module imports nothing and exports the interface that docs/abi.md describes. quern/kernel runs it in JavaScript, integrations/python in Python.

With --target clickhouse it is a function for ClickHouse, and the statement that makes it is printed.

Examples:
  quern export 'a = 42' --schema 'a int4 not null' --out kernel.wasm
  quern export 'price * 1.19' --expression --schema 'price numeric(12,2)' --out gross.wasm --manifest gross.json
  quern export "name ~ '^x'" --schema 'name text' --target clickhouse --out named.wasm
`;

/** The command. */
export function exportCommand(): Command {
  const command = new Command('export')
    .argument('<SQL>', "the predicate, in PostgreSQL's SQL")
    .requiredOption('--out <FILE>', 'where the module is written')
    .option('--manifest <FILE>', 'where its description is written, which the module has too')
    .option('--expression', 'the text is an expression: the kernel gives its values')
    .addOption(
      new Option('--engine <name>', 'whose kernel: vector is larger and faster, and needs SIMD')
        .choices(['copy-patch', 'vector'])
        .default('copy-patch'),
    )
    .addOption(
      new Option('--target <host>', 'a host with a convention of its own; its statement is printed').choices([
        'clickhouse',
      ]),
    )
    .addOption(schemaOption())
    .option('--scratch <bytes>', 'for the texts that one row may make (a whole batch, of an expression)', wholeNumber)
    .option('--memory <bytes>', 'the most that its memory may grow to', wholeNumber);
  for (const option of sessionOptions()) command.addOption(option);
  return command.addHelpText('after', moreHelp).action(exportFile);
}

async function exportFile(sql: string, options: ExportCommandOptions): Promise<void> {
  const { schema, scratch, memory, out, manifest, engine, target, timeZone, dateStyle, intervalStyle } = options;
  const kernel = await failingWith(status.usage, sql, () =>
    exportKernel(sql, {
      timeZone,
      dateStyle,
      intervalStyle,
      kind: options.expression === true ? 'expression' : 'predicate',
      ...(schema === undefined ? {} : { schema }),
      ...(engine === undefined ? {} : { engine }),
      ...(target === undefined ? {} : { target }),
      ...(scratch === undefined ? {} : { scratchBytes: scratch }),
      ...(memory === undefined ? {} : { maximumBytes: memory }),
    }),
  );
  write(out, kernel.bytes);
  if (manifest !== undefined) write(manifest, `${JSON.stringify(kernel.manifest, null, 2)}\n`);
  say(told(kernel, out));
  if (target === 'clickhouse') process.stdout.write(`${clickhouseStatement(kernel.manifest, moduleName(out))}\n`);
}

function told({ bytes, manifest }: ExportedKernel, out: string): string {
  const columns = manifest.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return `${out}: ${bytes.length} bytes; it reads ${columns === '' ? 'no columns' : columns}`;
}

/** ClickHouse takes letters, digits and underscores. */
const moduleName = (file: string): string => basename(file, '.wasm').replaceAll(/\W/g, '_');

function write(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Failure(status.data, systemError(error, `could not write "${file}"`));
  }
}
