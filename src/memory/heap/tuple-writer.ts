/**
 * Makes heap tuples as heap_form_tuple does (access/common/heaptuple.c), one after the other in the same memory: `start`, a call for each attribute in
 * order, `store`. Fewer calls than the table has attributes make a tuple that was written before the last columns were added.
 */
import type { Attribute } from '../../catalog/attribute.js';
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { numericBytes, putHundredths } from './numeric-format.js';
import {
  frozenTransactionId,
  infomask,
  maxHeapAttributeNumber,
  maxHeapTupleSize,
  tupleHeader,
  varattShortMax,
} from './page-layout.js';

const maxAlign = (bytes: number): number => (bytes + 7) & ~7;

/** Bytes of the null bitmap of the longest tuple, after which its attributes begin. */
const headerRoom = maxAlign(tupleHeader.t_bits + maxHeapAttributeNumber / 8);
const room = headerRoom + maxHeapTupleSize;

const encoder = new TextEncoder();

/** One tuple at a time. Raises 23502, 42804, 42601 and 22021 for values that do not fit the attributes. */
export class TupleWriter {
  readonly attributes: readonly Attribute[];
  /** A header with a bitmap, and from `headerRoom` the attributes, which are aligned there as they are in a tuple. */
  readonly #bytes = new Uint8Array(room);
  readonly #view = new DataView(this.#bytes.buffer);
  #natts = 0;
  #nulls = 0;
  #infomask = 0;
  #end = headerRoom;

  /** A writer of tuples of a table with those attributes. */
  constructor(attributes: readonly Attribute[]) {
    if (attributes.length > maxHeapAttributeNumber) {
      throw new SqlError('54011', `tables can have at most ${maxHeapAttributeNumber} columns`);
    }
    this.attributes = attributes;
  }

  /** Begins a tuple. */
  start(): void {
    // Bytes between attributes are 0, as palloc0 leaves them.
    this.#bytes.fill(0, tupleHeader.t_bits, Math.min(this.#end, room));
    this.#natts = 0;
    this.#nulls = 0;
    this.#infomask = 0;
    this.#end = headerRoom;
  }

  /** Begins a tuple with those values, nulls included, in the order of the attributes. */
  form(values: readonly (Value | null)[]): void {
    this.start();
    for (const value of values) this.value(value);
  }

  /** The next attribute is null; a NOT NULL column raises 23502. */
  null(): void {
    const { name, notNull } = this.#attribute();
    if (notNull) throw new SqlError('23502', `null value in column "${name}" violates not-null constraint`);
    this.#natts++;
    this.#nulls++;
  }

  /** The next attribute as its type holds it outside the engines (see `Value`); a numeric is given as text in decimal notation. */
  value(value: Value | null): void {
    const { type } = this.#attribute();
    if (value === null) this.null();
    else if (type === 'bool') this.bool(value !== 0);
    else if (type === 'int2') this.int2(Number(value));
    else if (type === 'int4' || type === 'date') this.int4(Number(value));
    else if (type === 'int8' || type === 'timestamp') this.int8(BigInt(value));
    else if (type === 'float4') this.float4(Number(value));
    else if (type === 'float8') this.float8(Number(value));
    else if (type === 'text') this.text(String(value));
    else if (type === 'numeric') this.varlena(numericBytes(String(value)));
    else
      throw new SqlError('0A000', `values of type ${type} cannot be written`, { hint: 'Give the bytes of the value.' });
  }

  bool(value: boolean): void {
    this.#view.setUint8(this.#fixed(1), value ? 1 : 0);
  }

  int2(value: number): void {
    this.#view.setInt16(this.#fixed(2), value, true);
  }

  /** int4, and date as days from 2000-01-01. */
  int4(value: number): void {
    this.#view.setInt32(this.#fixed(4), value, true);
  }

  /** int8, and timestamp as microseconds from 2000-01-01. */
  int8(value: bigint): void {
    this.#view.setBigInt64(this.#fixed(8), value, true);
  }

  /** An int8 or timestamp that is a safe integer, without a bigint on the way. */
  safeInteger(value: number): void {
    const at = this.#fixed(8);
    this.#view.setInt32(at, value | 0, true);
    this.#view.setInt32(at + 4, Math.floor(value / 2 ** 32), true);
  }

  float4(value: number): void {
    this.#view.setFloat32(this.#fixed(4), value, true);
  }

  float8(value: number): void {
    this.#view.setFloat64(this.#fixed(8), value, true);
  }

  /** A text, which must not hold a NUL. */
  text(value: string): void {
    if (value.includes('\0')) throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
    this.varlena(encoder.encode(value));
  }

  /** The bytes of a value whose type has a fixed length, as its type stores them. */
  bytes(value: Uint8Array): void {
    const at = this.#fixed(value.length);
    this.#bytes.set(value, at);
  }

