/** The metadata at the end of a Parquet file. What is wrong with it is one SqlError, whoever finds it. */
import { parquetMetadataAsync } from 'hyparquet/src/metadata.js';
import type { FileMetaData, ParquetParsers } from 'hyparquet/src/types.js';
import { reasonOf, SqlError } from '../../error.js';
import type { ByteRanges } from '../byte-ranges.js';

/** Does what reads the file's bytes; what fails there is the file's fault: XX001. */
export async function decoding<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw damaged(error, what);
  }
}

/** The same at once. */
export function decodingNow<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw damaged(error, what);
  }
}

function damaged(error: unknown, what: string): SqlError {
  if (error instanceof SqlError) return error;
  return new SqlError('XX001', `${what} cannot be read: ${reasonOf(error)}`, {
    hint: 'The Parquet file may have been cut off, or be damaged.',
  });
}

/** Statistics stay what the file has: hyparquet would make dates and texts of them, and rounds. */
export const asTheyAre: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: unknown) => value,
  timestampFromMicroseconds: (value: unknown) => value,
  timestampFromNanoseconds: (value: unknown) => value,
  dateFromDays: (value: unknown) => value,
  stringFromBytes: (value: unknown) => value,
  uuidFromBytes: (value: unknown) => value,
};

/** "PAR1" and "PARE" as numbers. */
const magic = 0x31524150;
const magicEncrypted = 0x45524150;

/** The metadata. Raises XX001 when the file is none of Parquet, or is damaged; 0A000 when it is encrypted. */
export async function readMetadata(file: ByteRanges): Promise<FileMetaData> {
  if (file.byteLength < 12) throw notParquet(file.byteLength);
  const end = new DataView(await file.slice(file.byteLength - 8, file.byteLength));
  const mark = end.byteLength === 8 ? end.getUint32(4, true) : 0;
  if (mark === magicEncrypted)
    throw new SqlError('0A000', 'an encrypted Parquet file cannot be read', { hint: 'Decrypt it before.' });
  if (mark !== magic) throw notParquet(file.byteLength);
  // No more than is needed is asked for: the end first, which says how long the metadata is.
  const metadata = await decoding('the metadata of the file', () =>
    parquetMetadataAsync(file, { parsers: asTheyAre, geoparquet: false, initialFetchSize: 8 }),
  );
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!(rows === Number(metadata.num_rows)) || metadata.row_groups.some(({ num_rows }) => num_rows < 0n))
    throw new SqlError('XX001', `the file has ${metadata.num_rows} rows, but its row groups ${rows}`);
  return metadata;
}

const notParquet = (bytes: number): SqlError =>
  new SqlError('XX001', `the file of ${bytes} bytes is not a Parquet file, or its end is missing`, {
    hint: 'A Parquet file ends with the mark PAR1; if this one does not, it was cut off.',
  });
