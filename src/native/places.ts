/** Where in a module of copied stencils the code of each step is. The module's own writer is watched while it copies: a stencil's runs of bytes are known by their identity. */
import { divisors } from '../engines/stencils/baking.js';
import { Body } from '../engines/stencils/body.js';
import { Imports } from '../engines/stencils/imports.js';
import { writeModule } from '../engines/stencils/module.js';
import { scanCode } from '../engines/stencils/scan-code.js';
import { stencilOf } from '../engines/stencils/stencil.js';
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

class WatchedWriter extends Writer {
  readonly copies: { readonly at: number; readonly bytes: Uint8Array }[] = [];

  override copy(bytes: Uint8Array): void {
    this.copies.push({ at: this.length, bytes });
    super.copy(bytes);
  }
}

/** The module of a program over columns, and the places of its steps. Raises 0A000 for heap pages. */
export function placesOf(program: Program): Places {
  const baked = divisors(program);
  const { bytes: module } = writeModule(program, baked);
  const [loop, ...others] = scanCode(program.layout);
  if (loop === undefined || others.length > 0)
    throw new SqlError('0A000', 'native code is shown for programs over columns only');
  const writer = new WatchedWriter();
  new Body(program, baked, writer, new Imports()).write(loop);
  const start = lastPlaceOf(module, writer.bytes);
  const steps: StepPlace[] = [];
  let next = 0;
  for (const step of decode(program.code)) {
    if (step === undefined) break;
    const stencil = stencilOf(step.opcode);
    const first = stencil[0]?.bytes;
    while (next < writer.copies.length && writer.copies[next]?.bytes !== first) next++;
    const from = start + (writer.copies[next]?.at ?? 0);
    next += stencil.length;
    const to = start + (writer.copies[next]?.at ?? writer.length);
    steps.push({ number: steps.length, opcode: step.opcode, name: step.info.name, from, to });
  }
  return { module, steps };
}

/** Where the code is in its module: it is there once, near the end. */
function lastPlaceOf(module: Uint8Array, code: Uint8Array): number {
  for (let at = module.length - code.length; at >= 0; at--)
    if (code.every((byte, n) => module[at + n] === byte)) return at;
  throw new SqlError('XX000', 'the code is not in its module');
}
