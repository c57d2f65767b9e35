/** How far a file has been read, on a terminal that the data does not go to. */
import type { SingleBar } from 'cli-progress';

export class Progress {
  #bar: SingleBar | undefined;
  #isOver = false;
  readonly #start = performance.now();
  #bytes = 0;

  /** For so many bytes; nothing is shown where their number is not known, or when it should be quiet. */
  constructor(size: number | undefined, quiet: boolean) {
    if (quiet || size === undefined || size === 0 || !process.stderr.isTTY || process.stdout.isTTY) return;
    void this.#show(size);
  }

  /** Only now is the bar loaded, which most commands never show. */
  async #show(size: number): Promise<void> {
    const { default: bars } = await import('cli-progress');
    if (this.#isOver) return;
    this.#bar = new bars.SingleBar({
      format: '{bar} {percentage} %  {rate} MB/s  {eta_formatted} left',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: null,
    });
    this.#bar.start(size, this.#bytes, { rate: '0' });
  }

  /** The same chunks; reading them moves the bar. */
  async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      yield chunk;
      this.add(chunk.length);
    }
  }

  /** So many more bytes have been read. */
  add(bytes: number): void {
    this.#bytes += bytes;
    const rate = this.#bytes / 1000 / (performance.now() - this.#start + 1);
    this.#bar?.increment(bytes, { rate: rate.toFixed(0) });
  }

  stop(): void {
    this.#isOver = true;
    this.#bar?.stop();
  }
}
