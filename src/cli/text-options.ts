/** The options that say how a text file is written, for the commands that read one. */
import { Option } from 'commander';
import type { SessionOptions } from './session-options.js';
import { usage } from './failure.js';
import { wholeNumber } from './options.js';

export interface TextOptions extends SessionOptions {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly comment?: string;
  readonly skip?: number;
  /** False for `--no-header`. */
  readonly header: boolean;
  readonly null?: readonly string[];
  readonly ragged?: 'pad' | 'error';
  readonly encoding?: string;
  readonly quiet?: boolean;
}

export const textOptions = (): Option[] => [
  new Option('--delimiter <character>', 'what separates the fields of a CSV; found among , ; tab and | by default'),
  new Option('--quote <character>', 'what fields are put into; none if quotes mean nothing').default(undefined, '"'),
  new Option('--escape <character>', 'what makes a quote part of a field; the quote by default'),
  new Option('--no-header', 'the first row of a CSV is data; its columns are column_1, column_2, …'),
  new Option('--skip <lines>', 'pass over lines at the beginning of a CSV').argParser(wholeNumber),
  new Option('--comment <character>', 'pass over lines that begin with it'),
  new Option('--null <word>', 'a field of this text is null, also in columns of texts; may be repeated').argParser(
    (word: string, words: readonly string[] | undefined) => [...(words ?? []), word],
  ),
  new Option('--ragged <what>', 'for rows with too few or too many fields: read them, or end there').choices([
    'pad',
    'error',
  ]),
  new Option('--encoding <name>', 'utf-8, latin1, windows-1252, utf-16le, …; UTF-16 is known by its mark'),
];

/** An option that has no meaning for the format is a mistake. */
export function checkTextOptions(format: string, options: TextOptions): void {
  const { delimiter, quote, escape: escapeWith, comment, skip, header, null: nulls, ragged, encoding } = options;
  const csvOnly = {
    '--delimiter': delimiter,
    '--quote': quote,
    '--escape': escapeWith,
    '--comment': comment,
    '--skip': skip,
    '--no-header': header ? undefined : true,
    '--null': nulls,
    '--ragged': ragged,
  };
  const [name] = Object.entries(csvOnly).find(([, value]) => value !== undefined) ?? [];
  if (format !== 'csv' && name !== undefined) throw usage(`${name} is for CSV files only`);
  if (format !== 'heap') return;
  if (encoding !== undefined) throw usage('--encoding is for texts only');
}
