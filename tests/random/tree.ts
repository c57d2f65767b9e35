/** A random expression: a template of SQL with subexpressions in its holes, so that it can be printed and made smaller. */
import type { TypeName } from '../../src/catalog/types.js';

export interface Tree {
  readonly type: TypeName;
  /** SQL in which each `$` stands for the next part. */
  readonly template: string;
  readonly parts: readonly Tree[];
}

export function print({ template, parts }: Tree): string {
  let next = 0;
  return template.replaceAll('$', () => {
    const part = parts[next++];
    return part === undefined ? '$' : print(part);
  });
}

/** Smaller trees of the same type, the smallest first: any subtree of the type, and this tree with one part made smaller. */
export function* smaller(tree: Tree): Generator<Tree> {
  for (const inner of subtrees(tree)) if (inner !== tree && inner.type === tree.type) yield inner;
  if (tree.parts.length > 0) yield { type: tree.type, template: `(NULL::${tree.type})`, parts: [] };
  for (const [i, part] of tree.parts.entries()) {
    for (const less of smaller(part)) yield { ...tree, parts: tree.parts.with(i, less) };
  }
}

function* subtrees(tree: Tree): Generator<Tree> {
  yield tree;
  for (const part of tree.parts) yield* subtrees(part);
}

/** The smallest tree found that still differs. */
export async function minimise(tree: Tree, differs: (candidate: Tree) => boolean | Promise<boolean>): Promise<Tree> {
  for (const candidate of smaller(tree)) {
    if (await differs(candidate)) return minimise(candidate, differs);
  }
  return tree;
}
