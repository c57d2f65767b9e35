/** Filters a few rows on every engine: run where code may not be made from strings, with the package as it is installed. */
import { engineNames, load, predicate } from 'quern';

let refused = false;
try {
  Reflect.construct(Function, ['return 1']);
} catch {
  refused = true;
}
const schema = 'a int4, b text';
const kept = { a: 42, b: 'x' };
const rows = [{ a: 1, b: 'x1' }, kept, { a: null, b: 'x7' }, { a: 42, b: 'y' }];
const table = await load(schema, rows);
const found = [];
for (const engine of engineNames) {
  const p = await predicate("a = 42 AND b LIKE 'x%'", { schema, engine });
  found.push([engine, { batch: [...p.indices(table)], objects: p.filter(rows).length, row: p.test(kept) }]);
}
console.log(JSON.stringify({ refused, found: Object.fromEntries(found) }));
