/**
 * The memory of many predicates in one process, of the built package (`npm run build`).
 *
 *   npm run lifetime -- live 20000             all kept, each after it has tested a text of 20,000 characters
 *   npm run lifetime -- forgotten 1000000      made in a loop of `await`, tested once and forgotten
 *
 * Prints the peak of resident memory ten times, and raises whatever a predicate raises.
 */
import { predicate } from 'quern';

const [what, count] = process.argv.slice(2);
const total = Number(count);
if ((what !== 'live' && what !== 'forgotten') || !(total >= 1)) {
  console.error('usage: npm run lifetime -- live|forgotten COUNT');
  process.exit(2);
}
const text = 'x'.repeat(20_000);
const kept = [];
for (let i = 0; i < total; i++) {
  const p = await predicate(`a = ${i} OR t = 'text ${i}'`, { schema: 'a int4, t text' });
  if (p.test({ a: i, t: text }) !== true) throw new Error(`predicate ${i} answers wrongly`);
  if (what === 'live') kept.push(p);
  if ((i + 1) % Math.ceil(total / 10) === 0 || i + 1 === total)
    console.log(`${i + 1} ${what}: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}
// Those that are kept are alive to the end.
for (const [i, p] of kept.entries()) if (p.test({ a: i, t: '' }) !== true) throw new Error(`predicate ${i} is wrong`);
