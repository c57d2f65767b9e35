/**
 * Builds what is published: the modules, the manual page, and the declarations of the library's types. The playground is built by Vite afterwards.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';
import { bundledPackages } from './bundled-packages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

rmSync(`${root}dist`, { recursive: true, force: true });
const chunks = await bundle(`${root}dist`);
writeFileSync(`${root}dist/quern.1`, execFileSync(process.execPath, [`${root}dist/src/cli/main.js`, 'man']));

// One character beyond ASCII makes V8 read the whole chunk in two bytes a character.
for (const { fileName } of chunks)
  if (readFileSync(`${root}dist/${fileName}`).some((byte) => byte > 0x7f))
    throw new Error(`dist/${fileName} has characters beyond ASCII`);

const found = new Set(
  chunks
    .flatMap((chunk) => chunk.moduleIds)
    .flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []),
);
const unnamed = [...found].filter((name) => !bundledPackages.includes(name));
if (unnamed.length > 0)
  throw new Error(`${unnamed.join(', ')} is bundled and not in scripts/bundled-packages.ts, from which NOTICE is made`);

execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});

// The parse tree's types come from a package that dependents do not have, so they are put beside the others.
const nodes = `${root}dist/src/sql/parse/nodes.d.ts`;
const declared = ['enums', 'types'].map((file) =>
  readFileSync(`${root}node_modules/@pgsql/types/${file}.d.ts`, 'utf8'),
);
writeFileSync(nodes, declared.join('').replace(/^import .* from ["']\.\/enums["'];$/m, ''));
for (const file of readdirSync(`${root}dist/src`, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = `${root}dist/src/${file}`;
  const text = readFileSync(path, 'utf8');
  if (!text.includes("'libpg-query'")) continue;
  const beside = relative(dirname(path), nodes).replace(/\.d\.ts$/, '.js');
  writeFileSync(path, text.replaceAll("'libpg-query'", `'${beside.startsWith('.') ? beside : `./${beside}`}'`));
}

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
console.log(`quern ${version}: ${chunks.length} files in dist`);
