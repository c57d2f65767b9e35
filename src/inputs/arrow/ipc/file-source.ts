/** An Arrow IPC file: record batches by the footer at its end, and of each only the buffers of the columns that are wanted. */
import type { Arena } from '../../../arena/arena.js';
import { SqlError } from '../../../error.js';
import { bytesAt, type ByteRanges } from '../../byte-ranges.js';
import type { ColumnCursor, ColumnRun, RunSource } from '../../columnar/column-run.js';
import { columnsOf, vectorOf, type ArrowColumn } from '../columns.js';
import { arrowCursor } from '../cursor.js';
import { KeptDictionaries } from '../source.js';
import { placesOf, type FieldPlace } from './assemble.js';
import { bufferTaker, unpackerFor } from './body.js';
import { DictionarySet } from './dictionaries.js';
import { damaged } from './flatbuffer.js';
import { footerOf, messageOf, type Block, type Footer, type Message, type RecordBatch } from './message.js';

/** "ARROW1", with which a file begins and ends. */
export const fileMagic: readonly number[] = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31];
export const isFile = (bytes: Uint8Array): boolean => fileMagic.every((byte, index) => bytes[index] === byte);

export class IpcFileSource implements RunSource {
  readonly columns: readonly ArrowColumn[];
  readonly #arena: Arena;
  readonly #file: ByteRanges;
  readonly #name: string | undefined;
  readonly #footer: Footer;
  readonly #kept = new KeptDictionaries();
  #dictionaries: Promise<DictionarySet> | undefined;
  #next = 0;
  #row = 0;

  private constructor(arena: Arena, file: ByteRanges, footer: Footer, name: string | undefined) {
    this.#arena = arena;
    this.#file = file;
    this.#footer = footer;
    this.#name = name;
    this.columns = columnsOf(footer.fields);
  }

  static async open(arena: Arena, file: ByteRanges, name?: string): Promise<IpcFileSource> {
    const { byteLength } = file;
    if (byteLength < 18) throw cutOff();
    const end = await bytesAt(file, byteLength - 10, byteLength);
    if (!isFile(end.subarray(4))) throw cutOff();
    const length = new DataView(end.buffer, end.byteOffset, 4).getInt32(0, true);
    if (!(length > 0 && length <= byteLength - 18)) throw damaged(`its footer has ${length} bytes`);
    const footer = footerOf(await bytesAt(file, byteLength - 10 - length, byteLength - 10));
    return new IpcFileSource(arena, file, footer, name);
  }

  async next(): Promise<ColumnRun | undefined> {
    this.#kept.sweep();
    const block = this.#footer.batches[this.#next++];
    if (block === undefined) return undefined;
    const message = await this.#message(block);
    if (message.kind !== 'batch') throw damaged('the footer leads to what is no record batch');
    const { batch } = message;
    const firstRow = this.#row;
    this.#row += batch.rows;
    const places = placesOf(this.#footer.fields, batch);
    const body = block.offset + block.metadataLength;
    return {
      name: this.#name,
      firstRow,
      rows: batch.rows,
      statistics: () => undefined,
      open: (columns) =>
        Promise.all(columns.map((column) => this.#open(column, places, batch, body, block.bodyLength))),
    };
  }

  close(): Promise<void> {
    this.#kept.free();
    return Promise.resolve();
  }

  async #open(
    place: number,
    places: readonly FieldPlace[],
    batch: RecordBatch,
    body: number,
    bodyLength: number,
  ): Promise<ColumnCursor> {
    const column = this.columns[place];
    const found = places[column?.field ?? -1];
    const field = this.#footer.fields[column?.field ?? -1];
    if (column === undefined || found === undefined || field === undefined)
      throw new SqlError('42703', `there is no column ${place}`);
    const used = found.buffers.filter(({ length }) => length > 0);
    const start = Math.min(...used.map(({ offset }) => offset), bodyLength);
    const end = Math.max(...used.map(({ offset, length }) => offset + length), start);
    if (!(start >= 0 && end <= bodyLength)) throw damaged('a buffer leads out of its message');
    const bytes = await bytesAt(this.#file, body + start, body + end);
    const unpack = await unpackerFor(batch);
    const dictionaries = DictionarySet.isNeeded(field.type) ? await this.#loadDictionaries() : new DictionarySet([]);
    const vector = found.vector(bufferTaker(bytes, start, unpack), dictionaries.of);
    return arrowCursor(this.#arena, vectorOf(vector, column), this.#kept.of(place));
  }

  /** All of them, once: their order in the file is that of replacing and going on. */
  #loadDictionaries(): Promise<DictionarySet> {
    this.#dictionaries ??= (async () => {
      const set = new DictionarySet(this.#footer.fields);
      for (const block of this.#footer.dictionaries) {
        const message = await this.#message(block);
        if (message.kind !== 'dictionary') throw damaged('the footer leads to what is no dictionary');
        const start = block.offset + block.metadataLength;
        const bytes = await bytesAt(this.#file, start, start + block.bodyLength);
        set.add(message.id, message.isDelta, message.batch, bufferTaker(bytes, 0, await unpackerFor(message.batch)));
      }
      return set;
    })();
    return this.#dictionaries;
  }

  async #message({ offset, metadataLength, bodyLength }: Block): Promise<Message> {
    const end = this.#file.byteLength;
    if (!(offset >= 8 && metadataLength >= 8 && bodyLength >= 0 && offset + metadataLength + bodyLength <= end))
      throw damaged('the footer leads out of the file');
    const bytes = await bytesAt(this.#file, offset, offset + metadataLength);
    // Before the length stands a mark since version 0.15.
    const start = new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true) === -1 ? 8 : 4;
    return messageOf(bytes.subarray(start));
  }
}

const cutOff = (): SqlError => damaged('the mark ARROW1 is missing at the end of the file');
