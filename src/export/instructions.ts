/**
 * The walk over a function's instructions: what of them are indices into the module's lists of functions, types, globals, tables and data, which change when
 * modules are linked, and which constants they hold, among which are addresses of data. Everything else is passed over by the form of its operands.
 */
import { SqlError } from '../error.js';
import type { Writer } from '../engines/stencils/writer.js';
import { signed, type Reader } from '../kernel/reader.js';

/** What an index counts. */
export type IndexSpace = 'function' | 'type' | 'global' | 'table' | 'data';

export interface InstructionVisitor {
  /** An index; what it returns takes its place when the body is copied. */
  index(space: IndexSpace, index: number): number;
  /** The operand of `i32.const`, or the offset of a load or store. */
  constant?(value: number): void;
}

/** Operands of an opcode, in order. */
type Operands = readonly (
  | IndexSpace
  | 'block'
  | 'label'
  | 'labels'
  | 'memory'
  | 'i32'
  | 'leb'
  | 'f32'
  | 'f64'
  | 'byte'
  | 'types'
)[];

const none: Operands = [];
const simple: Readonly<Record<number, Operands>> = {
  2: ['block'],
  3: ['block'],
  4: ['block'],
  12: ['label'],
  13: ['label'],
  14: ['labels'],
  16: ['function'],
  17: ['type', 'table'],
  18: ['function'],
  19: ['type', 'table'],
  28: ['types'],
  32: ['leb'],
  33: ['leb'],
  34: ['leb'],
  35: ['global'],
  36: ['global'],
  37: ['table'],
  38: ['table'],
  63: ['byte'],
  64: ['byte'],
  65: ['i32'],
  66: ['leb'],
  67: ['f32'],
  68: ['f64'],
  208: ['byte'],
  210: ['function'],
};
const isSimple = (opcode: number): boolean =>
  opcode <= 0x01 ||
  opcode === 0x05 ||
  opcode === 0x0b ||
  opcode === 0x0f ||
  opcode === 0x1a ||
  opcode === 0x1b ||
  (opcode >= 0x45 && opcode <= 0xc4) ||
  opcode === 0xd1;

/** After 0xfc: conversions that saturate, and bulk memory. */
const bulk: Readonly<Record<number, Operands>> = {
  8: ['data', 'byte'],
  9: ['data'],
  10: ['byte', 'byte'],
  11: ['byte'],
};

/** After 0xfd, SIMD: loads and stores; loads and stores of a lane; constants and shuffles; lanes. */
function simd(opcode: number): Operands {
  if (opcode <= 11 || opcode === 92 || opcode === 93) return ['memory'];
  if (opcode >= 84 && opcode <= 91) return ['memory', 'byte'];
  if (opcode === 12 || opcode === 13) return new Array<'byte'>(16).fill('byte');
  if (opcode >= 21 && opcode <= 34) return ['byte'];
  return none;
}

function operandsOf(opcode: number, reader: Reader): Operands {
  const known = simple[opcode];
  if (known !== undefined) return known;
  if (opcode >= 0x28 && opcode <= 0x3e) return ['memory'];
  if (isSimple(opcode)) return none;
  if (opcode === 0xfd) return simd(reader.u32());
  if (opcode === 0xfc) {
    const second = reader.u32();
    if (second <= 7) return none;
    const found = bulk[second];
    if (found !== undefined) return found;
  }
  throw new SqlError('XX000', `the WebAssembly instruction 0x${opcode.toString(16)} cannot be linked`);
}

/** Visits a function's instructions, and copies them to `out` with the indices that the visitor gives. The locals have been passed already. */
export function walkInstructions(reader: Reader, visitor: InstructionVisitor, out?: Writer): void {
  /** Where what has not been copied yet begins. */
  let from = reader.at;
  /** Reads a number and writes what it gives in its shortest form: stencils have their holes padded. */
  const rewrite = (read: () => number, encode?: (value: number) => Uint8Array): void => {
    const at = reader.at;
    const given = read();
    if (out === undefined) return;
    out.copy(reader.bytes.subarray(from, at));
    if (encode === undefined) out.u32(given);
    else out.copy(encode(given));
    from = reader.at;
  };
  const replace = (space: IndexSpace): void => {
    rewrite(() => visitor.index(space, reader.u32()));
  };
  while (!reader.done) {
    const opcode = reader.byte();
    for (const operand of operandsOf(opcode, reader)) {
      switch (operand) {
        case 'function':
        case 'type':
        case 'global':
        case 'table':
        case 'data':
          replace(operand);
          break;
        case 'block': {
          // A value type or none is one byte; all else is the index of a type.
          const byte = reader.bytes[reader.at] ?? 0;
          if (byte === 0x40 || (byte >= 0x6f && byte <= 0x7f)) reader.byte();
          else replace('type');
          break;
        }
        case 'label':
          rewrite(() => reader.u32());
          break;
        case 'labels':
          reader.vector(() => reader.u32());
          reader.u32();
          break;
        case 'memory':
          rewrite(() => reader.u32());
          rewrite(() => {
            const offset = reader.u32();
            visitor.constant?.(offset);
            return offset;
          });
          break;
        case 'i32':
          rewrite(() => {
            const value = reader.i32();
            visitor.constant?.(value);
            return value;
          }, signed);
          break;
        case 'leb':
          while ((reader.byte() & 0x80) !== 0);
          break;
        case 'f32':
          reader.take(4);
          break;
        case 'f64':
          reader.take(8);
          break;
        case 'byte':
          reader.byte();
          break;
        case 'types':
          reader.vector(() => reader.byte());
      }
    }
  }
  out?.copy(reader.bytes.subarray(from, reader.at));
}
