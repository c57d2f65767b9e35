/** `npx tsx bench/hosts/prepare.ts FOLDER ROWS`: the canonical predicates as kernels, and the dataset `demo` for them, for hosts in other languages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { predicates } from '../../src/datasets/predicates.js';
import { demoHeap } from '../../src/datasets/heap-dataset.js';
import { exportKernel } from '../../src/export.js';
import { writeDemoColumns } from './demo-columns.js';

const [folder = 'hosts', rows = '10000000'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const { name, sql } of predicates)
  for (const engine of ['copy-patch', 'vector'] as const)
    writeFileSync(
      join(folder, `${name}.${engine}.wasm`),
      (await exportKernel(sql, { schema: demoHeap.schema, engine })).bytes,
    );
writeFileSync(
  join(folder, 'predicates.json'),
  JSON.stringify(Object.fromEntries(predicates.map((p) => [p.name, p.sql]))),
);
writeDemoColumns(folder, Number(rows));
