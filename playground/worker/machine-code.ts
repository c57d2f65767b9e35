/** Copying and patching, made visible: the stencil of each step, the same bytes with the holes filled, where they are in the finished module, and the instructions that they are. */
import { stencils } from '../../src/engines/stencils/stencils.generated.js';
import { copiedSteps, type CopiedStep } from '../../src/native/places.js';
import type { Program } from '../../src/program/program.js';
import { instructionsOf, type Instruction } from './disassembly.js';

/** A run of bytes of a step; `hole` names what was patched in. */
export interface Run {
  readonly hex: string;
  readonly hole?: string;
}

export interface StepCode {
  readonly number: number;
  readonly opcode: number;
  /** The opcode's full name, as the generated code has it. */
  readonly name: string;
  /** The stencil as it was generated, holes in braces. */
  readonly stencil: string;
  readonly patched: readonly Run[];
  /** Where its bytes are in the module. */
  readonly from: number;
  readonly to: number;
  readonly instructions: readonly Instruction[];
}

export interface CodeView {
  readonly steps: readonly StepCode[];
  readonly omitted: number;
  readonly module: Uint8Array;
  /** Where the function with the program begins and ends in the module. */
  readonly body: { readonly from: number; readonly to: number };
  /** The runtime functions that it calls. */
  readonly functions: readonly string[];
}

/** Steps beyond this many are left out. */
const mostSteps = 400;

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The code of a program. Raises 54000 for one that is too large to be compiled. */
export function codeOf(program: Program): CodeView {
  const { module, functions, code, start, steps } = copiedSteps(program);
  return {
    steps: steps.slice(0, mostSteps).map((step) => stepCode(step, code, start)),
    omitted: Math.max(steps.length - mostSteps, 0),
    module,
    body: { from: start, to: start + code.length },
    functions,
  };
}

function stepCode({ number, opcode, name, stencil, pieces }: CopiedStep, code: Uint8Array, start: number): StepCode {
  const texts = holesIn(stencils[opcode] ?? '');
  const from = pieces[0] ?? 0;
  const patched: Run[] = [];
  let to = from;
  stencil.forEach(({ bytes, hole }, piece) => {
    const end = (pieces[piece] ?? to) + bytes.length;
    if (bytes.length > 0) patched.push({ hex: hexOf(bytes) });
    to = end;
    if (hole === undefined) return;
    // After the last hole the block of a jump's target may be closed: that is no part of the stencil.
    to = pieces[piece + 1] ?? end + holeWidth(hole.kind, hole.kind === 'const' ? hole.type : '');
    patched.push({ hex: hexOf(code.subarray(end, to)), hole: texts[piece] ?? hole.kind });
  });
  return {
    number,
    opcode,
    name,
    stencil: stencils[opcode] ?? '',
    patched,
    from: start + from,
    to: start + to,
    instructions: instructionsOf(code.subarray(from, to), start + from, namesByPlace(patched, start + from)),
  };
}

/** How many bytes a hole is patched with (writer.ts). */
function holeWidth(kind: string, type: string): number {
  if (kind === 'immediate') return 5;
  if (kind === 'const') return { i32: 5, i64: 10, f32: 4, f64: 8 }[type] ?? 5;
  return 3;
}

const holesIn = (stencil: string): string[] => [...stencil.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);

/** The holes' names by the place of their first byte. */
function namesByPlace(patched: readonly Run[], from: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let at = from;
  for (const { hex, hole } of patched) {
    if (hole !== undefined) names.set(at, hole);
    at += (hex.length + 1) / 3;
  }
  return names;
}
