/** A file, or the standard input, as chunks of bytes; what cannot be opened or read is said in PostgreSQL's words. */
import { open } from 'node:fs/promises';
import { SqlError } from '../error.js';

const chunkBytes = 256 * 1024;

export interface InputFile {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes, where that is known beforehand. */
  readonly size: number | undefined;
}

/** Opens FILE, `-` for the standard input. Raises 58P01, 42501, 42809 or 58030. */
export async function openInput(file: string): Promise<InputFile> {
  if (file === '-') return { chunks: reading(process.stdin, 'standard input'), size: undefined };
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new SqlError('42809', `"${file}" is a directory`);
    }
    return {
      chunks: reading(handle.createReadStream({ highWaterMark: chunkBytes }), `file "${file}"`),
      size: stats.isFile() ? stats.size : undefined,
    };
  } catch (error) {
    throw error instanceof SqlError ? error : systemError(error, `could not open file "${file}"`);
  }
}

async function* reading(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw systemError(error, `could not read ${name}`);
  }
}

const reasons: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  ENOENT: ['58P01', 'No such file or directory'],
  ENOTDIR: ['58P01', 'Not a directory'],
  EACCES: ['42501', 'Permission denied'],
  EPERM: ['42501', 'Operation not permitted'],
  EISDIR: ['42809', 'Is a directory'],
};

function systemError(error: unknown, what: string): SqlError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [sqlState, reason] = reasons[code] ?? ['58030', message];
  return new SqlError(sqlState, `${what}: ${reason}`);
}
