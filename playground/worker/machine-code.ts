/**
 * Copying and patching, made visible: the stencil of each step, the same bytes with the holes filled, where they are in the finished module, and the instructions that they
 * are. The module's own writer is watched while it copies: a stencil's runs of bytes are known by their identity.
 */
import { divisors } from '../../src/engines/stencils/baking.js';
import { Body } from '../../src/engines/stencils/body.js';
import { Imports } from '../../src/engines/stencils/imports.js';
import { writeModule } from '../../src/engines/stencils/module.js';
import { scanCode } from '../../src/engines/stencils/scan-code.js';
import { stencilOf } from '../../src/engines/stencils/stencil.js';
import { stencils } from '../../src/engines/stencils/stencils.generated.js';
import { Writer } from '../../src/engines/stencils/writer.js';
import { SqlError } from '../../src/error.js';
import { decode } from '../../src/program/decode.js';
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

/** Notes what was copied, and where to. */
class WatchedWriter extends Writer {
  readonly copies: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  override copy(bytes: Uint8Array): void {
    this.copies.push({ at: this.length, bytes });
    super.copy(bytes);
  }
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The code of a program. Raises 54000 for one that is too large to be compiled. */
export function codeOf(program: Program): CodeView {
  const baked = divisors(program);
  const { bytes: module, functions } = writeModule(program, baked);
  const [loop, ...others] = scanCode(program.layout);
  if (loop === undefined || others.length > 0) throw new SqlError('0A000', 'only programs over columns are shown');
  const writer = new WatchedWriter();
  new Body(program, baked, writer, new Imports()).write(loop);
  const code = writer.bytes.slice();
  const start = find(module, code);
  const steps: StepCode[] = [];
  let next = 0;
  const decoded = [...decode(program.code)].flatMap((step) => (step === undefined ? [] : [step]));
  for (const [number, step] of decoded.slice(0, mostSteps).entries()) {
    const stencil = stencilOf(step.opcode);
    const texts = holesIn(stencils[step.opcode] ?? '');
    const first = stencil[0]?.bytes;
    while (next < writer.copies.length && writer.copies[next]?.bytes !== first) next++;
    const from = writer.copies[next]?.at ?? 0;
    const patched: Run[] = [];
    let to = from;
    stencil.forEach(({ bytes, hole }, piece) => {
      const begin = writer.copies[next + piece]?.at ?? to;
      const end = begin + bytes.length;
      if (bytes.length > 0) patched.push({ hex: hexOf(bytes) });
      to = end;
      if (hole === undefined) return;
      const after = writer.copies[next + piece + 1]?.at ?? code.length;
      // Behind the last hole the block of a jump's target may be closed: that is no part of the stencil.
      to = piece + 1 < stencil.length ? after : end + holeWidth(hole.kind, hole.kind === 'const' ? hole.type : '');
      patched.push({ hex: hexOf(code.subarray(end, to)), hole: texts[piece] ?? hole.kind });
    });
    next += stencil.length;
    steps.push({
      number,
      opcode: step.opcode,
      name: step.info.name,
      stencil: stencils[step.opcode] ?? '',
      patched,
      from: start + from,
      to: start + to,
      instructions: instructionsOf(code.subarray(from, to), start + from, namesByPlace(patched, start + from)),
    });
  }
  return {
    steps,
    omitted: Math.max(decoded.length - mostSteps, 0),
    module,
    body: { from: start, to: start + code.length },
    functions,
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

/** Where the bytes are in the module; they are there once. */
function find(module: Uint8Array, code: Uint8Array): number {
  for (let at = module.length - code.length; at >= 0; at--) {
    let same = 0;
    while (same < code.length && module[at + same] === code[same]) same++;
    if (same === code.length) return at;
  }
  throw new SqlError('XX000', 'the code is not in its module');
}
