/** PostgreSQL, as PGlite, for test files. Setting up its files takes longer than all else, so it is done once for all test files of a run. */
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { filesInC } from './differential/expression-oracle.js';
import { madeOnce } from './made-once.js';

/** Those that test files have closed: the next file of the same process need not start one. */
const idle: PGlite[] = [];

/** One of the test file's own, as if it had just been set up. Closing it empties it. */
export async function startPGlite(): Promise<PGlite> {
  const db = idle.pop() ?? (await started());
  db.close = async () => {
    await db.exec('ROLLBACK');
    await db.exec('DISCARD ALL');
    await db.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path TO public');
    idle.push(db);
  };
  return db;
}

const started = async (): Promise<PGlite> => PGlite.create({ loadDataDir: await ownFiles() });

/** The files of an `ExpressionOracle`. */
export const pgliteFilesInC = (): Promise<Blob> => filesOf('pglite-c', async () => filesInC(await started()));

const ownFiles = (): Promise<Blob> =>
  filesOf('pglite', async () => {
    const db = await PGlite.create();
    const files = await db.dumpDataDir('none');
    await db.close();
    return files;
  });

async function filesOf(name: string, make: () => Promise<Blob>): Promise<Blob> {
  const file = 'files.tar';
  const folder = await madeOnce(name, async (place) => {
    await writeFile(join(place, file), Buffer.from(await (await make()).arrayBuffer()));
  });
  return openAsBlob(join(folder, file));
}
