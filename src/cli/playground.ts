/** `quern playground`: serves the built site, to this machine only unless told, with the headers that precise timers and shared memory need. */
import { stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { SqlError } from '../error.js';
import { Failure, status } from './failure.js';
import { addressesOf, servePlayground } from './site-server.js';

const moreHelp = `
The address is printed when the site can be opened; Ctrl-C ends it. It listens on 127.0.0.1 only unless --host is given, and the page asks no other host for anything.
Where @electric-sql/pglite is installed, in the working folder or beside quern, the page can ask PostgreSQL.

Examples:
  quern playground
  quern playground --port 8080
  quern playground --host 0.0.0.0      for a classroom: everybody in the network can open it
`;

export function playgroundCommand(): Command {
  return new Command('playground')
    .option('--port <N>', 'the port to listen on; 0 takes any that is free', portNumber, 4321)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 opens it to the whole network', '127.0.0.1')
    .addHelpText('after', moreHelp)
    .action(async ({ port, host }: { port: number; host: string }) => {
      const server = await servePlayground(await siteFolder(), port, { host });
      process.stdout.write(`${addressesOf(server, host).join('\n')}\n`);
      if (!isOfThisMachine(host)) process.stderr.write(openToOthers);
      await ended(server);
    });
}

const openToOthers = `quern: everybody in this network can open these addresses, unencrypted, until Ctrl-C. The server gives the site and nothing else of this machine.
quern: browsers give a page that does not come from 127.0.0.1 a coarse clock, and no clipboard.
`;

const isOfThisMachine = (host: string): boolean => /^(?:127\.|localhost$|::1$)/.test(host);

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

/** Beside the compiled command (dist/src/cli), or in dist when the sources are run. */
const packagePlaces = ['../../playground', '../../dist/playground'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The first of the places where a built site is. Raises 58P01 when there is none. */
export async function siteFolder(places: readonly string[] = packagePlaces): Promise<string> {
  for (const folder of places) {
    // The sources have an index.html too, but not the folder that it is built into.
    const built = [join(folder, 'index.html'), join(folder, 'assets')].map((part) =>
      stat(part).then(
        () => true,
        () => false,
      ),
    );
    if (!(await Promise.all(built)).includes(false)) return folder;
  }
  throw new Failure(
    status.data,
    new SqlError('58P01', 'the playground is not in this installation', {
      hint: 'In a clone of the repository, `npm run build` builds it.',
    }),
  );
}

/** When the process is told to stop, the server stops. */
function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
