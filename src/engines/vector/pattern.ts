/** The bytes that texts are searched for, as vectors: made of a constant's bytes before the first row, so that constants of one kind share the code. */
import type { Body } from '../stencils/body.js';
import type { Writer } from '../stencils/writer.js';
import { op } from './op.js';
import type { Search } from './search.js';

/** What a stencil over views compares with: the wanted bytes of a view's first and second half, with masks; of an infix the first byte, the last, and the places where it may begin. */
export type PatternPart = 'head' | 'headMask' | 'tail' | 'tailMask' | 'first' | 'last' | 'places';

/** Where instructions are written: a kernel. */
interface Target {
  readonly w: Writer;
  readonly body: Body;
  put(...codes: readonly (readonly number[])[]): void;
  get(local: number): void;
  i32(value: number): void;
}

const code = {
  zero: [0x42, 0x00],
  ones: [0x42, 0x7f],
  lowOnes: [0x42, 0xff, 0xff, 0xff, 0xff, 0x0f],
  thirtyTwo: [0x42, 0x20],
  splat64: [0xfd, 0x12],
  splat8: [0xfd, 0x0f],
  lessThan8: [0xfd, 0x25],
} as const;
/** Loads, less their offsets. */
const load = { i64: [0x29, 0x00], i64From32: [0x35, 0x00], i32From8: [0x2d, 0x00] } as const;
/** The number of each byte. */
const places = [0xfd, 0x0c, ...Array.from({ length: 16 }, (_, n) => n)];
/** Ones for the bytes of a view that are a text's. */
const behindLength = [0xfd, 0x0c, ...Array.from({ length: 16 }, (_, n) => (n < 4 ? 0 : 255))];
/** So many bytes of a text are in a view's first half, and in its second. */
const inHead = 4;
const inTail = 8;

/** Pushes the part as a vector. */
export function pushPattern(kernel: Target, slot: number, search: Search, part: PatternPart): void {
  const { before, most, by } = search;
  const size = (): void => {
    pushSize(kernel, slot, search);
  };
  const bytes = (how: keyof typeof load, at: number): void => {
    kernel.get(kernel.body.locals.slot(slot, '_pointer'));
    kernel.put(load[how]);
    kernel.w.u32(before + at);
  };
  /** Ones for the bytes that the literal has from a place on, of as many as `count`. */
  const mask = (from: number, count: number): void => {
    if (most > from + count) {
      kernel.put(count === inHead ? code.lowOnes : code.ones);
      return;
    }
    kernel.put(code.ones);
    kernel.i32(64);
    size();
    kernel.i32(from);
    kernel.put(op.i32Sub);
    kernel.i32(3);
    kernel.put(op.i32Shl, op.i32Sub, op.extendU, op.i64ShrU);
  };
  switch (part) {
    case 'head':
    case 'headMask': {
      const wanted = part === 'head';
      if (by !== 'equality') kernel.put(code.zero);
      else if (wanted) {
        size();
        kernel.put(op.extendU);
      } else kernel.put(code.lowOnes);
      if (most > 0) {
        mask(0, inHead);
        if (wanted) {
          bytes('i64From32', 0);
          kernel.put(op.i64And);
        }
        kernel.put(code.thirtyTwo, op.i64Shl, op.i64Or);
      }
      kernel.put(code.splat64);
      return;
    }
    case 'tail':
    case 'tailMask':
      mask(inHead, inTail);
      if (part === 'tail') {
        bytes('i64', inHead);
        kernel.put(op.i64And);
      }
      kernel.put(code.splat64);
      return;
    case 'first':
      bytes('i32From8', 0);
      kernel.put(code.splat8);
      return;
    case 'last':
      kernel.get(kernel.body.locals.slot(slot, '_pointer'));
      size();
      kernel.i32(1);
      kernel.put(op.i32Sub, op.i32Add, load.i32From8);
      kernel.w.u32(before);
      kernel.put(code.splat8);
      return;
    case 'places':
      kernel.put(behindLength, places);
      kernel.i32(17);
      size();
      kernel.put(op.i32Sub, code.splat8, code.lessThan8, op.v128And);
  }
}

/** Pushes the number of bytes that the constant's literal part has. */
export function pushSize(kernel: Target, slot: number, { before, behind }: Search): void {
  kernel.get(kernel.body.locals.slot(slot, '_length'));
  kernel.i32(before + behind);
  kernel.put(op.i32Sub);
}
