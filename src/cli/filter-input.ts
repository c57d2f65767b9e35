/** What `filter` reads: files of rows, or the heap file of a table. */
import { loadParser, type Arena, type Batch, type CompileOptions, type DeformRung, type HeapBatch } from '../index.js';
import type { Attribute, HeapTable } from '../catalog/attribute.js';
import { types } from '../catalog/types.js';
import { formatType } from '../catalog/catalog.js';
import { SqlError } from '../error.js';
import { HeapReader } from '../inputs/heap.js';
import { startingWith } from '../inputs/peek.js';
import type { Reader } from '../inputs/reader.js';
import { pageBytes } from '../memory/heap/page-layout.js';
import { parseFileSchema } from '../sql/file-schema.js';
import { announceInput } from './announce.js';
import { Failure, failingWith, status, usage } from './failure.js';
import { heapSchema } from './heap-schema.js';
import { Progress } from './progress.js';
import { say } from './say.js';
import { openInput, type InputFile } from './input-file.js';
import { columnarFormatOf, formatOfName, type InputFormat } from './input-format.js';
import { openText, textReader, type TextReader } from './text-input.js';
import { checkTextOptions, type TextOptions } from './text-options.js';

export interface InputOptions extends TextOptions {
  readonly from?: InputFormat;
  readonly schema?: string;
  readonly toast?: string;
  readonly allTuples?: boolean;
  /** False for `--no-checksums`. */
  readonly checksums: boolean;
  /** Go on after a damaged page of a heap file. */
  readonly skipDamaged?: boolean;
  readonly deform?: DeformRung;
}

/** What is printed, of which less need be said. */
export type Printed = 'all columns' | 'some columns' | 'the schema';

/** An open input, which is given to what works on readers of its kind of batches. */
export interface FilterInput<B extends Batch | HeapBatch = Batch | HeapBatch> {
  readonly format: InputFormat;
  readonly reader: Reader<B>;
  /** The table, of a heap file. */
  readonly table: HeapTable | undefined;
  /** What a predicate over the rows is compiled with. */
  readonly compile: CompileOptions;
  /** Says on the standard error what is to be known of the columns, these among them. */
  announce(used: readonly number[], printed: Printed): void;
  /** Says on the standard error what is to be known at the end; if it should be quiet, only what was damaged. */
  summarize(quiet: boolean): void;
  close(): Promise<void>;
}

/** Opens the files and hands them to `work`, with exit status 2 when the options or the schema are wrong and 1 when a file is; closes them afterwards. */
export async function withFilterInput(
  arena: Arena,
  files: readonly string[],
  options: InputOptions,
  work: <B extends Batch | HeapBatch>(input: FilterInput<B>) => Promise<void>,
): Promise<void> {
  const [file = '-'] = files;
  const named = options.from ?? formatOfName(file);
  checkOptions(named, options);
  await loadParser();
  const closing = async <B extends Batch | HeapBatch>(input: FilterInput<B>): Promise<void> => {
    try {
      await work(input);
    } finally {
      await input.close();
    }
  };
  if (named === 'heap') return closing(await heapInput(arena, files, options));
  const opened = await failingWith(statusOfInput, undefined, () => openInput(file));
  const { first, rest } = await startingWith(opened.chunks, 6);
  const input = { chunks: rest, size: opened.size };
  const format = named ?? columnarFormatOf(first);
  if (format === 'arrow' || format === 'parquet') {
    checkOptions(format, options);
    await closing(await columnarInput(arena, files, format, file === '-' ? input : await closed(opened), options));
  } else await closing(await textInput(arena, files, input, options));
}

/** An option that has no meaning for the format is a mistake. */
function checkOptions(format: InputFormat | undefined, options: InputOptions): void {
  const { toast, allTuples, checksums, skipDamaged, deform } = options;
  const heapOnly = {
    '--toast': toast,
    '--all-tuples': allTuples,
    '--no-checksums': checksums ? undefined : true,
    '--skip-damaged': skipDamaged,
    '--deform': deform,
  };
  const given = Object.entries(heapOnly).find(([, value]) => value !== undefined);
  if (format !== 'heap' && given !== undefined)
    throw usage(`${given[0]} is for heap files only`, 'Say --from heap if the file is one.');
  if (format !== undefined) checkTextOptions(format, options);
  if ((format === 'arrow' || format === 'parquet') && options.encoding !== undefined)
    throw usage('--encoding is for texts only');
}

/** Lets the first file go, which is opened anew by its parts. */
async function closed({ chunks }: InputFile): Promise<undefined> {
  await chunks[Symbol.asyncIterator]().return?.();
  return undefined;
}

