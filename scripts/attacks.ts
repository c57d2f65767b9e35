/**
 * The time and memory of each attack of tests/hostile/attacks.ts at its full size, each in a process of its own with the built package (`npm run build`).
 *
 *   npm run attacks -- [PART OF A NAME]
 *
 * Prints a line for each: seconds from the text to the last row, with all that is loaded for it; those of the processor on all threads; the peak of the process's resident memory; what
 * came of it. Ends with exit
 * status 1 if one takes more than it may, or a process dies.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { attacks, schema, type Attack } from '../tests/hostile/attacks.js';

const size = 100;
const mostSeconds = 2;
const mostBytes = 600e6;
const usualRow = { a: 1, b: 2, t: 'x', d: '2020-01-01', o: true };

interface Outcome {
  readonly result: string;
  readonly seconds: number;
  readonly processor: number;
  readonly bytes: number;
}

/** Undefined when its process died without a word. */
async function outcomeOf({ sql, rows = [usualRow], params }: Attack): Promise<Outcome | undefined> {
  const child = fork(fileURLToPath(new URL('attack.mjs', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
  });
  const ended = once(child, 'exit');
  child.send({ sql, rows, params, schema });
  const told = await Promise.race([once(child, 'message'), ended.then(() => [])]);
  await ended;
  return told[0] as Outcome | undefined;
}

const [part = ''] = process.argv.slice(2);
let failed = 0;
let count = 0;
const most = { seconds: 0, bytes: 0 };
for (const attack of attacks(size)) {
  if (!attack.name.includes(part)) continue;
  count++;
  const outcome = await outcomeOf(attack);
  if (outcome === undefined) {
    failed++;
    console.log(`                  died      ${attack.name}`);
    continue;
  }
  const { result, seconds, processor, bytes } = outcome;
  const isTooMuch = seconds > mostSeconds || bytes > mostBytes;
  if (isTooMuch) failed++;
  most.seconds = Math.max(most.seconds, seconds);
  most.bytes = Math.max(most.bytes, bytes);
  const times = [seconds, processor].map((each) => `${each.toFixed(2).padStart(6)} s`).join(' ');
  const memory = `${(bytes / 1e6).toFixed(0).padStart(5)} MB`;
  console.log(`${times} ${memory}  ${result.padEnd(8)}  ${attack.name}${isTooMuch ? '  TOO MUCH' : ''}`);
}
console.log(
  `${count} attacks: at most ${most.seconds.toFixed(2)} s and ${(most.bytes / 1e6).toFixed(0)} MB; ${failed} took more than ${mostSeconds} s or ${mostBytes / 1e6} MB, or died`,
);
process.exitCode = failed === 0 && count > 0 ? 0 : 1;
