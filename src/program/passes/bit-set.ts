/**
 * A set of small integers of a known bound, of which a copy costs nothing. The passes and the verifier keep one for each place that is jumped to: with plain
 * bit vectors their time would grow with the square of a program. Here copies share what they have in common (a trie whose nodes are never changed but
 * copied along the way to a member, as in Driscoll et al., Making Data Structures Persistent), and an intersection or a union looks only at where two sets
 * differ, which at the places of one program is little.
 */

/** 32 members as the bits of a word; or 16 parts, each of as many members; or 0 for a part of any size that has none. */
type Node = number | readonly Node[];

const wordBits = 5;
const nodeBits = 4;
const parts = 1 << nodeBits;
const noParts: readonly Node[] = new Array<Node>(parts).fill(0);

export class BitSet {
  #root: Node = 0;
  /** By how many bits a member is shifted to give its part of the root; below `wordBits` when the root is a word. */
  readonly #shift: number;

  /** The empty set for members from 0 to below `bound`. */
  constructor(bound: number) {
    let shift = wordBits - nodeBits;
    while (2 ** (shift + nodeBits) < bound) shift += nodeBits;
    this.#shift = shift;
  }

  has(n: number): boolean {
    let node = this.#root;
    for (let shift = this.#shift; typeof node !== 'number'; shift -= nodeBits)
      node = node[(n >>> shift) & (parts - 1)] ?? 0;
    return ((node >>> (n & 31)) & 1) === 1;
  }

  add(n: number): void {
    this.#root = changed(this.#root, this.#shift, n, true);
  }

  delete(n: number): void {
    this.#root = changed(this.#root, this.#shift, n, false);
  }

  /** Another set with the same members; what becomes of the one does not touch the other. */
  clone(): BitSet {
    const copy = new BitSet(2 ** (this.#shift + nodeBits));
    copy.#root = this.#root;
    return copy;
  }

  /** Keeps what is in both; `other` has the same bound. */
  intersect(other: BitSet): void {
    this.#root = common(this.#root, other.#root);
  }

  /** Takes in what is in the other; it has the same bound. */
  unite(other: BitSet): void {
    this.#root = either(this.#root, other.#root);
  }
}

/** The node with a member or without it: the same node when nothing changes. */
function changed(node: Node, shift: number, n: number, member: boolean): Node {
  if (shift < wordBits) {
    const bit = 1 << (n & 31);
    return member ? Number(node) | bit : Number(node) & ~bit;
  }
  const children = typeof node === 'number' ? noParts : node;
  const at = (n >>> shift) & (parts - 1);
  const before = children[at] ?? 0;
  const after = changed(before, shift - nodeBits, n, member);
  if (after === before) return node;
  const copy = children.slice();
  copy[at] = after;
  return copy;
}

/** What is in both nodes. */
function common(a: Node, b: Node): Node {
  if (a === b) return b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' && typeof b === 'number' ? a & b : 0;
  const children = merged(a, b, common);
  return typeof children !== 'number' && children.every((part) => part === 0) ? 0 : children;
}

/** What is in one of the nodes or in both. */
function either(a: Node, b: Node): Node {
  if (a === b || b === 0) return a;
  if (a === 0) return b;
  return typeof a === 'number' || typeof b === 'number' ? Number(a) | Number(b) : merged(a, b, either);
}

/** The nodes with their parts put together: one of them itself where it can be, so that the next time they are seen to be the same. */
function merged(a: readonly Node[], b: readonly Node[], together: (a: Node, b: Node) => Node): Node {
  let isA = true;
  let isB = true;
  const children = b.map((part, i) => {
    const other = a[i] ?? 0;
    const both = together(other, part);
    if (both !== other) isA = false;
    if (both !== part) isB = false;
    return both;
  });
  return isB ? b : isA ? a : children;
}
