/**
 * Walks the attributes of a tuple while a program is made, and emits the steps that the tuple's own walk needs when it runs. As far as offsets
 * are known, attributes are passed without a step: their places are numbers from the last place that had to be found.
 */
import type { Attribute } from '../../catalog/attribute.js';
import { types, type Representation, type TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { opcodeNumber, type Item } from '../steps.js';
import { storageOf } from '../storage.js';

/** The slots that SCAN_FETCHSOME fills. Those of a tuple known to be whole are not all there. */
export interface Begun {
  readonly data: number;
  readonly end: number;
  readonly natts: number;
  readonly nulls: number;
}

export interface WalkOptions {
  readonly attributes: readonly Attribute[];
  /** How many attributes from the first on are known to be there, not null, and of which the offsets are used. */
  readonly certain: number;
  /** The slot of a column's value; attributes without one are passed only. */
  readonly slotOf: (attribute: number) => number | undefined;
  readonly newSlot: (representation: Representation) => number;
  /** The constant for tuples that are older than the column. */
  readonly missingOf: (attribute: number) => number | undefined;
  readonly begun: Begun;
  /** Of a text, only whether it is null is asked: it need not be made whole. */
  readonly onlyFlag: (attribute: number) => boolean;
  /** How far behind the address in `data` the first attribute is. */
  readonly start: number;
  /** Emits steps at the place of the program where the walk stands. */
  readonly emit: (item: Item) => void;
}

/** Where an attribute is: so many bytes from the address in a slot. */
interface Place {
  readonly base: number;
  readonly offset: number;
}

/** The value is a reference to so many bytes of the tuple, as a uuid is. */
const isFixedReference = (type: TypeName, length: number): boolean => storageOf(type) === 'TEXT' && length > 0;

/** The first multiple of `align` that is not below. */
const roundUp = (offset: number, align: number): number => Math.ceil(offset / align) * align;

export class Walker {
  readonly #o: WalkOptions;
  /** The next attribute. */
  #next = 0;
  /** Where the walk stands, and what the address in `base` is a multiple of. */
  #base: number;
  #offset = 0;
  #align = 8;
  readonly #places = new Map<number, Place>();
  readonly #fetched = new Set<number>();
  /** The bytes behind a base of which a step has found that they are in the tuple. */
  readonly #within = new Map<number, number>();

  constructor(options: WalkOptions) {
    this.#o = options;
    this.#base = options.begun.data;
    this.#offset = options.start;
  }

  /** Says that the tuple has so many bytes from the address in `data` on. */
  hasBytes(bytes: number): void {
    this.#within.set(this.#o.begun.data, bytes);
  }

  /** Fetches the attributes of `now`, ascending; those of `later` that cannot be found again are fetched in passing. */
  fetch(now: readonly number[], later: ReadonlySet<number> = new Set()): void {
    const last = now.at(-1) ?? -1;
    const wanted = new Set(now);
    while (this.#next <= last) {
      const attribute = this.#next;
      if (attribute < this.#o.certain) this.#passCertain(attribute, wanted.has(attribute));
      else this.#passUncertain(attribute, wanted.has(attribute) || later.has(attribute));
      this.#next++;
    }
    const checked = new Map<number, number>();
    for (const attribute of now) {
      const place = this.#fetched.has(attribute) ? undefined : this.#places.get(attribute);
      if (place !== undefined)
        checked.set(
          place.base,
          Math.max(checked.get(place.base) ?? 0, place.offset + this.#attribute(attribute).length),
        );
    }
    for (const [base, bytes] of checked) this.#checkEnd(base, bytes);
    for (const attribute of now) this.#fetchAt(attribute);
  }

  #attribute(attribute: number): Attribute {
    const found = this.#o.attributes[attribute];
    if (found === undefined) throw new SqlError('XX000', `there is no attribute ${attribute}`);
    return found;
  }

  #emit(opcode: string, ...operands: number[]): void {
    this.#o.emit({ opcode: opcodeNumber(opcode), operands });
  }

  /** The walk goes on from an address that a step has found. */
  #standAt(slot: number, align: number): void {
    this.#base = slot;
    this.#offset = 0;
    this.#align = align;
  }

  /** An attribute that is there and not null: its place is noted, and no step is needed unless its length or its alignment must be found out. */
  #passCertain(attribute: number, wanted: boolean): void {
    const { length, align } = this.#attribute(attribute);
    if (length < 0) {
      const at = this.#o.newSlot('i32');
      const { end } = this.#o.begun;
      if (wanted && !this.#o.onlyFlag(attribute)) {
        this.#emit('FETCHATT_TEXT_AT', this.#resultOf(attribute), at, this.#base, end, this.#offset);
        this.#fetched.add(attribute);
      } else {
        this.#places.set(attribute, { base: this.#base, offset: this.#offset });
        this.#emit('ATT_ADDLENGTH_VARLENA_AT', at, this.#base, end, this.#offset, align);
      }
      this.#standAt(at, 1);
      return;
    }
    if (align > this.#align) this.#alignTo(align);
    const offset = roundUp(this.#offset, align);
    this.#places.set(attribute, { base: this.#base, offset });
    this.#offset = offset + length;
  }

  #alignTo(align: number): void {
    const at = this.#o.newSlot('i32');
    this.#emit('ATT_ALIGN', at, this.#base, this.#offset, align);
    this.#standAt(at, align);
  }

  /** An attribute that may be null or missing: the cursor goes on by a step that asks. */
  #passUncertain(attribute: number, wanted: boolean): void {
    if (this.#offset !== 0) this.#alignTo(1);
    const { length, align, column } = this.#attribute(attribute);
    const { end, natts, nulls } = this.#o.begun;
    const at = this.#o.newSlot('i32');
    const type = column === undefined ? undefined : this.#typeOf(attribute);
    if (wanted && type !== undefined && this.#o.onlyFlag(attribute)) {
      this.#emit('ATT_ADDLENGTH_VARLENA', at, this.#base, end, natts, nulls, attribute, align);
      this.#emit('ATT_ISNULL', this.#valueSlot(attribute), natts, nulls, attribute);
      this.#finish(attribute);
      this.#fetched.add(attribute);
    } else if (wanted && type !== undefined) {
      const operands = [this.#valueSlot(attribute), at, this.#base, end, natts, nulls, attribute];
      if (isFixedReference(type, length)) this.#emit('FETCHATT_FIXED', ...operands, length, align);
      else this.#emit(`FETCHATT_${storageOf(type)}`, ...operands);
      this.#finish(attribute);
      this.#fetched.add(attribute);
    } else if (length < 0) this.#emit('ATT_ADDLENGTH_VARLENA', at, this.#base, end, natts, nulls, attribute, align);
    else this.#emit('ATT_ADDLENGTH', at, this.#base, end, natts, nulls, attribute, length, align);
    this.#standAt(at, 1);
  }

  /** The slot that FETCHATT writes: the column's own, or another one when a default may take the value's place. */
  #valueSlot(attribute: number): number {
    const result = this.#resultOf(attribute);
    if (this.#o.missingOf(attribute) === undefined) return result;
    this.#raw = this.#o.newSlot(types[this.#typeOf(attribute)].representation);
    return this.#raw;
  }
  #raw = 0;

  #finish(attribute: number): void {
    const missing = this.#o.missingOf(attribute);
    const result = this.#resultOf(attribute);
    if (missing !== undefined) {
      const representation = types[this.#typeOf(attribute)].representation.toUpperCase();
      this.#emit(`GETMISSINGATTR_${representation}`, result, this.#raw, this.#o.begun.natts, attribute, missing);
    }
    if (this.#attribute(attribute).notNull) this.#emit('CHECK_NOT_NULL', result);
  }

  /** Raises when the tuple ends before. */
  #checkEnd(base: number, bytes: number): void {
    if ((this.#within.get(base) ?? 0) >= bytes) return;
    this.#within.set(base, bytes);
    this.#emit('CHECK_END', base, this.#o.begun.end, bytes);
  }

  #fetchAt(attribute: number): void {
    if (this.#fetched.has(attribute)) return;
    this.#fetched.add(attribute);
    // Its place is known only because it is not null.
    if (this.#o.onlyFlag(attribute)) return;
    const place = this.#places.get(attribute);
    if (place === undefined) throw new SqlError('XX000', `attribute ${attribute} has been passed`);
    const { base, offset } = place;
    const { length } = this.#attribute(attribute);
    const type = this.#typeOf(attribute);
    const result = this.#resultOf(attribute);
    if (length < 0) this.#emit('FETCHATT_TEXT_AT', result, this.#o.newSlot('i32'), base, this.#o.begun.end, offset);
    else if (isFixedReference(type, length)) this.#emit('FETCHATT_FIXED_AT', result, base, offset, length);
    else this.#emit(`FETCHATT_${storageOf(type)}_AT`, result, base, offset);
  }

  #typeOf(attribute: number) {
    const { type } = this.#attribute(attribute);
    if (!(type in types)) throw new SqlError('XX000', `attribute ${attribute} is of type ${type}`);
    return type as keyof typeof types;
  }

  #resultOf(attribute: number): number {
    const slot = this.#o.slotOf(attribute);
    if (slot === undefined) throw new SqlError('XX000', `attribute ${attribute} has no slot`);
    return slot;
  }
}
