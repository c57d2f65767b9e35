/** `quern explain`: the program of a predicate or an expression, its stencils, and the WebAssembly made of them. */
import { Command, Option } from 'commander';
import { Arena, expression, loadParser, parseSchema, predicate } from '../index.js';
import type { CompileOptions, DeformRung, EngineName, ExplainOptions, Rung } from '../index.js';
import { SqlError } from '../error.js';
import { failingWith, status, usage } from './failure.js';
import { heapSchema } from './heap-schema.js';
import { deformOption, engineOption, rungOption, schemaOption } from './options.js';
import { Output } from './output.js';

interface Options {
  schema: string;
  rung?: Rung;
  deform?: DeformRung;
  layout: 'columns' | 'heap';
  engine: EngineName | 'auto';
  wat?: boolean;
  hex?: boolean;
}

const examples = `
Examples:
  quern explain 'a = 42 AND b IS NOT NULL' --schema 'a int4 not null, b int4' --rung 2
  quern explain 'a = 42' --schema 'a int4' --engine copy-patch --wat
  quern explain 'b > 5' --layout heap --schema 'a int4 not null, g numeric, b int4' --deform 2
`;

export function explainCommand(): Command {
  return new Command('explain')
    .description('print the program that an expression becomes, its stencils and the WebAssembly')
    .argument('<SQL>', 'a predicate, or any other expression')
    .addOption(schemaOption().default('', 'no columns'))
    .addOption(rungOption())
    .addOption(new Option('--layout <layout>', 'how the rows lie in memory').choices(['columns', 'heap']).default('columns'))
    .addOption(deformOption())
    .addOption(engineOption())
    .option('--wat', 'print the WebAssembly as text (needs the package wabt)')
    .option('--hex', 'print the WebAssembly as bytes')
    .addHelpText('after', examples)
    .action(explain);
}

async function explain(sql: string, { schema, layout, engine, rung, deform, wat, hex }: Options): Promise<void> {
  if (layout !== 'heap' && deform !== undefined) throw usage('--deform is for heap pages only', 'Say --layout heap.');
  if (layout === 'heap' && schema === '') throw usage('the layout heap needs --schema', 'Give all columns of the table in their order.');
  await loadParser();
  const rows = await rowsOf(layout, schema);
  const how: ExplainOptions = { engine, ...(rung === undefined ? {} : { rung }), ...(wat === true ? { wat } : {}), ...(hex === true ? { hex } : {}) };
  const options = { ...rows, engine, ...(deform === undefined ? {} : { deform }) };
  const text = await failingWith(status.usage, sql, async () => (await compile(sql, options)).explain(how));
  const output = Output.to('-');
  output.add(text.endsWith('\n') ? text : `${text}\n`);
  await output.end();
}

async function rowsOf(layout: Options['layout'], schema: string): Promise<CompileOptions> {
  if (layout === 'columns') return { schema: await failingWith(status.usage, schema, () => parseSchema(schema)) };
  const arena = new Arena();
  return { arena, table: await heapSchema(arena, schema) };
}

/** As a predicate, which is what most people want to see, and else as a value. */
async function compile(sql: string, options: CompileOptions) {
  try {
    return await predicate(sql, options);
  } catch (error) {
    if (error instanceof SqlError && error.message.startsWith('argument of WHERE must be type boolean')) return expression(sql, options);
    throw error;
  }
}
