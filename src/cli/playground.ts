/** `quern playground`: serves the built site to this machine only, with the headers that precise timers and shared memory need. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { SqlError } from '../error.js';
import { Failure, status, usage } from './failure.js';

/** What the files of the site are. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The page is alone in its process (COOP, COEP), and its parts come from here only. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cache-Control': 'no-cache',
};

const moreHelp = `
The address is printed when the site can be opened; Ctrl-C ends it. It listens on 127.0.0.1 only, and the page asks no other host for anything.

Examples:
  quern playground
  quern playground --port 8080
`;

export function playgroundCommand(): Command {
  return new Command('playground')
    .option('--port <N>', 'the port to listen on; 0 takes any that is free', portNumber, 4321)
    .addHelpText('after', moreHelp)
    .action(async ({ port }: { port: number }) => {
      const server = await servePlayground(await siteFolder(), port);
      process.stdout.write(`${addressOf(server)}\n`);
      await ended(server);
    });
}

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

/** Listens on 127.0.0.1; a port that is taken ends the command with a status that says that the command line was wrong. */
export function servePlayground(folder: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => {
      response.writeHead(500, headers).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(usage(`port ${port} is taken`, 'Choose another with --port; 0 takes any that is free.'));
      else if (error.code === 'EACCES')
        reject(
          usage(`port ${port} may not be used`, 'Ports below 1024 are for the system; choose another with --port.'),
        );
      else reject(new Failure(status.data, new SqlError('58030', `could not listen: ${error.message}`)));
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Where the site can be opened. */
export function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}/`;
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

async function answer(
  folder: string,
  { method, url = '/', headers: { host } }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocal(host)) {
    response
      .writeHead(421, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      .end('the playground answers for localhost and 127.0.0.1 only\n');
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileOf(folder, url);
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || found?.isFile() !== true) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  if (method === 'HEAD') response.end();
  else {
    // A download that is broken off closes the file too; nobody is there to be told.
    await pipeline(createReadStream(file), response).catch(() => undefined);
  }
}

/** Whether a request is meant for this machine. A page of another host whose name was made to lead here has that name in its requests. */
function isLocal(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/i.test(host ?? '');
}

/** What the engine `optimizing` needs and the site does not have: the package, if it is installed. */
function binaryenFile(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('binaryen');
  } catch {
    return undefined;
  }
}

/** The file that a request means; undefined for one outside of the site, or one that cannot be read as a path. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
    if (path.includes('\0') || path.includes('\\')) return undefined;
    if (path === '/assets/binaryen.js') return binaryenFile();
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return file.startsWith(`${folder}${folder.endsWith(sep) ? '' : sep}`) ? file : undefined;
  } catch {
    return undefined;
  }
}