async function columnarInput(
  arena: Arena,
  files: readonly string[],
  format: 'arrow' | 'parquet',
  first: InputFile | undefined,
  { schema: text }: InputOptions,
): Promise<FilterInput<Batch>> {
  const schema = text === undefined ? undefined : await failingWith(status.usage, text, () => parseFileSchema(text));
  const { columnarReader } = await import('./columnar-input.js');
  const reader = await failingWith(statusOfInput, undefined, () => columnarReader(arena, files, format, first, schema));
  return {
    format,
    reader,
    table: undefined,
    compile: { anyCase: true },
    announce: (_, printed) => {
      if (printed === 'some columns') return;
      for (const [column, reason] of reader.opaque)
        say(`column "${reader.schema[column]?.name ?? ''}" cannot be read: ${reason}`);
    },
    summarize: () => undefined,
    close: () => reader.close(),
  };
}

async function textInput(
  arena: Arena,
  files: readonly string[],
  input: InputFile,
  options: InputOptions,
): Promise<FilterInput<Batch>> {
  const [file = '-'] = files;
  const { schema: text } = options;
  const schema = text === undefined ? undefined : await failingWith(status.usage, text, () => parseFileSchema(text));
  const opened = await failingWith(statusOfInput, undefined, () => openText(file, input, options.from, options));
  const { format, progress } = opened;
  checkOptions(format, options);
  if (format === 'arrow' || format === 'parquet')
    throw usage(`"${file}" is ${format} in another format`, `Say --from ${format}.`);
  const reader: TextReader = await failingWith(statusOfInput, undefined, () =>
    textReader(arena, files, opened, options, schema),
  );
  return {
    format,
    reader,
    table: undefined,
    // Nobody has chosen the names for SQL where no schema is given.
    compile: { anyCase: schema === undefined },
    announce: (used, printed) => {
      announceInput(reader, used, printed !== 'the schema');
    },
    summarize: (quiet) => {
      if (quiet) return;
      const padded = 'findings' in reader ? reader.findings.padded : 0;
      for (const { column, type, place } of reader.widened)
        say(`column "${reader.schema[column]?.name ?? ''}" is ${types[type].sqlName} from ${place} on`);
      if (padded > 0) say(`${padded} rows had too few or too many fields`);
    },
    close: async () => {
      progress.stop();
      await reader.close();
    },
  };
}

/** What is wrong with an option is a mistake of whoever wrote it; all else is in the data. */
const statusOfInput = ({ code }: SqlError) => (/^(42703|22023|0A)/.test(code) ? status.usage : status.data);

async function heapInput(
  arena: Arena,
  [file = '-', ...others]: readonly string[],
  options: InputOptions,
): Promise<FilterInput<HeapBatch>> {
  const { schema: text, toast, allTuples, checksums, skipDamaged, deform } = options;
  if (text === undefined) {
    throw usage(
      'a heap file needs --schema',
      "Give all columns of the table in their order, also dropped ones: --schema 'a int4 not null, g numeric(12,2)'",
    );
  }
  if (others.length > 0)
    throw usage('a table has one heap file', 'Its further segments, FILE.1, FILE.2, …, are found beside it.');
  if (file === '-' || toast === '-')
    throw usage('a heap file is not read from the standard input', 'Give the path of the file.');
  refuseForks([file, ...(toast === undefined ? [] : [toast])]);
  const table = await heapSchema(arena, text);
  let progress: Progress | undefined;
  const onRead = (pages: number): void => progress?.add(pages * pageBytes);
  const reader = await failingWith(status.data, undefined, () =>
    HeapReader.open(arena, file, { table, toast, allTuples, checksums, skipDamaged, onRead }),
  );
  progress = new Progress(reader.pages * pageBytes, options.quiet === true);
  return {
    format: 'heap',
    reader,
    table,
    compile: { table, ...(deform === undefined ? {} : { deform }) },
    announce: (_, printed) => {
      if (printed === 'all columns') announceLeftOut(table.attributes);
    },
    summarize: () => {
      for (const { block, error } of reader.skipped.slice(0, mostSkipped))
        say(`block ${block} was left at its first damage: ${error.message}`);
      const more = reader.skipped.length - mostSkipped;
      if (more > 0) say(`${more} more blocks were left`);
    },
    close: () => {
      progress.stop();
      return reader.close();
    },
  };
}

/** The most damaged pages that are told one by one. */
const mostSkipped = 20;

/** What lies beside a table's file under its name and is no table (common/relpath.c, forkNames). */
const forks: Readonly<Record<string, string>> = {
  vm: 'a visibility map',
  fsm: 'a free space map',
  init: 'the initial state of an unlogged table',
};

function refuseForks(files: readonly string[]): void {
  for (const file of files) {
    const [, main, fork = ''] = /^(.*\/?\d+)_(vm|fsm|init)(?:\.\d+)?$/.exec(file) ?? [];
    if (main === undefined) continue;
    throw new Failure(
      status.data,
      new SqlError('42809', `"${file}" is ${forks[fork] ?? ''}, not the rows of a table`, {
        hint: `The rows are in "${main}".`,
      }),
    );
  }
}

function announceLeftOut(attributes: readonly Attribute[]): void {
  for (const { name, type, column } of attributes) {
    if (column === undefined) say(`column "${name}" is left out: type ${formatType(type)} is not supported`);
  }
}
