/** The package as it is when it is installed, without what only compilers and people read: to run the command and the benchmarks as others do. */
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runBuilt } from '../bench/child-module.js';
import { madeOnce } from './made-once.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Its folder, bundled once for all test files of a run. */
export const builtPackage = (): Promise<string> =>
  madeOnce('package', async (folder) => {
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
    for (const beside of ['lessons', 'node_modules']) symlinkSync(join(root, beside), join(folder, beside));
    // Only the first needs the bundler.
    const { bundle } = await import('../scripts/bundle.js');
    await bundle(join(folder, 'dist'));
  });

/** The file of the command in it. */
export const builtCommand = async (): Promise<string> => join(await builtPackage(), 'dist/src/cli/main.js');

/** From now on the test file's measuring processes are those of the package. */
export const runBuiltBench = async (): Promise<void> =>
  runBuilt(pathToFileURL(join(await builtPackage(), 'dist/bench/')));
