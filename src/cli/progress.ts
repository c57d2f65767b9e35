/** How far a file has been read, on a terminal that the data does not go to. */
import { SingleBar } from 'cli-progress';
import type { InputFile } from './input-file.js';

export interface Progress {
  /** The same chunks; reading them moves the bar. */
  readonly chunks: AsyncIterable<Uint8Array>;
  stop(): void;
}

export function withProgress({ chunks, size }: InputFile): Progress {
  if (size === undefined || size === 0 || !process.stderr.isTTY || process.stdout.isTTY)
    return { chunks, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
  });
  bar.start(size, 0);
  return {
    chunks: counted(chunks, bar),
    stop: () => {
      bar.stop();
    },
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, bar: SingleBar): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    bar.increment(chunk.length);
  }
}
