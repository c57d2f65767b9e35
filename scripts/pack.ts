/** Packs what has been built as it would be published: packed/quern.tgz. `npm run packed` builds it before. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}packed`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
// The script `prepack` would build once more.
const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
  cwd: root,
  encoding: 'utf8',
});
const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
renameSync(`${folder}/${filename}`, `${folder}/quern.tgz`);
console.log(`packed/quern.tgz, which is ${filename}`);
