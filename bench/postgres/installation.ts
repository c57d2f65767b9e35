/** Where a PostgreSQL server is installed, and as whom it can be run: it refuses to run as root. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SqlError } from '../../src/error.js';

/** Whom a process is run as: numbers of /etc/passwd. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const holdsServer = (folder: string): boolean =>
  ['initdb', 'postgres'].every((program) => isExecutable(join(folder, program)));

/**
 * The folder that holds `initdb` and `postgres`, or undefined when no server is installed: QUERN_POSTGRES_BIN (58P01 when it holds
 * none), then PATH, then what pg_config (or PG_CONFIG) names, then Debian's folders, the newest version first. Always undefined on Windows, where the
 * server is reached over no Unix socket by default.
 */
export function findPostgres(): string | undefined {
  if (process.platform === 'win32') return undefined;
  const asked = process.env['QUERN_POSTGRES_BIN'];
  if (asked !== undefined && asked !== '') {
    if (holdsServer(asked)) return asked;
    throw new SqlError('58P01', `no initdb and postgres in QUERN_POSTGRES_BIN: ${asked}`, {
      hint: 'Name the folder that holds the server programs, or unset the variable.',
    });
  }
  return [...(process.env['PATH'] ?? '').split(delimiter), ...fromPgConfig(), ...debianFolders()].find(holdsServer);
}

function fromPgConfig(): string[] {
  const program = process.env['PG_CONFIG'] ?? 'pg_config';
  const { status, stdout } = spawnSync(program, ['--bindir'], { encoding: 'utf8' });
  return status === 0 ? [stdout.trim()] : [];
}

function debianFolders(): string[] {
  const root = '/usr/lib/postgresql';
  try {
    return readdirSync(root)
      .filter((name) => /^\d+$/.test(name))
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

/** Whom to run the server as: undefined for ourselves, and when we are root the account that Debian's packages make, or nobody. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]): [string | undefined, Account] => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account !== undefined) return account;
  throw new SqlError('42501', 'PostgreSQL does not run as root, and there is neither an account postgres nor nobody', {
    hint: 'Run this as another user than root.',
  });
}
