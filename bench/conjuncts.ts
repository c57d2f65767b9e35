/** A canonical predicate as the typed, simplified list of conditions that programs are compiled from. */
import { compileSql } from '../src/library/front-end.js';
import type { Expr } from '../src/sql/expression.js';
import { qualList } from '../src/sql/index.js';
import { demoSchema } from './dataset.js';
import { predicateNamed, type PredicateName } from './predicates.js';

export async function conjunctsOf(predicate: PredicateName): Promise<readonly Expr[]> {
  const { expr } = await compileSql(predicateNamed(predicate).sql, 'predicate', { schema: demoSchema });
  return qualList(expr);
}
