import fc from 'fast-check';
import { anyExpression } from './random/expression.js';
import { print } from './random/tree.js';
console.time('gen');
const s = fc.sample(anyExpression(5), { numRuns: 2000, seed: 1 });
console.timeEnd('gen');
console.log(s.slice(0,20).map(print).join('\n')); console.log(s.map(t=>print(t).length).reduce((a,b)=>a+b)/s.length);
