/** Numbers of many rows, as expressions over columns and constants. They are computed where a condition is asked for, four rows at a time, in the registers of the processor. */
import type { Representation } from '../../catalog/types.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { PatternPart } from './pattern.js';
import type { Search } from './search.js';
import type { LaneStencil } from './step.js';
import type { Word } from './words.js';

interface Common {
  readonly representation: Representation;
  /** Has been computed for all rows that come by, so that what it raises has been noted. */
  noted: boolean;
}
export type Lanes = Common &
  (
    | {
        readonly kind: 'column';
        readonly column: number;
        readonly bytes: number;
        readonly opcode: number;
        /** Not where its values begin, but as many bytes later as the last byte of a constant's part is behind its first. */
        readonly ahead?: { readonly slot: number; readonly search: Search };
      }
    | { readonly kind: 'param'; readonly param: number; readonly opcode: number }
    | { readonly kind: 'constant'; readonly slot: number }
    /** What a table of bits begins with (its least value, the number of bits less one), or the first 128 of them. */
    | { readonly kind: 'table'; readonly table: number; readonly part: 'least' | 'mask' | 'bits' }
    /** What the texts of a column are searched for: bytes of a constant. */
    | {
        readonly kind: 'pattern';
        readonly slot: number;
        readonly search: Search;
        readonly part: PatternPart;
      }
    /** One value for the rows of a word, another for the rest. */
    | { readonly kind: 'choice'; readonly rows: Word; readonly then: Lanes; readonly otherwise: Lanes }
    | Computed
  );
export interface Computed extends Common {
  readonly kind: 'computed';
  readonly opcode: number;
  readonly stencil: LaneStencil;
  /** What the stencil's holes are named after, if not after the operands of the step. */
  readonly operands?: OpcodeInfo['operands'];
  /** The inputs by the places of the operands, and the place of the output. */
  readonly inputs: ReadonlyMap<number, Lanes>;
  readonly output: number;
  /** The rows that come by. */
  readonly active: Word;
}

export const isWide = ({ representation }: Lanes): boolean => representation === 'i64' || representation === 'f64';
/** The vectors that four rows take: of a text's view one a row. */
export const vectorsOf = (node: Lanes): number => (node.representation === 'ref' ? 4 : isWide(node) ? 2 : 1);

/** What a value is computed from, each before those that need it, itself last. */
export function inOrder(root: Lanes, found = new Set<Lanes>()): Set<Lanes> {
  if (found.has(root)) return found;
  if (root.kind === 'computed') for (const input of root.inputs.values()) inOrder(input, found);
  else if (root.kind === 'choice') {
    inOrder(root.then, found);
    inOrder(root.otherwise, found);
  }
  found.add(root);
  return found;
}
