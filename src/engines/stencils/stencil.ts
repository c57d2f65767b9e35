/** Stencils as the JIT uses them: runs of bytes to copy, and the holes between them. */
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import { opcodeInfo } from '../../program/steps.js';
import { scans, stencils } from './stencils.generated.js';

/** Which of a slot's locals: its value (of a text, the pointer), a text's length, the null flag, the second vector of four numbers of 64 bits, or a further view of four texts. Of a column: where its values and its validity begin. */
export type Lane = '' | '_pointer' | '_length' | '_null' | '_hi' | '_1' | '_2' | '_3' | '_values' | '_validity';

/** What a hole is filled with (CPython's HoleValue). `place` is the number of the step's operand that it depends on. */
export type HoleValue =
  /** The index of one of the scan loop's locals: `row`, `selected`, or, over lanes, `raised`. */
  | { readonly kind: 'scan'; readonly name: string }
  /** The index of the local that holds a lane of a slot. */
  | { readonly kind: 'slot'; readonly place: number; readonly lane: Lane }
  /** The index of the local that holds an address of a column. */
  | { readonly kind: 'column'; readonly place: number; readonly lane: Lane }
  /** The index of the local that holds the address of a parameter's cell, of a table or of the results. */
  | { readonly kind: 'address'; readonly place: number; readonly operand: AddressKind }
  /** The offset that a load adds to its address. */
  | { readonly kind: 'offset'; readonly place: number }
  /** A constant of the pool, in the encoding of its type. */
  | { readonly kind: 'const'; readonly place: number; readonly type: ConstType }
  /** An operand as an i32: a function's number, or just a number. */
  | { readonly kind: 'immediate'; readonly place: number }
  /** The index of one of the stencil's own locals. */
  | { readonly kind: 'temp'; readonly key: string; readonly type: LocalType }
  /** A branch out of the stencil, from `nesting` blocks deep, to an operand's target or to the end of the row. */
  | { readonly kind: 'branch'; readonly place: number | 'done'; readonly nesting: number }
  /** The index of a runtime function, or of `raise`. */
  | { readonly kind: 'call'; readonly func: string }
  /** The index of a type, for a call through the function table. */
  | { readonly kind: 'signature'; readonly signature: string }
  /** A place for other stencils: `prologue`, `body` or `plain` of a scan loop. */
  | { readonly kind: 'place'; readonly name: string };

/** The kinds of operands that are addresses in or near the frame. */
export type AddressKind = 'param' | 'address';
export type ConstType = 'i32' | 'i64' | 'f32' | 'f64';
export type LocalType = ConstType | 'v128';

/** A hole and the bytes before it. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly hole: HoleValue | undefined;
}
export type Stencil = readonly Piece[];

const parsed: (Stencil | undefined)[] = [];

/** The stencil of an opcode, parsed at its first use. */
export function stencilOf(opcode: number): Stencil {
  let stencil = parsed[opcode];
  if (stencil === undefined) {
    const text = stencils[opcode];
    if (text === undefined) throw new SqlError('XX000', `opcode ${opcode} has no stencil`);
    stencil = parseStencil(text, opcodeInfo(opcode).operands);
    parsed[opcode] = stencil;
  }
  return stencil;
}

/** Parses a stencil's text; `operands` are those of the step that it is for. */
export function parseStencil(text: string, operands: OpcodeInfo['operands']): Stencil {
  const pieces: Piece[] = [];
  let lastByte = '';
  for (const match of text.matchAll(/((?:[0-9a-f]{2}|\s)*)(?:\{([^}]*)\})?/g)) {
    const [all, run = '', hole] = match;
    if (all === '') break;
    const hexadecimal = run.replaceAll(/\s/g, '');
    lastByte = hexadecimal.slice(-2) || lastByte;
    pieces.push({
      bytes: bytesOf(hexadecimal),
      hole: hole === undefined ? undefined : parseHole(hole, lastByte, operands),
    });
  }
  return pieces;
}

const constTypes: Readonly<Record<string, ConstType>> = { '41': 'i32', '42': 'i64', '43': 'f32', '44': 'f64' };

function parseHole(text: string, before: string, operands: OpcodeInfo['operands']): HoleValue {
  const rest = text.slice(1);
  switch (text[0]) {
    case '#': {
      const { place, kind } = operandOf(rest, operands);
      return kind === 'const'
        ? { kind: 'const', place, type: constTypes[before] ?? 'i32' }
        : { kind: 'immediate', place };
    }
    case '@':
      return { kind: 'offset', place: operandOf(rest, operands).place };
    case '%':
      return { kind: 'temp', key: rest, type: rest.slice(0, rest.indexOf('.')) as LocalType };
    case '>': {
      const [target = '', nesting = ''] = rest.split('+');
      return {
        kind: 'branch',
        place: target === 'done' ? 'done' : operandOf(target, operands).place,
        nesting: Number(nesting),
      };
    }
    case '&':
      return { kind: 'call', func: rest };
    case ':':
      return { kind: 'signature', signature: rest };
  }
  if (text === 'prologue' || text === 'body' || text === 'plain') return { kind: 'place', name: text };
  if (text in scans.heap.shared || text === 'raised') return { kind: 'scan', name: text };
  const { place, lane, kind } = operandOf(text, operands);
  if (kind === 'param' || kind === 'address') return { kind: 'address', place, operand: kind };
  return { kind: kind === 'column' ? 'column' : 'slot', place, lane };
}

/** Splits `a_null` into the place of the operand `a` and `_null`. */
function operandOf(name: string, operands: OpcodeInfo['operands']) {
  const place = operands.reduce((best, operand, i) => {
    const matches = name === operand.name || name.startsWith(`${operand.name}_`);
    return matches && operand.name.length > (operands[best]?.name.length ?? 0) ? i : best;
  }, -1);
  const found = operands[place];
  if (found === undefined) throw new SqlError('XX000', `no operand for the hole ${name}`);
  return { place, lane: name.slice(found.name.length) as Lane, kind: found.kind };
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, i) =>
    Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16),
  );
}
