/** `quern explain --native`: the machine instructions that V8 makes of a predicate's kernel, beside the steps that they come from. */
import { compileSql } from '../library/front-end.js';
import { loadParser, parseSchema, type ExplainOptions } from '../index.js';
import { nativeCode, nativeEngines, type NativeEngine } from '../native/native-code.js';
import { nativeText, type Paint } from '../native/text.js';
import { compileQual } from '../program/compile.js';
import { disassemble } from '../program/disassemble.js';
import { highestRung } from '../program/program.js';
import { qualList } from '../sql/index.js';
import { failingWith, status, usage } from './failure.js';
import { Output } from './output.js';

/** What else was said on the command line. */
export interface NativeRequest extends Pick<ExplainOptions, 'engine' | 'rung'> {
  readonly schema: string;
  /** Another binary of Node, whose V8 is to compile. */
  readonly node?: string;
}

/** Prints the program and its native code. Raises a usage error for an engine that makes no module. */
export async function explainNative(
  sql: string,
  { engine = 'auto', rung = highestRung, schema, node }: NativeRequest,
): Promise<void> {
  const chosen = engine === 'auto' ? 'copy-patch' : nativeEngines.find((name) => name === engine);
  if (chosen === undefined)
    throw usage(
      `the engine ${engine} makes no native code of a predicate`,
      `Say --engine with ${nativeEngines.join(', ')}.`,
    );
  await loadParser();
  const columns = await failingWith(status.usage, schema, () => parseSchema(schema));
  const text = await failingWith(status.usage, sql, () =>
    textOf(sql, columns, chosen, { rung, ...(node && { node }) }),
  );
  const output = Output.to('-');
  output.add(text);
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
