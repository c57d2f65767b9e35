/** The stencils over lanes as they are copied: taken apart once, with which inputs each of them reads a single time. */
import type { OpcodeInfo } from '../../program/metadata.js';
import { parseStencil, type Lane, type Stencil } from '../stencils/stencil.js';

/** Which of the vectors of four rows a hole is for; the first if it does not say it. */
export const vectorOf: Readonly<Partial<Record<Lane, number>>> = { _hi: 1, _1: 1, _2: 2, _3: 3 };
const localGet = 0x20;

type Holes = readonly Pick<OpcodeInfo['operands'][number], 'name' | 'kind'>[];

/** What computes a value for four rows. */
export class LaneCode {
  #stencil: Stencil | undefined;
  #once: readonly boolean[] = [];

  /** The holes of the `code` are named after the `operands`; the value is put into the one at `output`, or, of a condition, left on the stack. */
  constructor(
    readonly code: string,
    readonly operands: Holes,
    readonly output: number,
    readonly condition: boolean,
    readonly raises: boolean,
  ) {}

  get stencil(): Stencil {
    if (this.#stencil === undefined) {
      this.#stencil = parseStencil(this.code, this.operands);
      this.#once = readOnce(this.#stencil, this.output);
    }
    return this.#stencil;
  }

  /** Whether each vector of the input at a place is pushed once, and nothing else is done with it. */
  readsOnce(place: number): boolean {
    return this.stencil.length > 0 && this.#once[place] === true;
  }
}

function readOnce(stencil: Stencil, output: number): readonly boolean[] {
  const once: boolean[] = [];
  const seen = new Set<string>();
  for (const { bytes, hole } of stencil) {
    if (hole?.kind !== 'slot' || hole.place === output) continue;
    const key = `${hole.place} ${vectorOf[hole.lane] ?? 0}`;
    once[hole.place] = once[hole.place] !== false && !seen.has(key) && bytes.at(-1) === localGet;
    seen.add(key);
  }
  return once;
}