  /** The bytes of a value of variable length, without a header; it is given the shortest header that fits, and is not compressed. */
  varlena(value: Uint8Array): void {
    const at = this.#varlena(value.length);
    // A loop, because most values are a few bytes long and `set` costs more than copying them.
    if (value.length > 64) this.#bytes.set(at + value.length > room ? value.subarray(0, room - at) : value, at);
    else for (let index = 0; index < value.length; index++) this.#bytes[at + index] = value[index] ?? 0;
  }

  /** A numeric(…,2) of that many hundredths, from 0 to 10¹⁰ - 1. */
  hundredths(value: number): void {
    const at = this.#varlena(0);
    const length = putHundredths(this.#view, at, value);
    this.#bytes[at - 1] = ((length + 1) << 1) | 1;
    this.#end += length;
  }

  /** Bytes of the whole tuple, its header included (t_len). */
  get length(): number {
    return this.#headerBytes + this.#end - headerRoom;
  }

  /**
   * Puts the tuple, of `length` bytes, at a place of a page. It is as VACUUM FREEZE leaves it: inserted before all transactions, deleted by none.
   * t_xmin is FrozenTransactionId, as heap_force_freeze of pg_surgery sets it: any other number would be a transaction of the cluster that the file
   * is put into, perhaps one that it has not had yet. With HEAP_XMIN_FROZEN nothing reads it, amcheck's comparison with relfrozenxid included.
   */
  store(page: DataView, at: number, block: number, offsetNumber: number): void {
    const hoff = this.#headerBytes;
    page.setUint32(at + tupleHeader.t_xmin, frozenTransactionId, true);
    page.setUint32(at + tupleHeader.t_xmax, 0, true);
    page.setUint32(at + tupleHeader.t_field3, 0, true);
    page.setUint16(at + tupleHeader.t_ctid, block >>> 16, true);
    page.setUint16(at + tupleHeader.t_ctid + 2, block & 0xffff, true);
    page.setUint16(at + tupleHeader.t_ctid + 4, offsetNumber, true);
    page.setUint16(at + tupleHeader.t_infomask2, this.#natts, true);
    const hasNull = this.#nulls > 0 ? infomask.HEAP_HASNULL : 0;
    page.setUint16(
      at + tupleHeader.t_infomask,
      this.#infomask | hasNull | infomask.HEAP_XMIN_FROZEN | infomask.HEAP_XMAX_INVALID,
      true,
    );
    page.setUint8(at + tupleHeader.t_hoff, hoff);
    if (hasNull !== 0)
      for (let byte = tupleHeader.t_bits; byte < hoff; byte++) page.setUint8(at + byte, this.#bytes[byte] ?? 0);
    // The writer's memory is 0 after the tuple's end, and so is the page's padding.
    const words = maxAlign(this.#end);
    for (let from = headerRoom, to = at + hoff; from < words; from += 4, to += 4)
      page.setInt32(to, this.#view.getInt32(from, true), true);
  }

  get #headerBytes(): number {
    return maxAlign(tupleHeader.t_bits + (this.#nulls > 0 ? (this.#natts + 7) >> 3 : 0));
  }

  #attribute(): Attribute {
    const attribute = this.attributes[this.#natts];
    if (attribute === undefined) throw new SqlError('42601', 'a tuple has more values than the table has columns');
    return attribute;
  }

  /** Where the next attribute's value goes, which takes `bytes` bytes. */
  #fixed(bytes: number): number {
    const { name, type, length, align } = this.#attribute();
    if (length !== bytes)
      throw new SqlError('42804', `column "${name}" is of type ${type}, which a value of ${bytes} bytes does not fit`);
    this.#notNull();
    return this.#place(bytes, align);
  }

  /** Where the bytes of the next attribute go, after a header that has been written (VARATT_CAN_MAKE_SHORT). */
  #varlena(bytes: number): number {
    const { name, type, length, align } = this.#attribute();
    if (length !== -1) throw new SqlError('42804', `column "${name}" is of type ${type}, whose length is fixed`);
    this.#notNull();
    this.#infomask |= infomask.HEAP_HASVARWIDTH;
    if (bytes + 1 <= varattShortMax) {
      const at = this.#place(bytes + 1, 1);
      this.#bytes[at] = ((bytes + 1) << 1) | 1;
      return at + 1;
    }
    const at = this.#place(bytes + 4, align);
    this.#view.setUint32(at, (bytes + 4) << 2, true);
    return at + 4;
  }

  #notNull(): void {
    const byte = tupleHeader.t_bits + (this.#natts >> 3);
    this.#bytes[byte] = (this.#bytes[byte] ?? 0) | (1 << (this.#natts & 7));
    this.#natts++;
  }

  #place(bytes: number, align: number): number {
    // A tuple that is too long is still measured, so that the error can tell its length; its bytes go nowhere that matters.
    const at = this.#end > room ? this.#end : (this.#end + align - 1) & -align;
    this.#end = at + bytes;
    return this.#end <= room ? at : headerRoom;
  }
}
