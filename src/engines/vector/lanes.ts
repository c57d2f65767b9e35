/** Numbers of many rows, as expressions over columns and constants. They are computed where a condition is asked for, four rows at a time, in the registers of the processor. */
import type { Representation } from '../../catalog/types.js';
import type { LaneCode } from './lane-stencil.js';
import type { PatternPart } from './pattern.js';
import type { Search } from './search.js';
import type { Word } from './words.js';

interface Common {
  readonly representation: Representation;
  /** Has been computed for all rows that come by, so that what it raises has been noted. */
  noted: boolean;
  /** The last walk in which it was met, and how many read it there. */
  walk: number;
  readers: number;
  /** What holds it in the loop that is written: of what is the same for all rows a local, of anything else its first vector's place in the pool. */
  local: number;
}
/** What is the same for all rows. */
export type Splat = Common &
  (
    | { readonly kind: 'param'; readonly param: number; readonly opcode: number }
    | { readonly kind: 'constant'; readonly slot: number }
    /** What a table of bits begins with (its least value, the number of bits less one), or the first 128 of them. */
    | { readonly kind: 'table'; readonly table: number; readonly part: TablePart }
    /** What the texts of a column are searched for: bytes of a constant. */
    | {
        readonly kind: 'pattern';
        readonly slot: number;
        readonly search: Search;
        readonly part: PatternPart;
      }
  );
export interface Column extends Common {
  readonly kind: 'column';
  readonly column: number;
  readonly bytes: number;
  /** What fetches it for one row. */
  readonly opcode: number;
  /** Not where its values begin, but as many bytes later as the last byte of a constant's part is behind its first. */
  readonly ahead: Ahead | undefined;
  /** Whether it is loaded where it is read, and the local that holds where the values of the rows at hand begin. */
  folded: boolean;
  address: number;
}
/** One value for the rows of a word, another for the rest. */
export interface Choice extends Common {
  readonly kind: 'choice';
  readonly rows: Word;
  readonly then: Lanes;
  readonly otherwise: Lanes;
}
export interface Computed extends Common {
  readonly kind: 'computed';
  readonly code: LaneCode;
  /** The inputs by the places of the operands. */
  readonly inputs: readonly (Lanes | undefined)[];
  /** The rows that come by. */
  readonly active: Word;
}
export type Lanes = Splat | Column | Choice | Computed;
export type TablePart = 'least' | 'mask' | 'bits';
export interface Ahead {
  readonly slot: number;
  readonly search: Search;
}

/** All nodes are objects of one hidden class, because the loops over lanes read them all at the same places. */
class Node {
  walk = 0;
  readers = 0;
  local = -1;
  slot = -1;
  param = -1;
  table = -1;
  column = -1;
  part: string | undefined = undefined;
  search: Search | undefined = undefined;
  opcode = -1;
  bytes = 0;
  ahead: Ahead | undefined = undefined;
  folded = false;
  address = -1;
  rows: Word | undefined = undefined;
  then: Lanes | undefined = undefined;
  otherwise: Lanes | undefined = undefined;
  code: LaneCode | undefined = undefined;
  inputs: readonly (Lanes | undefined)[] | undefined = undefined;
  active: Word | undefined = undefined;

  constructor(
    readonly kind: Lanes['kind'],
    readonly representation: Representation,
    public noted: boolean,
  ) {}
}

export function constantLanes(slot: number, representation: Representation): Lanes {
  const node = new Node('constant', representation, true);
  node.slot = slot;
  return node as Lanes;
}
export function paramLanes(param: number, opcode: number, representation: Representation): Lanes {
  const node = new Node('param', representation, true);
  node.param = param;
  node.opcode = opcode;
  return node as Lanes;
}
export function tableLanes(table: number, part: TablePart): Lanes {
  const node = new Node('table', 'i32', true);
  node.table = table;
  node.part = part;
  return node as Lanes;
}
export function patternLanes(slot: number, search: Search, part: PatternPart): Lanes {
  const node = new Node('pattern', 'i32', true);
  node.slot = slot;
  node.search = search;
  node.part = part;
  return node as Lanes;
}
export function columnLanes(
  column: number,
  opcode: number,
  bytes: number,
  representation: Representation,
  ahead?: Ahead,
): Column {
  const node = new Node('column', representation, true);
  node.column = column;
  node.opcode = opcode;
  node.bytes = bytes;
  node.ahead = ahead;
  return node as Column;
}
export function choiceLanes(rows: Word, then: Lanes, otherwise: Lanes): Lanes {
  const node = new Node('choice', then.representation, false);
  node.rows = rows;
  node.then = then;
  node.otherwise = otherwise;
  return node as Lanes;
}
/** `active` are the rows that come by. */
export function computedLanes(
  code: LaneCode,
  inputs: readonly (Lanes | undefined)[],
  active: Word,
  representation: Representation,
): Computed {
  const node = new Node('computed', representation, !code.raises);
  node.code = code;
  node.inputs = inputs;
  node.active = active;
  return node as Computed;
}

export const isSplat = (node: Lanes): node is Splat =>
  node.kind === 'constant' || node.kind === 'param' || node.kind === 'table' || node.kind === 'pattern';
export const isWide = ({ representation }: Lanes): boolean => representation === 'i64' || representation === 'f64';
/** The vectors that four rows take: of a text's view one a row. */
export const vectorsOf = (node: Lanes): number => (node.representation === 'ref' ? 4 : isWide(node) ? 2 : 1);

let walks = 0;
/** What a value is computed from, each before those that need it, itself last. */
export function inOrder(root: Lanes): Lanes[] {
  const found: Lanes[] = [];
  visit(root, ++walks, found);
  return found;
}

function visit(node: Lanes, walk: number, found: Lanes[]): void {
  if (node.walk === walk) return;
  node.walk = walk;
  node.readers = 0;
  if (node.kind === 'computed') {
    for (let place = 0; place < node.inputs.length; place++) {
      const input = node.inputs[place];
      if (input !== undefined) visit(input, walk, found);
    }
  } else if (node.kind === 'choice') {
    visit(node.then, walk, found);
    visit(node.otherwise, walk, found);
  } else if (node.kind === 'column') node.folded = false;
  found.push(node);
}

/** Finds the columns that can be loaded where they are read: by one stencil, once. */
export function foldColumns(order: readonly Lanes[]): void {
  for (let n = 0; n < order.length; n++) {
    const node = order[n];
    if (node?.kind === 'choice') {
      node.then.readers++;
      node.otherwise.readers++;
    } else if (node?.kind === 'computed') {
      for (let place = 0; place < node.inputs.length; place++) {
        const input = node.inputs[place];
        if (input === undefined) continue;
        input.readers++;
        if (input.kind === 'column' && node.code.readsOnce(place)) input.folded = true;
      }
    }
  }
  for (let n = 0; n < order.length; n++) {
    const node = order[n];
    if (node?.kind === 'column' && node.readers !== 1) node.folded = false;
  }
}
