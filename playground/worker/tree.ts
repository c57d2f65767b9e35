/** The typed expression as a tree of labels: what each node is, its type, whether it can be null, and where it was written. */
import { types } from '../../src/catalog/types.js';
import { formatValue } from '../../src/functions/text-value.js';
import type { Expr } from '../../src/sql/expression.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { isNotNull } from '../../src/sql/index.js';
import { childrenOf } from '../../src/sql/children.js';
import { characterPosition } from '../../src/sql/parse/position.js';
import { workerArena } from './source.js';

export interface TreeNode {
  /** PostgreSQL's name of the node: `FuncExpr`. */
  readonly kind: string;
  /** What is particular about it: the function, the column, the value. */
  readonly label: string;
  readonly type: string;
  readonly canBeNull: boolean;
  /** In code points of the text, from 1; undefined for what nobody wrote. */
  readonly position?: number | undefined;
  readonly children: readonly TreeNode[];
}

/** Nodes beyond this many are left out, and counted. */
const mostNodes = 500;

/** The tree, and how many of its nodes were too many. */
export function treeOf(expr: Expr, sql: string): { readonly root: TreeNode; readonly omitted: number } {
  let nodes = 0;
  let omitted = 0;
  const visit = (node: Expr): TreeNode => {
    nodes++;
    const children: TreeNode[] = [];
    for (const child of childrenOf(node)) {
      if (nodes < mostNodes) children.push(visit(child));
      else omitted++;
    }
    return {
      kind: node.kind,
      label: labelOf(node),
      type: types[node.type].sqlName,
      canBeNull: !isNotNull(node, supportedFunctions),
      position: node.location < 0 ? undefined : characterPosition(sql, node.location),
      children,
    };
  };
  return { root: visit(expr), omitted };
}

function labelOf(node: Expr): string {
  switch (node.kind) {
    case 'Var':
      return node.name;
    case 'Const':
      return node.value === null
        ? 'NULL'
        : node.type === 'text'
          ? `'${String(node.value)}'`
          : formatValue(workerArena(), node.type, node.value);
    case 'Param':
      return `$${node.number}`;
    case 'FuncExpr':
    case 'DistinctExpr':
    case 'NullIfExpr':
      return node.func;
    case 'ScalarArrayOpExpr':
      return `${node.func} ${node.useOr ? 'ANY' : 'ALL'}`;
    case 'BoolExpr':
    case 'MinMaxExpr':
      return node.op;
    case 'NullTest':
    case 'BooleanTest':
      return node.test.replaceAll('_', ' ');
    case 'CaseExpr':
    case 'CaseTestExpr':
    case 'CoalesceExpr':
      return '';
  }
}
