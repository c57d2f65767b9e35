/** An Arrow IPC stream: messages as they come, of which one is kept at a time, besides the dictionaries. */
import type { Arena } from '../../../arena/arena.js';
import { SqlError } from '../../../error.js';
import type { ByteChunks } from '../../text-source.js';
import type { ColumnCursor, ColumnRun, RunSource } from '../../columnar/column-run.js';
import { columnsOf, vectorOf, type ArrowColumn } from '../columns.js';
import { arrowCursor } from '../cursor.js';
import { KeptDictionaries } from '../source.js';
import type { ArrowField } from '../type.js';
import { placesOf, type FieldPlace, type TakeBuffer } from './assemble.js';
import { bufferTaker, unpackerFor } from './body.js';
import { DictionarySet } from './dictionaries.js';
import { damaged } from './flatbuffer.js';
import { messageOf, type Message } from './message.js';

/** A message's header is small. */
const mostHeader = 1 << 26;

export class IpcStreamSource implements RunSource {
  readonly columns: readonly ArrowColumn[];
  readonly #arena: Arena;
  readonly #messages: Messages;
  readonly #name: string | undefined;
  readonly #fields: readonly ArrowField[];
  readonly #dictionaries: DictionarySet;
  readonly #kept = new KeptDictionaries();
  #row = 0;

  private constructor(arena: Arena, messages: Messages, fields: readonly ArrowField[], name: string | undefined) {
    this.#arena = arena;
    this.#messages = messages;
    this.#fields = fields;
    this.#name = name;
    this.columns = columnsOf(fields);
    this.#dictionaries = new DictionarySet(fields);
  }

  static async open(arena: Arena, chunks: ByteChunks, name?: string): Promise<IpcStreamSource> {
    const messages = new Messages(chunks);
    const first = await messages.next();
    if (first?.message.kind !== 'schema') throw damaged('it does not begin with a schema');
    return new IpcStreamSource(arena, messages, first.message.fields, name);
  }

  async next(): Promise<ColumnRun | undefined> {
    this.#kept.sweep();
    for (let found = await this.#messages.next(); found !== undefined; found = await this.#messages.next()) {
      const { message, body } = found;
      if (message.kind === 'dictionary' || message.kind === 'batch') {
        const take = bufferTaker(body, 0, await unpackerFor(message.batch));
        if (message.kind === 'batch') return this.#run(message.batch.rows, placesOf(this.#fields, message.batch), take);
        this.#dictionaries.add(message.id, message.isDelta, message.batch, take);
      }
    }
    return undefined;
  }

  async close(): Promise<void> {
    this.#kept.free();
    await this.#messages.close();
  }

  #run(rows: number, places: readonly FieldPlace[], take: TakeBuffer): ColumnRun {
    const firstRow = this.#row;
    this.#row += rows;
    return {
      name: this.#name,
      firstRow,
      rows,
      statistics: () => undefined,
      open: (columns) => Promise.resolve(columns.map((column) => this.#open(column, places, take))),
    };
  }

  #open(place: number, places: readonly FieldPlace[], take: TakeBuffer): ColumnCursor {
    const column = this.columns[place];
    const found = places[column?.field ?? -1];
    if (column === undefined || found === undefined) throw new SqlError('42703', `there is no column ${place}`);
    const vector = found.vector(take, this.#dictionaries.of);
    return arrowCursor(this.#arena, vectorOf(vector, column), this.#kept.of(place));
  }
}

/** Takes messages out of chunks of bytes. */
class Messages {
  readonly #chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(chunks: ByteChunks) {
    this.#chunks = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** The next message with its body; undefined at the end. Raises XX001 when the stream ends within one. */
  async next(): Promise<{ readonly message: Message; readonly body: Uint8Array } | undefined> {
    let length = await this.#length();
    // Before the length stands a mark since version 0.15.
    if (length === -1) length = await this.#length();
    if (length === undefined || length === 0) return undefined;
    if (length < 0 || length > mostHeader) throw damaged(`a message has ${length} bytes`);
    const header = await this.#take(length);
    if (header === undefined) throw damaged('it ends within a message');
    const message = messageOf(header);
    const body = await this.#take(message.bodyLength);
    if (body === undefined) throw damaged('it ends within a message');
    return { message, body };
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#chunks.return?.();
    this.#ended = true;
  }

  /** Undefined at the end of the stream, which need not have a mark. */
  async #length(): Promise<number | undefined> {
    const bytes = await this.#take(4);
    return bytes === undefined ? undefined : new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true);
  }

  /** So many bytes, aligned; undefined when there are none left. Memory grows with what comes, not with what is said to come. */
  async #take(wanted: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [this.#rest];
    let length = this.#rest.length;
    while (length < wanted) {
      const result = await this.#chunks.next();
      if (result.done === true) {
        this.#ended = true;
        break;
      }
      parts.push(result.value);
      length += result.value.length;
    }
    if (length === 0 && wanted > 0) return undefined;
    if (length < wanted) throw damaged('it ends within a message');
    const taken = new Uint8Array(wanted);
    let at = 0;
    for (const part of parts) {
      const used = Math.min(part.length, wanted - at);
      taken.set(part.subarray(0, used), at);
      at += used;
      this.#rest = part.subarray(used);
    }
    return taken;
  }
}

/** What is neither a file nor a stream of Arrow, but was meant to be one. */
export function refuseOther(first: Uint8Array): void {
  if (new TextDecoder().decode(first.subarray(0, 4)) === 'FEA1')
    throw new SqlError('0A000', 'files of Feather, version 1, are not supported', {
      hint: 'Write them anew as Arrow IPC, which is version 2.',
    });
}
