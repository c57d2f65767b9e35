/** Reads Arrow: tables in memory, IPC files and IPC streams; of each only the columns that are used. */
import type { Arena } from '../arena/arena.js';
import { abortable, abortableRanges } from './abortable.js';
import { rangesFrom, rangesOf, type ByteRanges, type Url } from './byte-ranges.js';
import { partsOfArrays, type ArrayColumns } from './arrow/arrays.js';
import { IpcFileSource, isFile } from './arrow/ipc/file-source.js';
import { IpcStreamSource, refuseOther } from './arrow/ipc/stream-source.js';
import { VectorSource } from './arrow/source.js';
import { partsOf, type ArrowTable } from './arrow/table.js';
import type { RunSource } from './columnar/column-run.js';
import { ColumnarReader } from './columnar/columnar-reader.js';
import { startingWith } from './peek.js';
import type { Signal } from './signal.js';
import { joined, type ByteChunks } from './text-source.js';

export interface ArrowOptions {
  /** How messages call the input. */
  readonly name?: string | undefined;
  /** An `AbortSignal`: once it is aborted, reading raises 57014, also while bytes are waited for. */
  readonly signal?: Signal | undefined;
}

export class ArrowReader extends ColumnarReader {
  /** Reads a table or record batch of apache-arrow or @uwdata/flechette. Raises 42804 for what is none. */
  static of(arena: Arena, table: ArrowTable): ArrowReader {
    return new ArrowReader(arena, new VectorSource(arena, partsOf(table)));
  }

  /** Reads typed arrays of one length, by the names of their columns. Raises 42804 or 22023 for arrays that do not fit. */
  static ofArrays(arena: Arena, columns: ArrayColumns): ArrowReader {
    return new ArrowReader(arena, new VectorSource(arena, partsOfArrays(columns)));
  }

  /**
   * Opens an IPC file or stream: its bytes, whole or in chunks, a URL whose server understands ranges, or anything that has a `byteLength` and gives ranges by
   * `slice`. A stream is read message by message, a file by its footer, so a file that comes in chunks is kept as a whole. Raises XX001 for what is no Arrow
   * data or damaged, 0A000 for what is not supported, 58030 when it cannot be read.
   */
  static async open(
    arena: Arena,
    input: ByteRanges | ByteChunks | ArrayBuffer | Uint8Array | Url,
    { name, signal }: ArrowOptions = {},
  ): Promise<ArrowReader> {
    return new ArrowReader(arena, await sourceOf(arena, input, name, signal));
  }
}

/** Bytes that are asked for in parts of this size. */
const partBytes = 1 << 20;

export async function sourceOf(
  arena: Arena,
  input: ByteRanges | ByteChunks | ArrayBuffer | Uint8Array | Url,
  name: string | undefined,
  signal?: Signal,
): Promise<RunSource> {
  if (isChunks(input)) {
    const { first, rest } = await startingWith(abortable(input, signal), 8);
    refuseOther(first);
    if (!isFile(first)) return IpcStreamSource.open(arena, rest, name);
    const parts: Uint8Array[] = [];
    for await (const part of rest) parts.push(part);
    return IpcFileSource.open(arena, rangesOf(allOf(parts)), name);
  }
  const ranges = abortableRanges(await rangesFrom(input), signal);
  const first = new Uint8Array(await ranges.slice(0, Math.min(8, ranges.byteLength)));
  refuseOther(first);
  return isFile(first)
    ? IpcFileSource.open(arena, ranges, name)
    : IpcStreamSource.open(arena, partsOfRanges(ranges), name);
}

/** Chunks have no length. */
const isChunks = (input: ByteRanges | ByteChunks | ArrayBuffer | Uint8Array | Url): input is ByteChunks =>
  !('href' in input) && !('byteLength' in input);

function allOf(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length < 2) return parts[0] ?? new Uint8Array(0);
  const half = parts.length >> 1;
  return joined(allOf(parts.slice(0, half)), allOf(parts.slice(half)));
}

async function* partsOfRanges(ranges: ByteRanges): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < ranges.byteLength; at += partBytes)
    yield new Uint8Array(await ranges.slice(at, Math.min(at + partBytes, ranges.byteLength)));
}
