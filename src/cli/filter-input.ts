/** What `filter` reads: a file of rows, or the heap file of a table. */
import { loadParser, parseSchema, type Arena, type CompileOptions, type DeformRung, type Predicate } from '../index.js';
import type { Attribute, HeapTable } from '../catalog/attribute.js';
import { formatType } from '../catalog/catalog.js';
import { SqlError } from '../error.js';
import { HeapReader } from '../inputs/heap.js';
import { schemaText } from '../inputs/schema-text.js';
import { Failure, failingWith, status, statusOf, usage } from './failure.js';
import { heapRows, textRows, type RowSource } from './filter-rows.js';
import { heapSchema } from './heap-schema.js';
import { openInput } from './input-file.js';
import { printable } from './printable.js';
import { withProgress } from './progress.js';
import { openReader, type InputFormat, type Reader, type TextReader } from './reader.js';

export interface InputOptions {
  readonly schema?: string;
  readonly delimiter?: string;
  readonly toast?: string;
  readonly allTuples?: boolean;
  /** False for `--no-checksums`. */
  readonly checksums: boolean;
  readonly deform?: DeformRung;
}

export interface FilterInput {
  readonly reader: Reader;
  /** The table, of a heap file. */
  readonly table: HeapTable | undefined;
  /** What a predicate over the rows is compiled with. */
  readonly compile: CompileOptions;
  rows(predicate: Predicate): RowSource;
  /** Says on the standard error what is to be known of the columns; of heap files, which are left out of what is printed. */
  announce(printed: 'all columns' | 'some columns'): void;
  close(): Promise<void>;
}

/** What the command line may say, but quern does not have yet. */
export const notSupported = (what: string, hint: string) =>
  new Failure(status.usage, new SqlError('0A000', `${what} is not supported yet`, { hint }));

/** Opens FILE, with exit status 2 when the options or the schema are wrong and 1 when the file is. */
export async function openFilterInput(
  arena: Arena,
  file: string,
  from: InputFormat,
  options: InputOptions,
): Promise<FilterInput> {
  checkOptions(from, options);
  await loadParser();
  return from === 'heap' ? heapInput(arena, file, options) : textInput(arena, file, from, options);
}

/** An option that has no meaning for the format is a mistake. */
function checkOptions(from: InputFormat, { delimiter, toast, allTuples, checksums, deform }: InputOptions): void {
  const heapOnly = {
    '--toast': toast,
    '--all-tuples': allTuples,
    '--no-checksums': checksums ? undefined : true,
    '--deform': deform,
  };
  const given = Object.entries(heapOnly).find(([, value]) => value !== undefined);
  if (from !== 'heap' && given !== undefined)
    throw usage(`${given[0]} is for heap files only`, 'Say --from heap if the file is one.');
  if (from !== 'csv' && delimiter !== undefined) throw usage('--delimiter is for CSV files only');
}

async function textInput(
  arena: Arena,
  file: string,
  from: Exclude<InputFormat, 'heap'>,
  options: InputOptions,
): Promise<FilterInput> {
  const { schema: text } = options;
  if (from !== 'csv' && from !== 'ndjson') throw notSupported(`reading ${from}`, 'Use csv, ndjson or heap.');
  const schema = text === undefined ? undefined : await failingWith(status.usage, text, () => parseSchema(text));
  const input = await failingWith(status.data, undefined, () => openInput(file));
  const progress = withProgress(input);
  const delimiter = delimiterOf(file, options.delimiter);
  const reader = await failingWith(statusOf, text, () =>
    openReader(arena, progress.chunks, from, { schema, delimiter }),
  );
  return {
    reader,
    table: undefined,
    compile: { schema: reader.schema, anyCase: schema === undefined },
    rows: (predicate) => textRows(reader, predicate),
    announce: () => {
      if (reader.inferred) announceTypes(reader);
    },
    close: async () => {
      progress.stop();
      await reader.close();
    },
  };
}

async function heapInput(arena: Arena, file: string, options: InputOptions): Promise<FilterInput> {
  const { schema: text, toast, allTuples, checksums, deform } = options;
  if (text === undefined) {
    throw usage(
      'a heap file needs --schema',
      "Give all columns of the table in their order, also dropped ones: --schema 'a int4 not null, g numeric(12,2)'",
    );
  }
  if (file === '-' || toast === '-')
    throw usage('a heap file is not read from the standard input', 'Give the path of the file.');
  const table = await heapSchema(arena, text);
  const reader = await failingWith(status.data, undefined, () =>
    HeapReader.open(arena, file, { table, toast, allTuples, checksums }),
  );
  return {
    reader,
    table,
    compile: { table, ...(deform === undefined ? {} : { deform }) },
    rows: (predicate) => heapRows(reader, predicate),
    announce: (printed) => {
      if (printed === 'all columns') announceLeftOut(table.attributes);
    },
    close: () => reader.close(),
  };
}

/** A shell makes it hard to give a tab. */
function delimiterOf(file: string, given: string | undefined): string {
  if (given === undefined) return /\.tsv$/i.test(file) ? '\t' : ',';
  return given === '\\t' ? '\t' : given;
}

/** Says which types were inferred, in the form in which they can be given. */
function announceTypes(reader: TextReader): void {
  process.stderr.write(
    `quern: types inferred from the first rows: --schema '${printable(schemaText(reader.schema)).replaceAll("'", "'\\''")}'\n`,
  );
  for (const { name, reason } of 'leftOut' in reader ? reader.leftOut : []) {
    process.stderr.write(`quern: no column is made of "${printable(name)}": ${printable(reason)}\n`);
  }
}

function announceLeftOut(attributes: readonly Attribute[]): void {
  for (const { name, type, column } of attributes) {
    if (column === undefined)
      process.stderr.write(
        `quern: column "${printable(name)}" is left out: type ${formatType(type)} is not supported\n`,
      );
  }
}
