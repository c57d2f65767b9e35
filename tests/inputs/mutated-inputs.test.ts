/**
 * Good inputs with bytes changed, lost, doubled and cut off: each ends with rows or with an SqlError, the same however its chunks lie, and no row is lost
 * without a word. SEED and QUERN_MUTATIONS in the environment ask for others and for more.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena, filterRows, loadParser, predicateFor } from '../../src/index.js';
import { CsvReader } from '../../src/inputs/csv.js';
import type { CsvOptions } from '../../src/inputs/csv-options.js';
import { decompressed } from '../../src/inputs/decompress.js';
import { asUtf8 } from '../../src/inputs/encoding.js';
import { NdjsonReader } from '../../src/inputs/ndjson.js';
import type { ByteChunks } from '../../src/inputs/text-source.js';
import { ndjsonWriter } from '../../src/outputs/json-writer.js';
import { TextSink } from '../../src/outputs/sink.js';
import { Dice } from '../heap/dice.js';
import { elements, lines, records } from './counted-rows.js';
import { mutated } from './mutated.js';
import { inChunks } from './reading.js';

const mutations = Number(process.env['QUERN_MUTATIONS'] ?? (process.env['QUERN_HOSTILE'] === 'full' ? 20_000 : 360));
const seed = Number(process.env['SEED'] ?? 1);

const csv = (options: CsvOptions) => (arena: Arena, chunks: ByteChunks) => CsvReader.open(arena, chunks, options);
const json = (layout: 'lines' | 'values') => (arena: Arena, chunks: ByteChunks) =>
  NdjsonReader.open(arena, chunks, { layout });

interface Format {
  readonly text: string;
  readonly name?: string;
  readonly packed?: (text: Buffer) => Uint8Array;
  readonly compressed?: boolean;
  readonly encoding?: string;
  readonly open: (arena: Arena, chunks: ByteChunks) => Promise<CsvReader | NdjsonReader>;
  /** How many rows there are, by a way of counting that has nothing to do with the reader's; undefined where that is not known. */
  readonly rows?: (text: string) => number | undefined;
}

const table =
  'id,name,day,price\n1,"a, ""b""",2024-01-02,1.50\n2,é,2024-01-03 10:00,2\n3,NA,,-7e-1\n"4","x\ny",2024-02-29,.5\n';
const objects =
  '{"a":1,"b":"x\\u00e9\\n","c":[1,{"d":null}],"e":true}\n{"a":-2.5e3,"b":null}\n\n{"b":"é","c":{"k":[]}}\n';
const array = `[${objects.trim().split(/\n+/).join(',\n ')}]`;

const formats: Readonly<Record<string, Format>> = {
  csv: { text: table, open: csv({ delimiter: ',' }), rows: records },
  'csv of any dialect': { text: table.replaceAll(',', ';'), open: csv({ comment: '#', skip: 1 }) },
  'csv with texts only': {
    text: table,
    open: csv({
      delimiter: ',',
      ragged: 'pad',
      header: false,
      schema: [1, 2, 3, 4].map((n) => ({ name: `column_${n}`, type: 'text', notNull: false })),
    }),
  },
  ndjson: { text: objects, open: json('lines'), rows: lines },
  json: { text: array, open: json('values'), rows: elements },
  gzip: { text: table, packed: gzipSync, compressed: true, open: csv({}) },
  brotli: { text: objects, packed: brotliCompressSync, compressed: true, name: 'x.br', open: json('lines') },
  'utf-16': { text: table, packed: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), open: csv({}) },
  latin1: { text: table, packed: (text) => Buffer.from(text.toString(), 'latin1'), encoding: 'latin1', open: csv({}) },
};

interface Outcome {
  readonly written: string;
  readonly count: number;
  readonly error: string | undefined;
}

/** All of a format are read in one arena, so that one would also find what another has left there. */
async function outcome(
  { open, name = '', encoding }: Format,
  arena: Arena,
  bytes: Uint8Array,
  chunk: number,
): Promise<Outcome> {
  const sink = new TextSink();
  let count = 0;
  let reader: CsvReader | NdjsonReader | undefined;
  try {
    reader = await open(arena, asUtf8(decompressed(inChunks(bytes, chunk), name), encoding));
    const all = reader.schema.flatMap(({ name: column }, place) =>
      reader?.opaque.has(place) === true || column.includes('\0')
        ? []
        : [`("${column.replaceAll('"', '""')}" IS NULL)`],
    );
    const where = all.length === 0 ? 'true' : `${all.slice(0, 20).join(' OR ')} OR true`;
    const predicate = await predicateFor(reader, where, { arena });
    const writer = ndjsonWriter<Parameters<typeof predicate.select>[0]>(sink, reader as never);
    count = await filterRows(reader as never, predicate, writer as never);
    return { written: sink.text, count, error: undefined };
  } catch (error) {
    if (!(error instanceof SqlError) || error.code === 'XX000') throw error;
    expect(error.message.length).toBeGreaterThan(5);
    return { written: sink.text, count: sink.text.split('\n').length - 1, error: `${error.code} ${error.message}` };
  } finally {
    await reader?.close();
  }
}

it.each(Object.keys(formats))(
  '%s',
  async (name) => {
    const format = formats[name];
    if (format === undefined) throw new Error(name);
    await loadParser();
    const dice = new Dice(seed);
    const arena = new Arena();
    const good = format.packed?.(Buffer.from(format.text)) ?? Buffer.from(format.text);
    let read = 0;
    for (let i = 0; i < mutations / Object.keys(formats).length; i++) {
      const bytes = i === 0 ? good : mutated(good, dice);
      const shown = JSON.stringify(Buffer.from(bytes).toString('latin1'));
      let whole: Outcome;
      try {
        whole = await outcome(format, arena, bytes, 1e6);
      } catch (error) {
        throw new Error(`${shown}: ${String(error)}`, { cause: error });
      }
      const chunked = await outcome(format, arena, bytes, 5);
      // What is wrong with compressed data may be seen before or after what is wrong with the text that it still gave.
      if (format.compressed === true)
        expect([shown, chunked.error !== undefined]).toEqual([shown, whole.error !== undefined]);
      else expect([shown, chunked]).toEqual([shown, whole]);
      if (whole.error !== undefined) continue;
      read++;
      const expected = format.rows?.(new TextDecoder().decode(bytes));
      if (expected !== undefined) expect([shown, whole.count]).toEqual([shown, expected]);
    }
    expect(read).toBeGreaterThan(0);
  },
  600_000,
);
