/** Which terms compare two whole numbers, and how: for an engine that holds these numbers in a form of its own, less wide than the term's. */
import type { Term } from '../language/term.js';

export interface WholeComparison {
  readonly by: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
  /** The names of the locals that are compared. */
  readonly left: string;
  readonly right: string;
}

const comparisons: Readonly<Record<string, WholeComparison['by']>> = {
  'i32.eq': 'eq',
  'i32.ne': 'ne',
  'i32.lt_s': 'lt',
  'i32.le_s': 'le',
  'i32.gt_s': 'gt',
  'i32.ge_s': 'ge',
  'i64.eq': 'eq',
  'i64.ne': 'ne',
  'i64.lt_s': 'lt',
  'i64.le_s': 'le',
  'i64.gt_s': 'gt',
  'i64.ge_s': 'ge',
};

/** Undefined if the term does anything else, or compares what has been computed. */
export function comparisonOf({ node }: Term): WholeComparison | undefined {
  if (node.kind !== 'op') return undefined;
  const by = comparisons[node.op];
  const [left, right] = node.args.map(localIn);
  return by === undefined || left === undefined || right === undefined ? undefined : { by, left, right };
}

/** The local that the term gives, perhaps made wider, which changes no number. */
function localIn({ node }: Term): string | undefined {
  if (node.kind === 'local') return node.name;
  const [arg] = node.kind === 'op' && node.op === 'i64.extend_i32_s' ? node.args : [];
  return arg === undefined ? undefined : localIn(arg);
}
