import { compileSql } from '../src/library/front-end.js';
import { compileScalar, compileQual } from '../src/program/compile.js';
import { disassemble } from '../src/program/disassemble.js';
import { lowerScalar } from '../src/program/lower.js';
import { readFileSync } from 'node:fs';
const [sql='', schema=''] = process.argv.slice(2);
const c = await compileSql(sql, 'expression', { schema });
console.log(JSON.stringify(c.expr));
for (const rung of [0,1,2,3,4] as const) {
 try { console.log(rung, '\n'+disassemble(compileScalar(c.expr, {schema:c.schema, rung}),c.schema)); } catch(e) { console.log(rung, String(e)); }
}
