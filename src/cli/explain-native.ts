/** `quern explain --native`: the machine instructions that V8 makes of a predicate's kernel, beside the steps that they come from. */
import { compileSql } from '../library/front-end.js';
import { demoSchema, fillDemo } from '../datasets/demo.js';
import { Arena, Batch, loadParser, parseSchema, type ExplainOptions } from '../index.js';
import { nativeCode, nativeEngines, type NativeEngine } from '../native/native-code.js';
import { nativeText, type Paint } from '../native/text.js';
import { runKernel } from '../pipeline/kernel-run.js';
import { timeline } from '../pipeline/timeline.js';
import { compileQual } from '../program/compile.js';
import { disassemble } from '../program/disassemble.js';
import { highestRung } from '../program/program.js';
import { qualList } from '../sql/index.js';
import { failingWith, status, usage } from './failure.js';
import { Output } from './output.js';

/** What else was said on the command line. */
export interface NativeRequest extends Pick<ExplainOptions, 'engine' | 'rung'> {
  /** The columns; undefined with `pipeline`, which runs over rows of the dataset demo. */
  readonly schema: string;
  /** Run it, and show a row in the pipeline. */
  readonly pipeline: boolean;
  /** Another binary of Node, whose V8 is to compile. */
  readonly node?: string;
}

/** Prints the program and its native code. Raises a usage error for an engine that makes no module. */
export async function explainNative(
  sql: string,
  { engine = 'auto', rung = highestRung, schema, pipeline, node }: NativeRequest,
): Promise<void> {
  const chosen = engine === 'auto' ? 'copy-patch' : nativeEngines.find((name) => name === engine);
  if (chosen === undefined)
    throw usage(
      `the engine ${engine} makes no native code of a predicate`,
      `Say --engine with ${nativeEngines.join(', ')}.`,
    );
  await loadParser();
  if (pipeline) return explainPipeline(sql, rung, node);
  const columns = await failingWith(status.usage, schema, () => parseSchema(schema));
  const text = await failingWith(status.usage, sql, () =>
    textOf(sql, columns, chosen, { rung, ...(node && { node }) }),
  );
  const output = Output.standard();
  output.add(text);
  await output.end();
}

/** Rows that are run, of the dataset demo. */
const rowsOfPipeline = 2048;

/** Prints how the optimised code passes through the pipeline. */
async function explainPipeline(sql: string, rung: NativeRequest['rung'], node: string | undefined): Promise<void> {
  const batch = new Batch(new Arena(), demoSchema, rowsOfPipeline);
  fillDemo(batch);
  const run = await failingWith(status.usage, sql, async () => {
    const { expr, schema } = await compileSql(sql, 'predicate', { schema: demoSchema, arena: batch.arena });
    const program = compileQual(qualList(expr), { schema, rung: rung ?? highestRung });
    return runKernel(program, batch, { rows: rowsOfPipeline, ...(node === undefined ? {} : { node }) });
  });
  const { rows, instructionsPerRow, cyclesPerRow, mispredictionsPerRow } = run;
  const output = Output.standard();
  output.add(
    `${rows} rows of the dataset demo, in an out-of-order pipeline: ${instructionsPerRow.toFixed(1)} instructions, ${cyclesPerRow.toFixed(2)} cycles and ${mispredictionsPerRow.toFixed(3)} mispredictions a row\n\n${timeline(run)}`,
  );
  await output.end();
}

async function textOf(
  sql: string,
  schema: ReturnType<typeof parseSchema>,
  engine: NativeEngine,
  { rung, node }: { readonly rung: NonNullable<ExplainOptions['rung']>; readonly node?: string },
): Promise<string> {
  const compiled = await compileSql(sql, 'predicate', { schema });
  const program = compileQual(qualList(compiled.expr), { schema: compiled.schema, params: compiled.params, rung });
  const codes = await nativeCode(program, { engine, ...(node === undefined ? {} : { node }) });
  return `Program\n${disassemble(program, compiled.schema)}\n${nativeText(codes, program, paint())}`;
}

/** Six colours, in turn, on a terminal; as it is elsewhere. */
function paint(): Paint {
  if (!process.stdout.isTTY || process.env['NO_COLOR'] !== undefined) return (_, text) => text;
  const colors = [36, 33, 35, 32, 34, 31];
  return (step, text) => `\u001b[${colors[step % colors.length] ?? 0}m${text}\u001b[0m`;
}
