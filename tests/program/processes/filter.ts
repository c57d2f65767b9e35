/** Filters a few rows on every engine and rung: run where code may not be made from strings. */
import { Arena } from '../../../src/arena/arena.js';
import { compileSql } from '../../../src/library/front-end.js';
import { compileQual } from '../../../src/program/compile.js';
import { parseSchema, loadParser, qualList } from '../../../src/sql/index.js';
import { everyEngine, everyRung, outcomes } from '../../engines/outcome.js';
import { tableOf } from '../../engines/table.js';

let refused = false;
try {
  Reflect.construct(Function, ['return 1']);
} catch {
  refused = true;
}
await loadParser();
const arena = new Arena();
const schema = parseSchema('a int4, b text');
const table = tableOf(arena, schema, [
  [1, 'x1'],
  [42, 'x'],
  [null, 'x7'],
  [42, 'y'],
]);
const { expr } = await compileSql("a = 42 AND b LIKE 'x%'", 'predicate', { schema, arena });
const found = everyRung.flatMap((rung) =>
  everyEngine.map((engine) => outcomes(engine, compileQual(qualList(expr), { schema, rung }), table).join(' ')),
);
console.log(JSON.stringify({ refused, found: [...new Set(found)] }));
