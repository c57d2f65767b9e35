/** The package as it is when it is installed, without what only compilers and people read: to run the command and the benchmarks as others do. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runBuilt } from '../bench/child-module.js';
import { madeOnce } from './made-once.js';
import { sourceFiles } from './source-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Its folder, bundled once for all test files of a run. */
export const builtPackage = (): Promise<string> =>
  madeOnce('package', async (folder) => {
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
    for (const beside of ['lessons', 'node_modules']) symlinkSync(join(root, beside), join(folder, beside));
    // Only the first needs the bundler.
    const { bundle } = await import('../scripts/bundle.js');
    await bundle(join(folder, 'dist'));
    await withoutTypes('examples', folder);
  });

/** The file of the command in it. */
export const builtCommand = async (): Promise<string> => join(await builtPackage(), 'dist/src/cli/main.js');

/** The file of an example, by its path without extension, as JavaScript: a loader of TypeScript takes longer to start than most examples. In the package's own folder `quern` is the package. */
export const builtExample = async (path: string): Promise<string> =>
  join(await builtPackage(), 'examples', `${path}.js`);

/** Writes the modules of that folder into another, module by module. */
async function withoutTypes(from: string, into: string): Promise<void> {
  const { transformSync } = await import('rolldown/utils');
  for (const file of sourceFiles(from)) {
    const { code, errors } = transformSync(file, readFileSync(join(root, file), 'utf8'));
    if (errors.length > 0) throw new Error(`${file}: ${String(errors[0]?.message)}`);
    const place = join(into, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, code);
  }
}

/** From now on the test file's measuring processes are those of the package. */
export const runBuiltBench = async (): Promise<void> =>
  runBuilt(pathToFileURL(join(await builtPackage(), 'dist/bench/')));
