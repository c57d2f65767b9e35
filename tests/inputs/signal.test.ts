/** Reading ends when a signal is aborted, also while the source says nothing. */
import { beforeAll, expect, it } from 'vitest';
import { Arena, filterRows, loadParser, predicateFor } from '../../src/index.js';
import { ArrowReader } from '../../src/inputs/arrow.js';
import type { ByteRanges } from '../../src/inputs/byte-ranges.js';
import { CsvReader } from '../../src/inputs/csv.js';
import { NdjsonReader } from '../../src/inputs/ndjson.js';
import { ParquetReader } from '../../src/inputs/parquet.js';
import type { ByteChunks } from '../../src/inputs/text-source.js';

const canceled = expect.objectContaining({
  code: '57014',
  message: expect.stringContaining('canceling statement due to user request'),
});
const arena = new Arena();
beforeAll(() => loadParser());

/** Gives the text, then nothing, for ever; tells when it waits. */
function stalled(text: string): { chunks: ByteChunks; waits: Promise<void> } {
  let tell = (): void => undefined;
  const waits = new Promise<void>((resolve) => {
    tell = resolve;
  });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (text !== '') yield new TextEncoder().encode(text);
    tell();
    await new Promise(() => undefined);
  }
  return { chunks: chunks(), waits };
}

it.each([
  ['CSV', CsvReader.open, 'a,b\n1,2\n'],
  ['CSV before anything came', CsvReader.open, ''],
  ['NDJSON', NdjsonReader.open, '{"a":1}\n'],
  ['Arrow', ArrowReader.open, ''],
] as const)('while %s is opened', async (_, open, text) => {
  const controller = new AbortController();
  const { chunks, waits } = stalled(text);
  const opened = open(arena, chunks, { signal: controller.signal, sample: 10 });
  await waits;
  controller.abort();
  // CSV and NDJSON answer who writes line by line: what came is enough to begin with, and the next read is told.
  await expect(opened.then((reader) => reader.read(reader.newBatch([0])))).rejects.toThrowError(canceled);
});

it('between rows, after those that came have been handed out', async () => {
  const controller = new AbortController();
  const { chunks } = stalled('a,b\n1,2\n3,4\n');
  const reader = await CsvReader.open(arena, chunks, { signal: controller.signal });
  const predicate = await predicateFor(reader, 'a > 0', { arena });
  const taken: number[] = [];
  const writer = {
    columns: [0],
    begin: () => undefined,
    rows: (_: unknown, rows: Uint32Array) => {
      taken.push(...rows);
      controller.abort();
    },
    flush: async () => undefined,
    end: () => undefined,
  };
  await expect(filterRows(reader, predicate, writer)).rejects.toThrowError(canceled);
  expect(taken).toEqual([0, 1]);
  await reader.close();
});

it('while ranges are waited for', async () => {
  const controller = new AbortController();
  let asked = (): void => undefined;
  const waits = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const ranges: ByteRanges = {
    byteLength: 1000,
    slice: () => {
      asked();
      return new Promise(() => undefined);
    },
  };
  const opened = ParquetReader.open(arena, ranges, { signal: controller.signal });
  await waits;
  controller.abort();
  await expect(opened).rejects.toThrowError(canceled);
});

it('before it has begun, and the source is let go', async () => {
  let letGo = false;
  const chunks = {
    [Symbol.iterator]: () => ({
      next: () => ({ done: false as const, value: new Uint8Array(10) }),
      return: () => {
        letGo = true;
        return { done: true as const, value: undefined };
      },
    }),
  };
  await expect(CsvReader.open(arena, chunks, { signal: AbortSignal.abort() })).rejects.toThrowError(canceled);
  expect(letGo).toBe(true);
});

it('and changes nothing where it is not aborted', async () => {
  const { signal } = new AbortController();
  const reader = await CsvReader.open(arena, [new TextEncoder().encode('a\n1\n2\n')], { signal });
  expect(await reader.read(reader.newBatch([0]))).toBe(2);
  await reader.close();
});
