import { writeFileSync } from 'node:fs';
import { exportKernel } from './src/export.ts';
import { predicates } from './src/datasets/predicates.ts';
for (const { name, sql: s } of predicates)
  for (const engine of ['copy-patch', 'vector'] as const) {
    const o = {
      schema:
        'a int4 not null, b int4, c text, d float8 not null, e int8 not null, f date not null, g numeric(12,2), h timestamp not null',
      engine,
    };
    const k = await exportKernel(s, o);
    writeFileSync(`/tmp/h5k/${name}.${engine}.wasm`, k.bytes);
  }
