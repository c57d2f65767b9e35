/** Whether a PostgreSQL server is installed. Tests that need one are skipped where there is none, and a line says so. */
import { findPostgres } from '../../bench/postgres/server.js';

/** For `describe.skipIf(!serverInstalled)`. */
export const serverInstalled: boolean = findPostgres() !== undefined;

if (!serverInstalled)
  console.warn('No PostgreSQL server is installed (see QUERN_POSTGRES_BIN): tests against a server are skipped.');
