/** `npx tsx bench/hosts/start.ts FOLDER`: what it takes to start each kernel of `prepare.ts` in Node: compiling its module and making an instance of it, medians in milliseconds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'hosts'] = process.argv.slice(2);
const rounds = 31;
const median = (times: number[]): string => (times.sort((a, b) => a - b)[rounds >> 1] ?? 0).toFixed(3);

for (const name of readdirSync(folder).filter((file) => file.endsWith('.wasm'))) {
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  const compiled: number[] = [];
  const made: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const module = new WebAssembly.Module(bytes);
    const middle = performance.now();
    new WebAssembly.Instance(module);
    compiled.push(middle - start);
    made.push(performance.now() - middle);
  }
  console.log(`${name} ${bytes.length} bytes, compiled ${median(compiled)}, instance ${median(made)}`);
}
