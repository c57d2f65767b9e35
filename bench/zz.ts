import { objectContestants } from './objects/contestants.js';
import { objectPredicates } from './objects/predicates.js';
import { objectRows } from './objects/rows.js';
const [,, c, p, n] = process.argv as any;
const rows = objectRows(Number(n), 1);
const f = await (objectContestants as any)[c].prepare((objectPredicates as any)[p], rows);
const t0=performance.now(); let runs=0; while(performance.now()-t0<1500){f(rows);runs++}
const rep=Math.max(1,Math.ceil(runs/1500*2)); let best=1e9;
for(let i=0;i<300;i++){const b=performance.now();for(let k=0;k<rep;k++)f(rows);best=Math.min(best,(performance.now()-b)*1e6/rep/rows.length)}
console.log(c.padEnd(14),p.padEnd(6),n,best.toFixed(2),'ns/row',(best*rows.length).toFixed(0),'ns/call');
