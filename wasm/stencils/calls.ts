/** Which runtime functions definitions call, and with what signatures. */
import type { Statement } from '../../opcodes/language/step.js';
import { partsOf, type Num, type Term } from '../../opcodes/language/term.js';

export interface RuntimeSignature {
  readonly name: string;
  readonly params: readonly Num[];
  readonly result: Num;
}

/** Every runtime function that the statements call, each once, by name. */
export function collectCalls(body: readonly Statement[]): RuntimeSignature[] {
  const found = new Map<string, RuntimeSignature>();
  const visit = (term: Term): void => {
    const { node } = term;
    if (node.kind === 'call')
      found.set(node.runtime, { name: node.runtime, params: node.args.map((a) => a.type), result: term.type });
    partsOf(term).forEach(visit);
  };
  const visitStatement = (statement: Statement): void => {
    switch (statement.kind) {
      case 'set':
        statement.lanes.forEach(visit);
        return;
      case 'setNull':
      case 'let':
        visit(statement.value);
        return;
      case 'if':
        visit(statement.cond);
        statement.then.forEach(visitStatement);
        statement.otherwise.forEach(visitStatement);
        return;
      case 'store':
        visit(statement.address);
        visit(statement.value);
        return;
      case 'return':
        visit(statement.selected);
        return;
      case 'jump':
        return;
    }
  };
  body.forEach(visitStatement);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
