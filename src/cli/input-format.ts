/** The formats that files have, and how one is known: by the file's name, else by its first bytes. */
export const inputFormats = ['csv', 'ndjson', 'json', 'arrow', 'parquet', 'heap'] as const;
export type InputFormat = (typeof inputFormats)[number];

const byExtension: Readonly<Record<string, InputFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  geojson: 'json',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  parquet: 'parquet',
};

/** A name without the ending that a compressor has added. */
export const uncompressedName = (file: string): string => file.replace(/\.(gz|zst|br)$/i, '');

/** The format that a file's name tells. */
export function formatOfName(file: string): InputFormat | undefined {
  const extension = /\.([^./]+)$/.exec(uncompressedName(file))?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

/** The columnar format that the first 6 bytes of a file tell: the marks of Parquet and of Arrow files, or the one before each message of an Arrow stream. */
export function columnarFormatOf(first: Uint8Array): 'arrow' | 'parquet' | undefined {
  const text = new TextDecoder('latin1').decode(first.subarray(0, 6));
  if (text.startsWith('PAR1')) return 'parquet';
  return text === 'ARROW1' || text.startsWith('\xff\xff\xff\xff') ? 'arrow' : undefined;
}

/** The format that the first bytes, uncompressed, tell; CSV, if nothing else. */
export function formatOfContent(first: Uint8Array): InputFormat {
  const text = new TextDecoder().decode(first.subarray(0, 65536)).trimStart();
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.startsWith('ARROW1')) return 'arrow';
  if (text.startsWith('[')) return /^\[\s*[[{\]]/.test(text) ? 'json' : 'csv';
  if (!text.startsWith('{')) return 'csv';
  const line = text.split('\n', 1)[0] ?? '';
  try {
    JSON.parse(line);
    return 'ndjson';
  } catch {
    // An object over several lines, or one that is longer than what was looked at.
    return line.length < text.length ? 'json' : 'ndjson';
  }
}
