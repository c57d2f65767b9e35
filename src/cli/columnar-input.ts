/** Opens files of Arrow and Parquet as one reader. They say their types themselves; a schema that is given is compared with them. */
import type { Arena } from '../index.js';
import { types } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { sourceOf } from '../inputs/arrow.js';
import { rangesOf } from '../inputs/byte-ranges.js';
import { ColumnarReader } from '../inputs/columnar/columnar-reader.js';
import type { RunSource } from '../inputs/columnar/column-run.js';
import { JoinedSource } from '../inputs/columnar/joined-source.js';
import type { DeclaredColumn } from '../inputs/column-set.js';
import { decompressed } from '../inputs/decompress.js';
import { copied } from '../inputs/peek.js';
import { ParquetSource } from '../inputs/parquet/source.js';
import { openRanges } from './file-ranges.js';
import { openInput, type InputFile } from './input-file.js';
import { uncompressedName } from './input-format.js';

/** A reader of all the files; the first one may be open already. */
export async function columnarReader(
  arena: Arena,
  files: readonly string[],
  format: 'arrow' | 'parquet',
  first: InputFile | undefined,
  declared: readonly DeclaredColumn[] | undefined,
): Promise<ColumnarReader> {
  const source = await JoinedSource.open(
    files.map((file, index) => ({
      name: file,
      open: () => openSource(arena, file, format, index === 0 ? first : undefined),
    })),
  );
  const reader = new ColumnarReader(arena, source);
  for (const column of declared ?? []) mustAgree(reader, column);
  return reader;
}

/** A file is read by its parts; what comes through a pipe or is compressed is not. */
async function openSource(
  arena: Arena,
  file: string,
  format: 'arrow' | 'parquet',
  opened: InputFile | undefined,
): Promise<RunSource> {
  const name = `file "${file}"`;
  if (opened === undefined && file !== '-' && uncompressedName(file) === file) {
    const ranges = await openRanges(file);
    const source =
      format === 'parquet' ? await ParquetSource.open(arena, ranges, name) : await sourceOf(arena, ranges, name);
    return closing(source, () => ranges.close());
  }
  const { chunks } = opened ?? (await openInput(file));
  const plain = decompressed(copied(chunks), file);
  if (format === 'arrow') return sourceOf(arena, plain, name);
  const parts: Uint8Array[] = [];
  for await (const chunk of plain) parts.push(chunk);
  return ParquetSource.open(arena, rangesOf(Buffer.concat(parts)), name);
}

/** The source, with something to be done when it is closed. */
function closing(source: RunSource, close: () => Promise<void>): RunSource {
  return {
    columns: source.columns,
    next: () => source.next(),
    close: async () => {
      await source.close();
      await close();
    },
  };
}

function mustAgree({ schema }: ColumnarReader, { name, type, notNull }: DeclaredColumn): void {
  const found = schema.find((column) => column.name === name);
  if (found === undefined)
    throw new SqlError('42703', `column "${name}" of --schema does not exist in the file`, {
      hint: `The columns are: ${schema.map((column) => column.name).join(', ')}.`,
    });
  if (found.type !== type || (notNull && !found.notNull)) {
    const is = `${types[found.type].sqlName}${found.notNull ? ' not null' : ''}`;
    throw new SqlError('42804', `column "${name}" of the file is ${is}, not what --schema says`, {
      hint: 'Leave --schema out: the file says its types. A cast in the predicate reads a column as another type.',
    });
  }
}
