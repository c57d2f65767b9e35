/** The stencils over lanes as they are copied: parsed once, with which inputs each of them reads a single time. */
import { opcodeInfo } from '../../program/steps.js';
import { parseStencil, type Lane, type Stencil } from '../stencils/stencil.js';
import type { Computed, Lanes } from './lanes.js';

interface Parsed {
  readonly stencil: Stencil;
  /** The places of the inputs of which each vector is pushed once, and nothing else is done with it. */
  readonly readOnce: ReadonlySet<number>;
}

/** Which of the vectors of four rows a hole is for; the first if it does not say it. */
export const vectorOf: Readonly<Partial<Record<Lane, number>>> = { _hi: 1, _1: 1, _2: 2, _3: 3 };
const localGet = 0x20;

/** By their instructions and the opcode, after whose operands the holes are named. */
const parsed = new Map<string, Map<number, Parsed>>();

export function laneStencil({ stencil: { code }, opcode, operands, output }: Computed): Parsed {
  let alike = parsed.get(code);
  if (alike === undefined) {
    alike = new Map();
    parsed.set(code, alike);
  }
  let found = alike.get(opcode);
  if (found === undefined) {
    // The places of the operands in the stencil are those of the step.
    const stencil = parseStencil(code, operands ?? opcodeInfo(opcode).operands);
    found = { stencil, readOnce: readOnce(stencil, output) };
    alike.set(opcode, found);
  }
  return found;
}

function readOnce(stencil: Stencil, output: number): ReadonlySet<number> {
  const once = new Set<number>();
  const more = new Set<number>();
  const seen = new Set<string>();
  for (const { bytes, hole } of stencil) {
    if (hole?.kind !== 'slot' || hole.place === output) continue;
    const key = `${hole.place} ${vectorOf[hole.lane] ?? 0}`;
    if (seen.has(key) || bytes.at(-1) !== localGet) more.add(hole.place);
    else once.add(hole.place);
    seen.add(key);
  }
  for (const place of more) once.delete(place);
  return once;
}

/** The columns that can be loaded where they are read: by one stencil, once. */
export function foldable(nodes: readonly Lanes[]): ReadonlySet<Lanes> {
  const found = new Set<Lanes>();
  const readers = new Map<Lanes, number>();
  const note = (node: Lanes): void => {
    readers.set(node, (readers.get(node) ?? 0) + 1);
  };
  for (const node of nodes) {
    if (node.kind === 'choice') {
      note(node.then);
      note(node.otherwise);
    } else if (node.kind === 'computed') {
      const { readOnce: once } = laneStencil(node);
      for (const [place, input] of node.inputs) {
        note(input);
        if (input.kind === 'column' && once.has(place)) found.add(input);
      }
    }
  }
  for (const node of found) if ((readers.get(node) ?? 0) > 1) found.delete(node);
  return found;
}
