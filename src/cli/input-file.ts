/** A file, or the standard input, as chunks of bytes; what cannot be opened or read is said in PostgreSQL's words. */
import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { SqlError } from '../error.js';
import { systemError } from '../inputs/system-error.js';

const chunkBytes = 256 * 1024;
/** How many parts of a file are read before timers and signals get their turn: a megabyte, which a slow predicate may look at for long. */
const partsInTurn = 4;

export interface InputFile {
  /** Each may be overwritten when the next is asked for. */
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
      chunks: reading(stats.isFile() ? partsOf(handle) : chunksOf(handle), `file "${file}"`),
      size: stats.isFile() ? stats.size : undefined,
    };
  } catch (error) {
    throw error instanceof SqlError ? error : systemError(error, `could not open file "${file}"`);
  }
}

/** The parts of a regular file, without a thread that waits for them: its two wakings cost more than to copy what the system has read already. */
async function* partsOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  try {
    for (let part = 1; ; part++) {
      const bytesRead = readSync(handle.fd, buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      if (part % partsInTurn === 0) await setImmediate();
    }
  } finally {
    await handle.close();
  }
}

/** The file in chunks that lie in the same memory, so that none is left to the garbage collector. */
async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* reading(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw systemError(error, `could not read ${name}`);
  }
}
