/** The modules that processes of ours run. */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What `fork` needs. */
export interface ChildModule {
  readonly file: string;
  readonly execArgv: readonly string[];
}

/** Are these the sources? Then modules are TypeScript, and Node needs a loader for them. */
const isSource = import.meta.url.endsWith('.ts');
/** Where built modules are that stand in for the sources. */
let built: URL | undefined;

/** From now on processes run the modules of this folder, a built `bench`: tests of the sources do so, for the loader takes longer than what they measure. */
export function runBuilt(folder: URL): void {
  built = folder;
}

/** The module at that path in this folder, without its extension. */
export function childModule(path: string): ChildModule {
  const fromSource = isSource && built === undefined;
  const file = new URL(`${path}.${fromSource ? 'ts' : 'js'}`, built ?? import.meta.url);
  return { file: fileURLToPath(file), execArgv: fromSource ? loader() : [] };
}

/** Does a process run a module as it is written? */
export const runsSource = (): boolean => isSource && built === undefined;

/** Node's arguments for a module of TypeScript. */
export const loader = (): string[] => ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
