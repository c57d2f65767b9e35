/**
 * Files of every format with mistakes in them, read by the command: a hundred of each here, and fifty thousand in all by `npm run hostile`. Each gives
 * whole rows and the exit status 0, or a message and another status; what a check sum or another way of counting can see is never lost.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Arena } from '../../src/index.js';
import { run } from '../../src/cli/run.js';
import { scratchDirectory } from '../cli/quern.js';
import { Dice } from '../heap/dice.js';
import { elements, lines, records } from '../inputs/counted-rows.js';
import { withChecksums } from '../inputs/heap-pages.js';
import { flipped, mutated } from '../inputs/mutated.js';

const files = Number(process.env['QUERN_FILES'] ?? (process.env['QUERN_HOSTILE'] === 'full' ? 4200 : 120));
const seed = Number(process.env['SEED'] ?? 1);
const rows = 40;
const scratch = scratchDirectory();
const heapSchema =
  'a int4 not null, b int4, c text, d float8 not null, e int8 not null, f date not null, g numeric(12,2), h timestamp not null';

interface Format {
  readonly name: string;
  readonly options?: readonly string[];
  /** From the dataset as CSV, or as `quern gen` writes this format. */
  readonly made: (csv: Buffer, generated: (format: string) => Promise<Buffer>) => Buffer | Promise<Buffer>;
  /** How many rows the mutated file has; undefined where nothing else than the reader can tell. */
  readonly rows?: (bytes: Buffer) => number | undefined;
}

const heapOptions = ['--from', 'heap', '--schema', heapSchema];
/** A check sum sees nearly every mistake: if there is no error, all is there. */
const all = (): number => rows;
const text = (count: (text: string) => number | undefined) => (bytes: Buffer) => count(bytes.toString());

const formats: readonly Format[] = [
  { name: 'csv', made: (csv) => csv, rows: text(records) },
  { name: 'tsv', made: (csv) => Buffer.from(csv.toString().replaceAll(',', '\t')), rows: text(records) },
  { name: 'csv.gz', made: (csv) => gzipSync(csv), rows: all },
  { name: 'utf16.csv', made: (csv) => Buffer.from(`\ufeff${csv.toString()}`, 'utf16le') },
  { name: 'ndjson', made: (_, generated) => generated('ndjson'), rows: text(lines) },
  { name: 'ndjson.br', made: async (_, generated) => brotliCompressSync(await generated('ndjson')) },
  { name: 'json', made: (_, generated) => generated('json'), rows: text(elements) },
  { name: 'arrow', made: (_, generated) => generated('arrow') },
  { name: 'parquet', made: (_, generated) => generated('parquet') },
  { name: '16384', options: heapOptions, made: (_, generated) => generated('heap') },
  {
    name: '16385',
    options: heapOptions,
    made: async (_, generated) => Buffer.from(withChecksums(new Arena(), await generated('heap'))),
    rows: all,
  },
  {
    name: '16386',
    options: [...heapOptions, '--all-tuples', '--skip-damaged', '--no-checksums'],
    made: (_, generated) => generated('heap'),
  },
];

let said = '';
beforeAll(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
    said += String(words);
    return true;
  });
});
afterAll(() => vi.restoreAllMocks());

/** What `quern gen` and `quern filter` make of the dataset. */
async function generated(format: string): Promise<Buffer> {
  const path = scratch.path(`demo.${format}`);
  const made = ['csv', 'arrow', 'parquet', 'heap'].includes(format);
  const command = made
    ? ['gen', 'demo', '--rows', String(rows), '--to', format, '--out', path]
    : ['filter', scratch.path('demo.csv'), '--where', 'true', '--to', format, '-o', path];
  expect(await run(command)).toBe(0);
  return readFileSync(path);
}

const predicates = [
  'true',
  'a > 20 OR b IS NULL OR a <= 20',
  "c LIKE 'x%' OR d < 0.5 OR g > 10",
  'h > f AND e % 2 = 0',
];

/** What is wrong with what the command did; undefined if nothing is. */
async function fault(
  { name, options = [], rows: count }: Format,
  bytes: Buffer,
  where: string,
): Promise<string | undefined> {
  const input = scratch.write(name, bytes);
  const output = scratch.path('output.ndjson');
  writeFileSync(output, '');
  said = '';
  const status = await run(['filter', input, ...options, '--where', where, '--to', 'ndjson', '-o', output]);
  const written = readFileSync(output, 'utf8');
  if (!written.endsWith('\n') && written !== '') return `half a row is written: ${written.slice(-100)}`;
  for (const line of written.split('\n').slice(0, -1)) JSON.parse(line);
  if (/internal error|\n {4}at |RangeError|TypeError/.test(said)) return said;
  if (status !== 0)
    return [1, 2].includes(status) && /^quern: .{5}/m.test(said) ? undefined : `status ${status}: ${said}`;
  const expected = where === 'true' ? count?.(bytes) : undefined;
  const found = written.split('\n').length - 1;
  return expected === undefined || expected === found ? undefined : `${found} rows, not ${expected}`;
}

it.each(formats)(
  '$name',
  async (format) => {
    const good = await format.made(await generated('csv'), generated);
    expect(await fault(format, good, 'true')).toBeUndefined();
    expect(readFileSync(scratch.path('output.ndjson'), 'utf8').split('\n')).toHaveLength(rows + 1);
    const dice = new Dice(seed);
    let failed = 0;
    for (let i = 0; i < files / formats.length; i++) {
      const bytes = dice.chance(0.5) ? mutated(good, dice) : flipped(good, dice);
      const where = dice.chance(0.5) ? 'true' : dice.pick(predicates);
      const wrong = await fault(format, bytes, where).catch((error: unknown) => String(error));
      expect(wrong, `file ${i} of seed ${seed}, WHERE ${where}, in base64 ${bytes.toString('base64')}`).toBeUndefined();
      if (said.includes('quern: ')) failed++;
    }
    expect(failed).toBeGreaterThan(0);
  },
  7_200_000,
);
