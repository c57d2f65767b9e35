/** Predicates as the typed, simplified lists of conditions that programs are compiled from. */
import type { HeapTable } from '../src/catalog/attribute.js';
import { compileSql } from '../src/library/front-end.js';
import type { Expr } from '../src/sql/expression.js';
import { qualList } from '../src/sql/index.js';
import { demoSchema } from './dataset.js';
import { predicateNamed, type PredicateName } from './predicates.js';

export async function conjunctsOf(predicate: PredicateName): Promise<readonly Expr[]> {
  const { expr } = await compileSql(predicateNamed(predicate).sql, 'predicate', { schema: demoSchema });
  return qualList(expr);
}

/** Of a predicate over a table's heap pages. */
export async function heapConjuncts(sql: string, table: HeapTable): Promise<readonly Expr[]> {
  const { expr } = await compileSql(sql, 'predicate', { table });
  return qualList(expr);
}
