/** `npx tsx examples/lineitem/export.ts FOLDER`: the filters of TPC-H's queries 6 and 12 as kernels, q6.wasm and q12.wasm. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportKernel } from '../../src/export.js';

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8').trim();
const [folder = '.'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const query of ['q6', 'q12']) {
  const { bytes } = await exportKernel(text(`${query}.sql`), { schema: text('schema.sql'), engine: 'vector' });
  writeFileSync(join(folder, `${query}.wasm`), bytes);
}
