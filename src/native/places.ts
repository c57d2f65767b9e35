/** Where in a module of copied stencils the code of each step is. The module's own writer is watched while it copies: a stencil's runs of bytes are known by their identity. */
import { divisors } from '../engines/stencils/baking.js';
import { Body } from '../engines/stencils/body.js';
import { Imports } from '../engines/stencils/imports.js';
import { writeModule } from '../engines/stencils/module.js';
import { scanCode } from '../engines/stencils/scan-code.js';
import { stencilOf, type Stencil } from '../engines/stencils/stencil.js';
import { Writer } from '../engines/stencils/writer.js';
import { SqlError } from '../error.js';
import { decode } from '../program/decode.js';
import type { Program } from '../program/program.js';

/** A step's bytes: from `from` to before `to`, in the module. */
export interface StepPlace {
  /** Counted from 0 in the program. */
  readonly number: number;
  readonly opcode: number;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface Places {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly steps: readonly StepPlace[];
}

/** A step's stencil as it was copied; places are counted from the beginning of the code. */
export interface CopiedStep {
  readonly number: number;
  readonly opcode: number;
  readonly name: string;
  readonly stencil: Stencil;
  /** Where each piece of the stencil is. */
  readonly pieces: readonly number[];
  /** Where what was copied next begins, or the code ends. */
  readonly next: number;
}

/** A module with the code in it. */
export interface Copied {
  readonly module: Uint8Array<ArrayBuffer>;
  /** The runtime functions that it calls. */
  readonly functions: readonly string[];
  readonly code: Uint8Array;
  /** Where the code begins in the module. */
  readonly start: number;
  readonly steps: readonly CopiedStep[];
}

/** Notes what was copied, and where to. */
class WatchedWriter extends Writer {
  readonly copies: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  override copy(bytes: Uint8Array): void {
    this.copies.push({ at: this.length, bytes });
    super.copy(bytes);
  }
}

/** The module of a program over columns, and where each stencil was copied to. Raises 0A000 for heap pages, 54000 for a program that is too large to be compiled. */
export function copiedSteps(program: Program): Copied {
  const baked = divisors(program);
  const { bytes: module, functions } = writeModule(program, baked);
  const [loop, ...others] = scanCode(program.layout);
  if (loop === undefined || others.length > 0)
    throw new SqlError('0A000', 'native code is shown for programs over columns only');
  const writer = new WatchedWriter();
  new Body(program, baked, writer, new Imports()).write(loop);
  const { copies } = writer;
  const steps: CopiedStep[] = [];
  let next = 0;
  for (const step of decode(program.code)) {
    if (step === undefined) break;
    const stencil = stencilOf(step.opcode);
    while (next < copies.length && copies[next]?.bytes !== stencil[0]?.bytes) next++;
    const pieces = copies.slice(next, next + stencil.length).map(({ at }) => at);
    next += stencil.length;
    const { opcode, info } = step;
    const after = copies[next]?.at ?? writer.length;
    steps.push({ number: steps.length, opcode, name: info.name, stencil, pieces, next: after });
  }
  const code = writer.bytes.slice();
  return { module, functions, code, start: lastPlaceOf(module, code), steps };
}

/** The module of a program over columns, and the places of its steps. Raises what `copiedSteps` raises. */
export function placesOf(program: Program): Places {
  const { module, start, steps } = copiedSteps(program);
  return {
    module,
    steps: steps.map(({ number, opcode, name, pieces, next }) => ({
      number,
      opcode,
      name,
      from: start + (pieces[0] ?? 0),
      to: start + next,
    })),
  };
}

/** Where the code is in its module: it is there once, near the end. */
function lastPlaceOf(module: Uint8Array, code: Uint8Array): number {
  for (let at = module.length - code.length; at >= 0; at--)
    if (code.every((byte, n) => module[at + n] === byte)) return at;
  throw new SqlError('XX000', 'the code is not in its module');
}
