/**
 * Values of single tuples, for rows that are printed: a plain walk over the attributes, as `slot_deform_heap_tuple` does it. Kernels do not use it;
 * they have the walk in their program.
 */
import type { Attribute, HeapTable } from '../../catalog/attribute.js';
import { types, type TypeName, type Value } from '../../catalog/types.js';
import { textOfStored } from '../../functions/stored-value.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { control } from '../../arena/control.generated.js';
import { infomask, infomask2, tupleHeader } from './page-layout.js';

const hint = 'Does the schema match the table? It must have all columns in their order, also those that were dropped.';
const tooShort = () => new SqlError('XX001', 'a value lies behind the end of its tuple', { hint });

export class TupleReader {
  readonly #arena: Arena;
  readonly #attributes: readonly Attribute[];
  /** By column of the schema, the attribute. */
  readonly #attributeOf: readonly number[];
  /** By attribute as far as the walk has come: the address of the value, 0 for null, -1 for one that the tuple is too old to have. */
  #values: number[] = [];
  #tuple = 0;
  #end = 0;
  #at = 0;
  #natts = 0;
  #hasNulls = false;

  constructor(arena: Arena, { attributes, columns }: HeapTable) {
    this.#arena = arena;
    this.#attributes = attributes;
    this.#attributeOf = columns.map((_, column) => attributes.findIndex((attribute) => attribute.column === column));
  }

  /** Goes to a tuple. */
  start(tuple: number, length: number): void {
    const { u8 } = this.#arena.views;
    const u16 = (at: number): number => (u8[at] ?? 0) | ((u8[at + 1] ?? 0) << 8);
    const header = u8[tuple + tupleHeader.t_hoff] ?? 0;
    const natts = u16(tuple + tupleHeader.t_infomask2) & infomask2.HEAP_NATTS_MASK;
    const hasNulls = (u16(tuple + tupleHeader.t_infomask) & infomask.HEAP_HASNULL) !== 0;
    if (natts > this.#attributes.length)
      throw new SqlError('XX001', 'a tuple has more attributes than the schema has columns', { hint });
    const least = tupleHeader.t_bits + (hasNulls ? (natts + 7) >> 3 : 0);
    if (header < least || header > length || (header & 7) !== 0)
      throw new SqlError('XX001', 'the header of a tuple is not valid', { hint });
    // Only now: the tuple before can still be read when this one cannot.
    this.#natts = natts;
    this.#hasNulls = hasNulls;
    this.#tuple = tuple;
    this.#end = tuple + length;
    this.#at = tuple + header;
    this.#values = [];
  }

  /** The value of a column of the schema. */
  value(column: number): Value | null {
    const index = this.#attributeOf[column] ?? -1;
    const attribute = this.#attributes[index];
    if (attribute === undefined) throw new SqlError('42703', `there is no column ${column}`);
    while (this.#values.length <= index) this.#walk();
    const at = this.#values[index] ?? 0;
    const value = at < 0 ? attribute.missing : at === 0 ? null : this.#valueAt(at, attribute);
    if (value === null && attribute.notNull) {
      throw new SqlError(
        'XX001',
        `column "${attribute.name}" is null or missing in a tuple, but the schema declares it NOT NULL`,
        {
          hint: 'Does the schema match the table? A column that was added later needs its DEFAULT.',
        },
      );
    }
    return value;
  }

  /** Passes the next attribute. One that cannot be passed is met again whenever it or one behind it is asked for. */
  #walk(): void {
    const index = this.#values.length;
    const { length, align } = this.#attributes[index] ?? { length: 0, align: 1 };
    const { u8, i32 } = this.#arena.views;
    const isNull =
      this.#hasNulls && (((u8[this.#tuple + tupleHeader.t_bits + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 0;
    if (index >= this.#natts || isNull) {
      this.#values.push(index >= this.#natts ? -1 : 0);
      return;
    }
    // A varlena with a header of one byte is not aligned, and that byte is never 0, as padding is.
    if (length > 0 || this.#at >= this.#end || u8[this.#at] === 0) this.#at = (this.#at + align - 1) & -align;
    if (this.#at + Math.max(length, 1) > this.#end) throw tooShort();
    const header = u8[this.#at] ?? 0;
    const size =
      length > 0
        ? length
        : header === 1
          ? 18
          : header & 1
            ? header >> 1
            : ((i32[this.#at >> 2] ?? 0) >>> 2) & 0x3fffffff;
    const misplaced = length < 0 && (header & 1) === 0 && ((this.#at & 3) !== 0 || size < 4);
    if (misplaced || this.#at + size > this.#end)
      throw length > 0 ? tooShort() : new SqlError('XX001', 'a value is longer than its tuple', { hint });
    this.#values.push(this.#at);
    this.#at += size;
  }

  #valueAt(at: number, { type, length }: Attribute): Value {
    const { u8, i16, i32, i64, f32, f64 } = this.#arena.views;
    if (!Object.hasOwn(types, type)) throw new SqlError('0A000', `type ${type} is not supported`);
    const name = type as TypeName;
    switch (types[name].storage) {
      case 'BOOL':
        return (u8[at] ?? 0) & 1;
      case 'INT2':
        return i16[at >> 1] ?? 0;
      case 'INT4':
        return i32[at >> 2] ?? 0;
      case 'INT8':
        return i64[at >> 3] ?? 0n;
      case 'FLOAT4':
        return f32[at >> 2] ?? 0;
      case 'FLOAT8':
        return f64[at >> 3] ?? 0;
      case 'TEXT':
        return length > 0 ? textOfStored(this.#arena, name, at, length) : this.#reference(at, name);
    }
  }

  #reference(at: number, type: TypeName): string {
    this.#arena.resetScratch();
    const start = this.#arena.runtime.detoast(at, this.#end);
    const length = this.#arena.views.i32[control.resultLength >> 2] ?? 0;
    return textOfStored(this.#arena, type, start, length);
  }
}
