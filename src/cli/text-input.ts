/** Opens the files of a text format, compressed or not, in any encoding, as one reader. */
import type { Arena } from '../index.js';
import type { DeclaredColumn } from '../inputs/column-set.js';
import { CsvReader } from '../inputs/csv.js';
import type { CsvOptions } from '../inputs/csv-options.js';
import { decompressed } from '../inputs/decompress.js';
import { asUtf8 } from '../inputs/encoding.js';
import { NdjsonReader } from '../inputs/ndjson.js';
import { startingWith } from '../inputs/peek.js';
import { SeveralFiles } from '../inputs/several-files.js';
import type { ByteChunks } from '../inputs/text-source.js';
import { openInput, type InputFile } from './input-file.js';
import { formatOfContent, formatOfName, uncompressedName, type InputFormat } from './input-format.js';
import type { TextOptions } from './text-options.js';
import { Progress } from './progress.js';

export type TextReader = CsvReader | NdjsonReader;

/** The first file's text, opened, with the format that it has. */
export interface OpenedText {
  readonly format: InputFormat;
  readonly chunks: ByteChunks;
  readonly progress: Progress;
}

/** Reads the first file far enough to know its format. */
export async function openText(
  file: string,
  input: InputFile,
  from: InputFormat | undefined,
  { encoding, quiet }: TextOptions,
): Promise<OpenedText> {
  const progress = new Progress(input.size, quiet === true);
  const { first, rest } = await startingWith(asUtf8(decompressed(progress.counted(input.chunks), file), encoding), 1);
  return { format: from ?? formatOfName(file) ?? formatOfContent(first), chunks: rest, progress };
}

/** A reader of all the files; the first one is open already. */
export async function textReader(
  arena: Arena,
  files: readonly string[],
  opened: OpenedText,
  options: TextOptions,
  schema: readonly DeclaredColumn[] | undefined,
): Promise<TextReader> {
  const { format, progress } = opened;
  const [first = '-'] = files;
  const isCsv = format === 'csv';
  const headerLines = isCsv ? (options.skip ?? 0) + (options.header ? 1 : 0) : 0;
  const several = new SeveralFiles(
    files.map((name, index) => ({
      name,
      open: async () => {
        if (index === 0) return opened.chunks;
        const { chunks } = await openInput(name);
        return asUtf8(decompressed(progress.counted(chunks), name), options.encoding);
      },
    })),
    headerLines,
  );
  const nameLine = (line: number): string => several.nameLine(line);
  if (!isCsv) {
    const layout = format === 'json' ? 'values' : 'lines';
    return NdjsonReader.open(arena, several.chunks(), { dateStyle: options.dateStyle, schema, layout, nameLine });
  }
  return CsvReader.open(arena, several.chunks(), { ...csvOptions(first, options), schema, nameLine });
}

/** A shell makes it hard to give a tab, and harder to give nothing. */
function csvOptions(file: string, options: TextOptions): CsvOptions {
  const { delimiter, quote, escape: escapeWith, comment, skip, header, null: nulls, ragged, dateStyle } = options;
  const tab = (text: string | undefined): string | undefined => (text === '\\t' || text === 'tab' ? '\t' : text);
  const byName = /\.(tsv|tab)$/i.test(uncompressedName(file)) ? '\t' : undefined;
  return {
    delimiter: tab(delimiter) ?? byName,
    quote: quote === 'none' ? '' : quote,
    escape: escapeWith,
    comment,
    skip,
    header,
    nulls,
    ragged,
    dateStyle,
  };
}
