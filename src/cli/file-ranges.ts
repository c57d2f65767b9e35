/** Files whose bytes are read by ranges, as columnar formats want it. */
import { open, type FileHandle } from 'node:fs/promises';
import { SqlError } from '../error.js';
import type { ByteRanges } from '../inputs/byte-ranges.js';
import { systemError } from '../inputs/system-error.js';

export interface OpenRanges extends ByteRanges {
  close(): Promise<void>;
}

/** Opens a file. Raises 58P01, 42501, 42809 or 58030. */
export async function openRanges(file: string): Promise<OpenRanges> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (error) {
    throw systemError(error, `could not open file "${file}"`);
  }
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw new SqlError('42809', `"${file}" is not a file whose parts can be read`, {
      hint: stats.isDirectory() ? 'It is a directory.' : 'Give - and its bytes at the standard input.',
    });
  }
  return {
    byteLength: stats.size,
    slice: (start, end = stats.size) => readRange(handle, file, start, end),
    close: () => handle.close(),
  };
}

async function readRange(handle: FileHandle, file: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  try {
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw systemError(error, `could not read file "${file}"`);
  }
  return filled === bytes.length ? bytes.buffer : bytes.slice(0, filled).buffer;
}
