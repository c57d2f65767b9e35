/** Renaming of locals in terms and statements: how a definition is put into another one's names. */
import type { Statement } from './step.js';
import type { Term } from './term.js';

export type Rename = (name: string) => string;

export function renameTerm<T extends Term>(term: T, rename: Rename): T {
  const { node } = term;
  const again = <U extends Term>(t: U): U => renameTerm(t, rename);
  switch (node.kind) {
    case 'const':
      return term;
    case 'local':
      return { ...term, node: { ...node, name: rename(node.name) } };
    case 'op':
      return { ...term, node: { ...node, args: node.args.map(again) } };
    case 'load':
      return { ...term, node: { ...node, address: again(node.address) } };
    case 'if':
      return {
        ...term,
        node: { ...node, cond: again(node.cond), then: again(node.then), otherwise: again(node.otherwise) },
      };
    case 'let':
      return { ...term, node: { ...node, name: rename(node.name), value: again(node.value), body: again(node.body) } };
    case 'check':
      return { ...term, node: { ...node, cond: again(node.cond), body: again(node.body) } };
    case 'call':
      return { ...term, node: { ...node, args: node.args.map(again) } };
    case 'callFunction':
      return { ...term, node: { ...node, func: again(node.func), args: node.args.map(again) } };
  }
}

/** `rename` maps names of locals, `slot` the operands that are written or jumped to. */
export function renameStatement(statement: Statement, rename: Rename, slot: Rename): Statement {
  const term = <T extends Term>(t: T): T => renameTerm(t, rename);
  const all = (list: readonly Statement[]) => list.map((s) => renameStatement(s, rename, slot));
  switch (statement.kind) {
    case 'set':
      return { ...statement, slot: slot(statement.slot), lanes: statement.lanes.map(term) };
    case 'setNull':
      return { ...statement, slot: slot(statement.slot), value: term(statement.value) };
    case 'let':
      return { ...statement, name: rename(statement.name), value: term(statement.value) };
    case 'if':
      return {
        ...statement,
        cond: term(statement.cond),
        then: all(statement.then),
        otherwise: all(statement.otherwise),
      };
    case 'jump':
      return { ...statement, to: slot(statement.to) };
    case 'store':
      return { ...statement, address: term(statement.address), value: term(statement.value) };
    case 'return':
      return { ...statement, selected: term(statement.selected) };
  }
}
