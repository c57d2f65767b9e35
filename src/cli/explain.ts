/** `quern explain`: the program of a predicate or an expression, its stencils, and the WebAssembly made of them; and how it ran over a file. */
import { Command, Option } from 'commander';
import { expression, loadParser, parseSchema, predicate } from '../index.js';
import type { CompileOptions, DeformRung, ExplainOptions } from '../index.js';
import { SqlError } from '../error.js';
import { explainAnalyze, type AnalyzeOptions } from './explain-analyze.js';
import { explainNative } from './explain-native.js';
import { failingWith, status, usage } from './failure.js';
import { heapSchema } from './heap-schema.js';
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
  toastOption,
} from './options.js';
import { Output } from './output.js';
import { sessionArena, sessionOptions } from './session-options.js';
import { textOptions } from './text-options.js';

interface Options extends AnalyzeOptions {
  analyze?: string;
  deform?: DeformRung;
  wat?: boolean;
  hex?: boolean;
  native?: boolean;
  pipeline?: boolean;
  node?: string;
}

const moreHelp = `
With --analyze:
  The predicate is run over all rows of FILE, which is read as quern filter reads it: without --schema the types are inferred. What is printed
  below the program: how many rows there were and how many were selected, how many each conjunct let through of those that the ones before it had
  let through, how long it took, and with the engine auto what was chosen and why. The time is the predicate's alone, without reading the file.

Examples:
  quern explain 'a = 42 AND b IS NOT NULL' --schema 'a int4 not null, b int4' --rung 2
  quern explain 'a = 42' --schema 'a int4' --engine copy-patch --wat
  quern explain 'b > 5' --layout heap --schema 'a int4 not null, g numeric, b int4' --deform 2
  quern explain 'a > 10 AND b < 50' --schema 'a int4 not null, b int4' --native
  quern explain 'a > 10 AND b < 50' --native --pipeline
  quern explain 'a > 10 AND b < $1' --analyze rows.csv --param 50
`;

export function explainCommand(): Command {
  const command = new Command('explain')
    .argument('<SQL>', 'a predicate, or any other expression')
    .addOption(schemaOption())
    .addOption(rungOption())
    .addOption(
      new Option('--layout <layout>', 'how the rows lie in memory; columns unless told').choices(['columns', 'heap']),
    )
    .addOption(deformOption())
    .addOption(engineOption())
    .option('--wat', 'print the WebAssembly as text (needs the package wabt)')
    .option('--hex', 'print the WebAssembly as bytes')
    .option(
      '--native',
      'print the machine instructions that V8 makes of it, by the step that they come from (x86-64 and ARM64)',
    )
    .option(
      '--pipeline',
      'with --native, run it over rows of the dataset demo and show a row in an out-of-order pipeline',
    )
    .option('--node <FILE>', 'with --native, another binary of Node whose V8 is to be asked')
    .option('--analyze <FILE>', 'run it over the rows of a file, - for the standard input, and print what happened')
    .addOption(fromOption())
    .addOption(toastOption())
    .addOption(allTuplesOption())
    .addOption(noChecksumsOption())
    .addOption(paramOption())
    .addOption(noReorderOption())
    .addHelpText('after', moreHelp)
    .action(explain);
  command.optionsGroup('Options for CSV, with --analyze:');
  for (const option of textOptions()) command.addOption(option);
  command.optionsGroup('Options of the session:');
  for (const option of sessionOptions()) command.addOption(option);
  return command;
}

async function explain(sql: string, options: Options): Promise<void> {
  const { engine, rung, deform, wat, hex, analyze, native, pipeline = false, node } = options;
  if (node !== undefined && native !== true) throw usage('--node is for --native only', 'Say --native.');
  if (pipeline === true && native !== true) throw usage('--pipeline is for --native only', 'Say --native.');
  if (native === true) {
    checkNative(options);
    const asked = { engine, ...(rung === undefined ? {} : { rung }), ...(node === undefined ? {} : { node }) };
    return explainNative(sql, { ...asked, schema: options.schema ?? '', pipeline });
  }
  const how: ExplainOptions = {
    engine,
    ...(rung === undefined ? {} : { rung }),
    ...(wat === true ? { wat } : {}),
    ...(hex === true ? { hex } : {}),
  };
  if (analyze !== undefined) return explainAnalyze(sql, analyze, options, how);
  checkOptions(options);
  await loadParser();
  const rows = await rowsOf(options);
  const settings = { ...rows, engine, ...(deform === undefined ? {} : { deform }) };
  const text = await failingWith(status.usage, sql, async () => (await compile(sql, settings)).explain(how));
  const output = Output.standard();
  output.addShown(text.endsWith('\n') ? text : `${text}\n`);
  await output.end();
}

/** Native code is of a predicate over columns. */
function checkNative(options: Options): void {
  if (options.analyze !== undefined) throw usage('--native runs nothing', 'Leave --analyze out.');
  if (options.layout === 'heap') throw usage('--native is for columns only', 'Leave --layout out.');
  if (options.wat === true || options.hex === true)
    throw usage('--native prints machine instructions only', 'Leave --wat and --hex out, or ask for them alone.');
  if (options.pipeline === true && options.schema !== undefined)
    throw usage('--pipeline runs over the dataset demo', 'Leave --schema out; its columns are a, b, c, d, e, f and h.');
  if (options.pipeline === true && options.engine !== 'auto' && options.engine !== 'copy-patch')
    throw usage('--pipeline is for the engine copy-patch', 'Leave --engine out.');
  checkOptions(options);
}

/** An option that has no meaning here is a mistake. */
function checkOptions({
  from,
  delimiter,
  toast,
  allTuples,
  checksums,
  param,
  reorder,
  layout,
  deform,
  schema,
}: Options): void {
  const forRows = {
    '--from': from,
    '--delimiter': delimiter,
    '--toast': toast,
    '--all-tuples': allTuples,
    '--no-checksums': checksums ? undefined : true,
    '--param': param.length > 0 ? param : undefined,
    '--no-reorder': reorder ? undefined : true,
  };
  const given = Object.entries(forRows).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw usage(`${given[0]} is for --analyze only`, 'Give the file that is to be read with --analyze.');
  if (layout !== 'heap' && deform !== undefined) throw usage('--deform is for heap pages only', 'Say --layout heap.');
  if (layout === 'heap' && schema === undefined)
    throw usage('the layout heap needs --schema', 'Give all columns of the table in their order.');
}

async function rowsOf({ layout, schema = '', ...options }: Options): Promise<CompileOptions> {
  const arena = await sessionArena(options);
  if (layout !== 'heap') return { arena, schema: await failingWith(status.usage, schema, () => parseSchema(schema)) };
  return { arena, table: await heapSchema(arena, schema) };
}

/** As a predicate, which is what most people want to see, and else as a value. */
async function compile(sql: string, options: CompileOptions) {
  try {
    return await predicate(sql, options);
  } catch (error) {
    if (error instanceof SqlError && error.message.startsWith('argument of WHERE must be type boolean'))
      return expression(sql, options);
    throw error;
  }
}
