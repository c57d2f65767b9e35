/** Damage to a page: some bits flipped, mostly where they decide about much, or more of it spoiled. */
import { linePointerBytes, lpFlags, pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';
import type { Dice } from './dice.js';

/** What has been done to a page. */
export interface Damage {
  /** In words, for who looks for the reason of a failure. */
  readonly what: string;
  /** The bytes that were changed; undefined when they are very many. */
  readonly bytes: readonly number[] | undefined;
}

interface Tuple {
  readonly pointer: number;
  readonly offset: number;
  readonly length: number;
  /** t_hoff: where the first value is in the tuple, of which a varlena has a header. */
  readonly dataStart: number;
}

/** Where the parts of a whole page are. */
export class Anatomy {
  readonly pointers: number;
  readonly tuples: readonly Tuple[];

  constructor(page: DataView) {
    this.pointers = (page.getUint16(pageHeader.pd_lower, true) - pageHeader.pd_linp) / linePointerBytes;
    const all = Array.from({ length: this.pointers }, (_, n) => {
      const pointer = pageHeader.pd_linp + n * linePointerBytes;
      const word = page.getUint32(pointer, true);
      const offset = word & 0x7fff;
      const flags = (word >>> 15) & 3;
      return {
        pointer,
        offset,
        flags,
        length: word >>> 17,
        dataStart: flags === lpFlags.LP_NORMAL ? page.getUint8(offset + tupleHeader.t_hoff) : 0,
      };
    });
    this.tuples = all.filter(({ flags }) => flags === lpFlags.LP_NORMAL);
  }

  /** The tuple that a byte of the page belongs to. */
  tupleAt(byte: number): Tuple | undefined {
    return this.tuples.find(({ offset, length }) => byte >= offset && byte < offset + ((length + 7) & ~7));
  }
}

/** Damages the page once. */
export function damage(page: DataView, anatomy: Anatomy, dice: Dice): Damage {
  const roll = dice.below(100);
  if (roll < 82) return flipBits(page, anatomy, dice);
  if (roll < 94) return setField(page, anatomy, dice);
  return spoil(page, anatomy, dice);
}

function flipBits(page: DataView, anatomy: Anatomy, dice: Dice): Damage {
  const count = dice.pick([1, 1, 1, 2, 3, 4]);
  const flips = Array.from({ length: count }, () => ({ byte: placeFor(anatomy, dice), bit: dice.below(8) }));
  for (const { byte, bit } of flips) page.setUint8(byte, page.getUint8(byte) ^ (1 << bit));
  return {
    what: `flipped ${flips.map(({ byte, bit }) => `${byte}.${bit}`).join(', ')}`,
    bytes: flips.map(({ byte }) => byte),
  };
}

/** A byte: of the page's header, a line pointer, a tuple's header, its null bitmap, its first value, its data, or anywhere. */
function placeFor(anatomy: Anatomy, dice: Dice): number {
  const { offset, length, dataStart } = dice.pick(anatomy.tuples);
  const roll = dice.below(20);
  if (roll < 2) return dice.below(pageHeader.pd_linp);
  if (roll < 5) return pageHeader.pd_linp + dice.below(anatomy.pointers * linePointerBytes);
  if (roll < 9) return offset + dice.between(tupleHeader.t_infomask2, tupleHeader.t_hoff);
  if (roll < 11) return offset + dice.below(tupleHeader.t_infomask2);
  if (roll < 13) return offset + Math.min(tupleHeader.t_bits + dice.below(3), length - 1);
  if (roll < 15) return offset + Math.min(dataStart, length - 1);
  if (roll < 19) return offset + Math.min(24 + dice.below(Math.max(length - 24, 1)), length - 1);
  return dice.below(pageBytes);
}

/** Gives a field another value that it could have. */
function setField(page: DataView, anatomy: Anatomy, dice: Dice): Damage {
  const { pointer, offset, length, dataStart } = dice.pick(anatomy.tuples);
  const word = page.getUint32(pointer, true);
  const inTuple = (what: string, at: number, bytes: number): Damage => ({
    what: `${what} of the tuple at ${offset}`,
    bytes: Array.from({ length: bytes }, (_, n) => at + n),
  });
  const inPointer = (what: string, value: number): Damage => {
    page.setUint32(pointer, value, true);
    return { what: `${what} of the line pointer at ${pointer} to ${value}`, bytes: [pointer] };
  };
  switch (dice.below(7)) {
    case 0:
      return inPointer('length', (word & 0x1ffff) | (dice.pick([dice.below(length + 1), dice.below(2 ** 15)]) << 17));
    case 1:
      return inPointer('offset', ((word & ~0x7fff) | (dice.below(1024) * 8)) >>> 0);
    case 2:
      return inPointer('flags', ((word & ~0x18000) | (dice.below(4) << 15)) >>> 0);
    case 3:
      page.setUint8(offset + tupleHeader.t_hoff, dice.pick([0, 8, 16, 24, 32, 40, 248, dice.below(256)]));
      return inTuple('t_hoff', offset + tupleHeader.t_hoff, 1);
    case 4:
      page.setUint16(offset + tupleHeader.t_infomask2, dice.pick([dice.below(50), dice.below(2 ** 16)]), true);
      return inTuple('t_infomask2', offset + tupleHeader.t_infomask2, 2);
    case 5: {
      // The beginning of a pointer into the TOAST table.
      const at =
        offset + Math.min(dice.chance(0.5) ? dataStart : 24 + dice.below(Math.max(length - 24, 1)), length - 2);
      page.setUint16(at, dice.pick([0x1201, 0x1201, 0x0101, 0x0301]), true);
      return inTuple('a TOAST pointer', at, 2);
    }
    default: {
      const at = offset + Math.min(24 + dice.below(Math.max(length - 24, 1)), length - 1);
      page.setUint8(at, dice.pick([0, 1, 2, 3, 0xff, 0xfe, dice.below(256)]));
      return inTuple('a byte', at, 1);
    }
  }
}

function spoil(page: DataView, anatomy: Anatomy, dice: Dice): Damage {
  const bytes = new Uint8Array(page.buffer, page.byteOffset, pageBytes);
  const fill = (what: string, from: number, to: number, byte: () => number): Damage => {
    for (let at = from; at < to; at++) bytes[at] = byte();
    return { what: `${what} from ${from} to ${to}`, bytes: undefined };
  };
  const noise = (): number => dice.below(256);
  const from = dice.below(pageBytes);
  switch (dice.below(6)) {
    case 0:
      return fill('zeros', 0, pageBytes, () => 0);
    case 1:
      return fill('noise', 0, pageBytes, noise);
    case 2:
      return fill('noise', dice.pick([pageHeader.pd_linp, 8192 - 512, from]), pageBytes, noise);
    case 3:
      return fill('zeros', from, pageBytes, () => 0);
    case 4:
      return fill('ones', from, Math.min(from + dice.below(64), pageBytes), () => 0xff);
    default: {
      const { offset, length } = dice.pick(anatomy.tuples);
      return fill('noise', offset, offset + length, noise);
    }
  }
}
