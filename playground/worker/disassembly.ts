/** WebAssembly's bytes as text, as far as stencils go: one instruction a line, in the names of the specification. */
import { instructionNames, saturating } from './instruction-names.js';

export interface Instruction {
  /** Where it begins in the module. */
  readonly at: number;
  readonly text: string;
  /** The hole that its number was patched into. */
  readonly hole?: string;
}

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** An unsigned LEB128. */
  unsigned(): number {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80 || this.at >= this.bytes.length) return result;
    }
  }

  /** A signed LEB128 of so many bits. */
  signed(bits: 32 | 64): bigint {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80 || this.at >= this.bytes.length) return BigInt.asIntN(bits, result);
    }
  }

  float(bytes: 4 | 8): number {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, bytes);
    this.at += bytes;
    return bytes === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  }
}

const blockTypes: Readonly<Record<number, string>> = {
  64: '',
  127: ' (result i32)',
  126: ' (result i64)',
  125: ' (result f32)',
  124: ' (result f64)',
};

/** The instructions of a run of code that begins at `start` of its module; `holes` says what was patched in at which place. */
export function instructionsOf(code: Uint8Array, start: number, holes: ReadonlyMap<number, string>): Instruction[] {
  const reader = new Reader(code);
  const found: Instruction[] = [];
  while (reader.at < code.length) {
    const from = reader.at;
    const text = instruction(reader);
    let hole: string | undefined;
    for (let at = from; at < reader.at; at++) hole ??= holes.get(start + at);
    found.push({ at: start + from, text, ...(hole === undefined ? {} : { hole }) });
  }
  return found;
}

function instruction(reader: Reader): string {
  const opcode = reader.byte();
  if (opcode === 0xfc) {
    const which = reader.unsigned();
    if (which === 10) return `memory.copy ${reader.byte()} ${reader.byte()}`;
    if (which === 11) return `memory.fill ${reader.byte()}`;
    return saturating[which] ?? `0xfc ${which}`;
  }
  const name = instructionNames[opcode];
  if (name === undefined) return `0x${opcode.toString(16)}`;
  return `${name}${immediates(opcode, reader)}`;
}

function immediates(opcode: number, reader: Reader): string {
  if (opcode >= 0x02 && opcode <= 0x04) {
    const type = reader.byte();
    return blockTypes[type] ?? ` (type ${type})`;
  }
  if (opcode === 0x0e) {
    const targets = Array.from({ length: reader.unsigned() + 1 }, () => reader.unsigned());
    return ` ${targets.join(' ')}`;
  }
  if (opcode === 0x11 || opcode === 0x13) {
    const type = reader.unsigned();
    return ` (type ${type}) (table ${reader.unsigned()})`;
  }
  if ((opcode >= 0x0c && opcode <= 0x12) || (opcode >= 0x20 && opcode <= 0x26))
    return opcode === 0x0f ? '' : ` ${reader.unsigned()}`;
  if (opcode >= 0x28 && opcode <= 0x3e) {
    const align = reader.unsigned();
    const offset = reader.unsigned();
    return `${offset === 0 ? '' : ` offset=${offset}`}${align === 0 ? '' : ` align=${2 ** align}`}`;
  }
  if (opcode === 0x3f || opcode === 0x40) return reader.byte() === 0 ? '' : ' ?';
  switch (opcode) {
    case 0x41:
      return ` ${reader.signed(32)}`;
    case 0x42:
      return ` ${reader.signed(64)}`;
    case 0x43:
      return ` ${reader.float(4)}`;
    case 0x44:
      return ` ${reader.float(8)}`;
    default:
      return '';
  }
}
