/**
 * Heap pages: SCAN_VAR becomes what finds the value in the row's tuple. How much is done for it, and when, is the deform ladder; its rungs are beside the
 * ladder of the expression, and each includes those below it.
 */
import type { Attribute, HeapTable, PlainTuple } from '../../catalog/attribute.js';
import { types, type Representation } from '../../catalog/types.js';
import { operandsWhere } from '../operands.js';
import { eachOperand, isLabel, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
import { conjunctEnds } from './conjuncts.js';
import { Walker, type Begun } from './walker.js';

/** The rungs of the deform ladder. */
export const deformRungs = [
  'all attributes',
  'up to the last needed',
  'constant offsets',
  'no null tests for tuples without nulls',
  'only needed attributes',
  'lazily',
] as const;
export type DeformRung = 0 | 1 | 2 | 3 | 4 | 5;
export const highestDeformRung: DeformRung = 5;

export interface DeformOptions {
  readonly table: HeapTable;
  readonly rung: DeformRung;
  /** By attribute, the constant that stands for it in tuples older than the column. */
  readonly missing: ReadonlyMap<number, number>;
  /** For a tuple that has all attributes, none of them null; another one goes to that label. */
  readonly otherwise: number | undefined;
}

export function deform(draft: Draft, options: DeformOptions): Draft {
  return new Deforming(draft, options).draft();
}

/** Attributes from the first on that every tuple has, and not null. */
export function certainAttributes(attributes: readonly Attribute[]): number {
  const first = attributes.findIndex(({ notNull, missing }) => !notNull || missing !== null);
  return first < 0 ? attributes.length : first;
}

class Deforming {
  readonly #d: Draft;
  readonly #o: DeformOptions;
  readonly #attributes: readonly Attribute[];
  readonly #slots: Representation[];
  readonly #items: Item[] = [];
  #plain: PlainTuple | undefined;
  /** By attribute, the slot of its value. */
  readonly #slotOf = new Map<number, number>();
  /** By column of the schema, the attribute. */
  readonly #attributeOf: ReadonlyMap<number, number>;
  /** The attributes that the program reads. */
  readonly #needed: readonly number[];

  constructor(draft: Draft, options: DeformOptions) {
    this.#d = draft;
    this.#o = options;
    this.#attributes = options.table.attributes;
    this.#slots = [...draft.slots];
    this.#attributeOf = new Map(
      this.#attributes.flatMap(({ column }, attribute) => (column === undefined ? [] : [[column, attribute] as const])),
    );
    this.#needed = [...new Set(draft.items.flatMap((item) => this.#read(item) ?? []))].sort((a, b) => a - b);
  }

  draft(): Draft {
    if (this.#needed.length === 0) return this.#d;
    const { rung } = this.#o;
    // A text is not made whole for nothing: it may be compressed, or in a TOAST table that was not given.
    const all = this.#attributes.flatMap(({ column, length }, attribute) =>
      column === undefined || (length < 0 && !this.#needed.includes(attribute)) ? [] : [attribute],
    );
    const read = this.#readByValue();
    const last = this.#needed.at(-1) ?? 0;
    const fetched = rung === 0 ? all : rung < 4 ? all.filter((attribute) => attribute <= last) : this.#needed;
    for (const attribute of fetched)
      this.#slotOf.set(attribute, this.#newSlot(types[this.#typeOf(attribute)].representation));
    const certain =
      this.#o.otherwise !== undefined
        ? this.#attributes.length
        : rung < 2
          ? 0
          : Math.min(certainAttributes(this.#attributes), last + 1);
    const { begun, bytes, start } =
      this.#o.otherwise === undefined ? this.#begin(certain) : this.#beginPlain(this.#o.otherwise);
    const walker = new Walker({
      attributes: this.#attributes,
      certain,
      slotOf: (attribute) => this.#slotOf.get(attribute),
      newSlot: (representation) => this.#newSlot(representation),
      missingOf: (attribute) => this.#o.missing.get(attribute),
      begun,
      onlyFlag: (attribute) => (this.#attributes[attribute]?.length ?? 0) < 0 && !read.has(attribute),
      start,
      emit: (item) => this.#items.push(item),
    });
    walker.hasBytes(bytes);
    if (rung < 5) walker.fetch(fetched);
    this.#program(rung < 5 ? undefined : walker);
    return {
      ...this.#d,
      items: this.#items,
      slots: this.#slots,
      ...(this.#plain === undefined ? {} : { plain: this.#plain }),
    };
  }

  #newSlot(representation: Representation): number {
    return this.#slots.push(representation) - 1;
  }

  #emit(opcode: string, ...operands: number[]): void {
    this.#items.push({ opcode: opcodeNumber(opcode), operands });
  }

  #typeOf(attribute: number) {
    return this.#attributes[attribute]?.type as keyof typeof types;
  }

  /** The attribute that a SCAN_VAR reads: no other step has a column. */
  #read(item: Item): number | undefined {
    if (isLabel(item)) return undefined;
    const [column] = operandsWhere(item, ({ kind }) => kind === 'column');
    return column === undefined ? undefined : this.#attributeOf.get(column);
  }

  /** Any tuple: everything is asked of it. */
  #begin(certain: number): { begun: Begun; bytes: number; start: number } {
    const begun: Begun = {
      data: this.#newSlot('i32'),
      end: this.#newSlot('i32'),
      natts: this.#newSlot('i32'),
      nulls: this.#newSlot('i32'),
    };
    const count = this.#attributes.length;
    this.#emit(
      'SCAN_FETCHSOME',
      begun.data,
      begun.end,
      begun.natts,
      begun.nulls,
      count,
      certain,
      headerLength(count) - plainHeader,
    );
    for (let byte = 0; byte * 8 < certain; byte++) {
      this.#emit('CHECK_NULL_BITS', begun.nulls, byte, (1 << Math.min(8, certain - byte * 8)) - 1);
    }
    return { begun, bytes: 0, start: 0 };
  }

  /** A tuple that is as it should be, or else goes to `otherwise`. */
  #beginPlain(otherwise: number): { begun: Begun; bytes: number; start: number } {
    const begun: Begun = { data: this.#newSlot('i32'), end: this.#newSlot('i32'), natts: -1, nulls: -1 };
    const last = this.#needed.at(-1) ?? 0;
    const { bytes, fixed } = fixedPart(this.#attributes, new Set(this.#needed));
    // Nulls in other attributes do not matter when they neither move the data nor what is needed of it.
    const anyNulls = fixed && this.#attributes.length <= 8 && last < certainAttributes(this.#attributes);
    this.#plain = {
      attributes: this.#attributes.length,
      bytes,
      nullBits: anyNulls ? (1 << (last + 1)) - 1 : undefined,
    };
    this.#emit('SCAN_FETCHSOME_PLAIN', begun.data, otherwise);
    if (!fixed) this.#emit('SCAN_FETCHSOME_END', begun.end, begun.data);
    // The address is the tuple's own: its header is a part of every offset.
    return { begun, bytes: plainHeader + bytes, start: plainHeader };
  }

  /** The attributes of which a step reads the value, not only the null flag. */
  #readByValue(): Set<number> {
    const slots = new Set<number>();
    for (const item of this.#d.items) {
      if (isLabel(item)) continue;
      eachOperand(item, ({ kind, readValue }, slot) => {
        if (kind === 'in' && readValue) slots.add(slot);
      });
    }
    const renamed = this.#renamed();
    return new Set(
      this.#d.items.flatMap((item) => {
        const attribute = this.#read(item);
        if (attribute === undefined || isLabel(item)) return [];
        const [slot = -1] = item.operands;
        return slots.has(slot) || !renamed.has(slot) ? [attribute] : [];
      }),
    );
  }

  /** The program without its SCAN_VARs; a walker fetches for each conjunct what it is the first to need. */
  #program(walker: Walker | undefined): void {
    const { items } = this.#d;
    const renamed = this.#renamed();
    const firstNeeded = this.#firstNeeded();
    const later = new Set(this.#needed);
    items.forEach((item, at) => {
      const now = firstNeeded.get(at);
      if (walker !== undefined && now !== undefined) {
        for (const attribute of now) later.delete(attribute);
        walker.fetch(now, later);
      }
      const step = this.#withoutScan(item, renamed);
      if (step !== undefined) this.#items.push(step);
    });
  }

  /** By the place where a conjunct begins, the attributes that it is the first to need, ascending. */
  #firstNeeded(): Map<number, number[]> {
    const { items } = this.#d;
    const starts = new Set([0, ...conjunctEnds(items)]);
    const seen = new Set<number>();
    const found = new Map<number, number[]>();
    let start = 0;
    items.forEach((item, at) => {
      if (starts.has(at)) start = at;
      const attribute = this.#read(item);
      if (attribute === undefined || seen.has(attribute)) return;
      seen.add(attribute);
      found.set(start, [...(found.get(start) ?? []), attribute]);
    });
    for (const attributes of found.values()) attributes.sort((a, b) => a - b);
    return found;
  }

  /** Slots that only one SCAN_VAR writes stand for the attribute's own. */
  #renamed(): Map<number, number> {
    const writes = new Map<number, number>();
    for (const item of this.#d.items) {
      if (isLabel(item)) continue;
      eachOperand(item, ({ kind }, slot) => {
        if (kind === 'out') writes.set(slot, (writes.get(slot) ?? 0) + 1);
      });
    }
    const renamed = new Map<number, number>();
    for (const item of this.#d.items) {
      const attribute = this.#read(item);
      if (attribute === undefined || isLabel(item)) continue;
      const [slot = -1] = item.operands;
      if (writes.get(slot) === 1) renamed.set(slot, this.#slotOf.get(attribute) ?? -1);
    }
    return renamed;
  }

  #withoutScan(item: Item, renamed: ReadonlyMap<number, number>): Item | undefined {
    if (isLabel(item)) return item;
    const attribute = this.#read(item);
    const [slot = -1] = item.operands;
    if (attribute !== undefined) {
      if (renamed.has(slot)) return undefined;
      const representation = types[this.#typeOf(attribute)].representation.toUpperCase();
      return { opcode: opcodeNumber(`MOVE_${representation}`), operands: [slot, this.#slotOf.get(attribute) ?? -1] };
    }
    return renameSlots(item, renamed);
  }
}

function renameSlots(step: Step, renamed: ReadonlyMap<number, number>): Step {
  const operands = [...step.operands];
  eachOperand(step, ({ kind }, slot, place) => {
    if (kind === 'in' || kind === 'out') operands[place] = renamed.get(slot) ?? slot;
  });
  return { ...step, operands };
}

/** SizeofHeapTupleHeader, MAXALIGNed. */
const plainHeader = 24;
/** `t_hoff` of a tuple with a null bitmap. */
const headerLength = (attributes: number): number => (23 + ((attributes + 7) >> 3) + 7) & ~7;

/** How far the wanted attributes reach that lie before the first varlena, in bytes of data, and whether all of them do. */
function fixedPart(attributes: readonly Attribute[], wanted: ReadonlySet<number>): { bytes: number; fixed: boolean } {
  let offset = 0;
  let bytes = 0;
  let found = 0;
  for (const [attribute, { length, align }] of attributes.entries()) {
    if (length < 0) break;
    offset = Math.ceil(offset / align) * align + length;
    if (!wanted.has(attribute)) continue;
    bytes = offset;
    found++;
  }
  return { bytes, fixed: found === wanted.size };
}
