/** Writes NOTICE: whose work is in the published files, and under which licence. `--check` says whether it is up to date and whether the site has its own. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundledPackages } from './bundled-packages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8').replaceAll('\r\n', '\n').trim();

/** A package's licence, from the file that it brings. */
function licenceOf(name: string): string {
  const folder = `node_modules/${name}`;
  const file = readdirSync(`${root}${folder}`).find((entry) => /^licen[sc]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} brings no licence`);
  return read(`${folder}/${file}`);
}
const versionOf = (name: string): string =>
  (JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }).version;

interface Part {
  readonly title: string;
  readonly use: string;
  readonly text: string;
}
const parts: readonly Part[] = [
  {
    title: 'PostgreSQL',
    use: "Its parser is in dist, compiled to WebAssembly; the functions' algorithms, the catalog and the messages follow its source.",
    text: read('scripts/notices/PostgreSQL.txt'),
  },
  {
    title: 'libpg_query',
    use: "PostgreSQL's parser taken out of the server.",
    text: read('scripts/notices/libpg_query.txt'),
  },
  {
    title: `assemblyscript ${versionOf('assemblyscript')}`,
    use: 'Its standard library is compiled into the runtime functions.',
    text: `${licenceOf('assemblyscript')}\n\n${read('node_modules/assemblyscript/NOTICE')}`,
  },
  ...bundledPackages.map((name) => ({
    title: `${name} ${versionOf(name)}`,
    use: 'In dist.',
    text: licenceOf(name),
  })),
];
const rule = '='.repeat(80);
const notice = [
  'The published files of quern contain work of others. (What the playground is made of stands in dist/playground/licenses.md.)',
  ...parts.map(({ title, use, text }) => `${rule}\n${title}\n${use}\n\n${text}`),
].join('\n\n');

const file = `${root}NOTICE`;
if (!process.argv.includes('--check')) writeFileSync(file, `${notice}\n`);
else {
  const faults = [
    ...(existsSync(file) && read('NOTICE') === notice.trim()
      ? []
      : ['NOTICE is stale: run `npm run notice` and commit it']),
    ...(existsSync(`${root}dist/playground/licenses.md`) ? [] : ['dist/playground/licenses.md is missing']),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
