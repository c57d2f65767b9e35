/** What `auto` did with a statement, in a few words for a table. */
import type { Decision, History } from '../../src/engines/auto/history.js';
import { count } from '../table.js';

/** Such as `wasm-switch, copy-patch from row 65,536 (pays)`. */
export function describeChoice({ decisions }: History): string {
  return decisions.flatMap((decision) => describe(decision) ?? []).join(', ');
}

function describe(decision: Decision): string | undefined {
  switch (decision.kind) {
    case 'interpret':
      return decision.engine;
    case 'compile':
      return `${decision.engine}${decision.row === 0 ? '' : ` from row ${count(decision.row)}`} (${decision.why})`;
    case 'compile in the background':
      return `compiling beside it from row ${count(decision.row)}`;
    case 'try order':
      return undefined;
    case 'keep order':
      return `kept its order at row ${count(decision.row)}`;
    case 'new order':
      return `another order from row ${count(decision.row)}`;
  }
}
