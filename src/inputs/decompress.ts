/** Compressed bytes become plain ones: gzip and zstd are known by their first bytes, Brotli, which has none of its own, by the file's name. It needs Node's zlib. */
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { SqlError } from '../error.js';
import { copied, startingWith } from './peek.js';
import type { ByteChunks } from './text-source.js';

type Compression = 'gzip' | 'zstd' | 'brotli';

/** The bytes as they were before they were compressed; what is not compressed is handed on. Raises 22P03 for what is damaged or cut off, and 0A000. */
export async function* decompressed(chunks: ByteChunks, name = ''): AsyncGenerator<Uint8Array> {
  const { first, rest } = await startingWith(chunks, 4);
  const compression = compressionOf(first, name);
  if (compression === undefined) {
    yield* rest;
    return;
  }
  const source = Readable.from(copied(rest));
  const plain = source.pipe(decompressor(compression));
  // An error of the source must end the reading of what comes out.
  let failure: unknown;
  source.on('error', (error) => {
    failure = error;
    plain.destroy(error);
  });
  try {
    yield* plain as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (failure instanceof SqlError) throw failure;
    throw new SqlError(
      '22P03',
      `the ${compression} data cannot be read: ${error instanceof Error ? error.message : ''}`,
      {
        hint: 'The file may be damaged or cut off.',
      },
    );
  } finally {
    source.destroy();
    plain.destroy();
  }
}

function compressionOf(first: Uint8Array, name: string): Compression | undefined {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip';
  if (first[0] === 0x28 && first[1] === 0xb5 && first[2] === 0x2f && first[3] === 0xfd) return 'zstd';
  return /\.br$/i.test(name) ? 'brotli' : undefined;
}

function decompressor(compression: Compression): Transform {
  if (compression === 'gzip') return zlib.createGunzip();
  if (compression === 'brotli') return zlib.createBrotliDecompress();
  // Node has it from 22.15 on.
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress !== undefined) return createZstdDecompress();
  throw new SqlError('0A000', `Node ${process.versions.node} cannot read zstd`, {
    hint: 'Node 22.15 and newer can; or decompress it first: zstd -dc FILE | quern filter - …',
  });
}
