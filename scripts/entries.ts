/** The modules that are published under their own names: what `package.json` exports, the command, and the benchmarks' processes. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each benchmark that measures in a process of its own has a `child.ts`. */
const children = readdirSync(`${root}bench`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(^|\/)(child|worker)\.ts$/.test(file))
  .map((file) => `bench/${file.replace(/\.ts$/, '')}`);

const modules = [
  'src/index',
  'src/csv',
  'src/ndjson',
  'src/json',
  'src/heap',
  'src/arrow',
  'src/parquet',
  'src/pg',
  'src/export',
  'src/threads',
  'src/thread',
  'src/changes',
  'src/predictor/index',
  'src/cli/main',
  'src/cli/own-predictor-child',
  'bench/start',
  'bench/growth/figure',
  ...children,
];

/** By the name in `dist`, without `.js`: the file. */
export const entries: Readonly<Record<string, string>> = Object.fromEntries(
  modules.map((module) => [module, `${root}${module}.ts`]),
);
