import { predicate } from '../src/index.js';
import { objectRows, rowSchema } from './objects/rows.js';
const [,, how, sql, n] = process.argv as any;
const rows = objectRows(Number(n ?? 100), 1) as any[];
const p = await predicate(sql, { schema: rowSchema });
const f = how === 'filter' ? () => p.filter(rows) : () => { const k=[]; for (const r of rows) if (p.test(r) === true) k.push(r); return k; };
const t0=performance.now(); let runs=0; while(performance.now()-t0<1000){f();runs++}
const rep=Math.max(1,Math.ceil(runs/1000)); let best=1e9;
for(let i=0;i<400;i++){const b=performance.now();for(let k=0;k<rep;k++)f();best=Math.min(best,(performance.now()-b)*1e6/rep/rows.length)}
console.log(how, sql.padEnd(40),best.toFixed(2),'ns/row');
