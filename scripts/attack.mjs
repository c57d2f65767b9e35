/** One attack in a process of its own, of the built package: `scripts/attacks.ts` sends it and is told what became of it, in how much time and memory. */
import { predicate, SqlError } from 'quern';

process.once('message', async ({ sql, rows, params, schema }) => {
  const before = process.cpuUsage();
  const begun = performance.now();
  let result;
  try {
    const p = await predicate(sql, { schema });
    result = `${p.filter(rows, params ?? p.paramTypes.map(() => 'x')).length} rows`;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    result = error.code;
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  const bytes = process.resourceUsage().maxRSS * 1024;
  process.send?.({ result, seconds, processor: (user + system) / 1e6, bytes }, () => process.exit(0));
});
