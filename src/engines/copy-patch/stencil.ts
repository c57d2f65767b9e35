/** Stencils as the JIT uses them: runs of bytes to copy, and the holes between them. */
import { SqlError } from '../../error.js';
import { stencils } from './stencils.generated.js';

/** What a hole is filled with (CPython's HoleValue). */
export type HoleValue =
  /** The index of the local that holds a lane of a slot, a column's address or the row: `a`, `a_null`, `column_values`, `row`. */
  | { readonly kind: 'local'; readonly name: string }
  /** An operand as an immediate, in the encoding of the type. */
  | { readonly kind: 'const'; readonly name: string; readonly type: 'i32' | 'i64' | 'f32' | 'f64' }
  /** The index of one of the stencil's own locals. */
  | { readonly kind: 'temp'; readonly type: string; readonly index: number }
  /** A branch out of the stencil to an operand's target, from `nesting` blocks deep. */
  | { readonly kind: 'branch'; readonly target: string; readonly nesting: number }
  /** The index of a runtime function, or of `raise`. */
  | { readonly kind: 'call'; readonly func: string }
  /** The index of a type, for a call through the function table. */
  | { readonly kind: 'signature'; readonly signature: string }
  /** A place for other stencils. */
  | { readonly kind: 'place'; readonly name: string };

/** A hole and the bytes before it. */
export interface Piece { readonly bytes: Uint8Array; readonly hole: HoleValue | undefined }
export type Stencil = readonly Piece[];

const parsed: (Stencil | undefined)[] = [];

/** The stencil of an opcode, parsed at its first use. */
export function stencilOf(opcode: number): Stencil {
  let stencil = parsed[opcode];
  if (stencil === undefined) {
    const text = stencils[opcode];
    if (text === undefined) throw new SqlError('XX000', `opcode ${opcode} has no stencil`);
    stencil = parseStencil(text);
    parsed[opcode] = stencil;
  }
  return stencil;
}

export function parseStencil(text: string): Stencil {
  const pieces: Piece[] = [];
  let lastByte = '';
  for (const match of text.matchAll(/((?:[0-9a-f]{2}|\s)*)(?:\{([^}]*)\})?/g)) {
    const [all, run = '', hole] = match;
    if (all === '') break;
    const hexadecimal = run.replaceAll(/\s/g, '');
    lastByte = hexadecimal.slice(-2) || lastByte;
    pieces.push({ bytes: bytesOf(hexadecimal), hole: hole === undefined ? undefined : parseHole(hole, lastByte) });
  }
  return pieces;
}

const constTypes: Readonly<Record<string, 'i32' | 'i64' | 'f32' | 'f64'>> = { '41': 'i32', '42': 'i64', '43': 'f32', '44': 'f64' };

function parseHole(text: string, before: string): HoleValue {
  const rest = text.slice(1);
  switch (text[0]) {
    case '#': return { kind: 'const', name: rest, type: constTypes[before] ?? 'i32' };
    case '%': {
      const [type = '', index = ''] = rest.split('.');
      return { kind: 'temp', type, index: Number(index) };
    }
    case '>': {
      const [target = '', nesting = ''] = rest.split('+');
      return { kind: 'branch', target, nesting: Number(nesting) };
    }
    case '&': return { kind: 'call', func: rest };
    case ':': return { kind: 'signature', signature: rest };
    default: return text === 'prologue' || text === 'body' ? { kind: 'place', name: text } : { kind: 'local', name: text };
  }
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, i) => Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16));
}
