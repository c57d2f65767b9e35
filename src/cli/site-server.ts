/** The server of the playground: the built site, and packages that are installed here, to this machine or, when told so, to its network. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SqlError } from '../error.js';
import { Failure, status, usage } from './failure.js';
import { lentFile } from './lent-packages.js';

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

/** Panes that were asked for by themselves (`?embed=…`) may stand in frames of other pages, slides say, and the sandbox in those panes. They hold no secrets, and nothing is done in another's name. */
const embeddedHeaders = {
  ...headers,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': 'frame-ancestors *',
};

/** Where the server listens, and where it looks for packages. */
export interface ServeOptions {
  /** An address of this machine; 0.0.0.0 and :: are all of them. 127.0.0.1 unless told. */
  readonly host?: string;
  /** The folder whose installed packages are lent to the page; the working folder unless told. */
  readonly packagesFrom?: string;
}

/** What a running server knows of itself. */
interface Site {
  readonly folder: string;
  readonly host: string;
  readonly packagesFrom: string;
}

/** The address of this machine that nobody else reaches. */
const loopback = '127.0.0.1';

/** Listens; a port that is taken, or a host that is not this machine's, ends the command with a status that says that the command line was wrong. */
export function servePlayground(
  folder: string,
  port: number,
  { host = loopback, packagesFrom = process.cwd() }: ServeOptions = {},
): Promise<Server> {
  const site: Site = { folder, host, packagesFrom };
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => {
      response.writeHead(500, headers).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenFailure(error, host, port));
    });
    server.listen(port, host, () => {
      resolve(server);
    });
  });
}

function listenFailure({ code, message }: NodeJS.ErrnoException, host: string, port: number): Failure {
  switch (code) {
    case 'EADDRINUSE':
      return usage(`port ${port} is taken`, 'Choose another with --port; 0 takes any that is free.');
    case 'EACCES':
      return usage(`port ${port} may not be used`, 'Ports below 1024 are for the system; choose another with --port.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return usage(
        `${host} is not an address of this machine`,
        `Its addresses are ${ownAddresses().join(', ')}; 0.0.0.0 listens on all of them.`,
      );
    default:
      return new Failure(status.data, new SqlError('58030', `could not listen: ${message}`));
  }
}

/** Where the site can be opened, on this machine first. */
export function addressesOf(server: Server, host: string = loopback): readonly string[] {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : '';
  const hosts = isWildcard(host) ? [loopback, ...ownAddresses().filter((one) => one !== loopback)] : [host];
  return hosts.map((one) => `http://${isIPv6(one) ? `[${one}]` : one}:${port}/`);
}

/** Where this machine can open the site. */
export function addressOf(server: Server): string {
  return addressesOf(server)[0] ?? '';
}

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** The addresses of this machine that an address line can hold: those of a link only need a zone, and are left out. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).flatMap(({ address }) => (address.startsWith('fe80:') ? [] : [address])),
  );

async function answer(
  site: Site,
  { method, url = '/', headers: { host } }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isMeantForHere(host, site.host)) {
    const names = site.host === loopback ? 'localhost and 127.0.0.1' : "this machine's addresses and its name";
    response
      .writeHead(421, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      .end(`the playground answers for ${names} only\n`);
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileOf(site, url);
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || found?.isFile() !== true) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  response.writeHead(200, {
    ...(isEmbedded(url) ? embeddedHeaders : headers),
    'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  if (method === 'HEAD') response.end();
  else {
    // A download that is broken off closes the file too; nobody is there to be told.
    await pipeline(createReadStream(file), response).catch(() => undefined);
  }
}

/**
 * Whether a request is meant for this machine: its Host is this machine's name or address. A page of another host whose name was made to lead here (DNS rebinding) has
 * that name in its requests.
 */
function isMeantForHere(header: string | undefined, host: string): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i
    .exec(header ?? '')?.[1]
    ?.toLowerCase()
    .replace(/^\[|\]$/g, '');
  if (name === undefined) return false;
  if (name === 'localhost' || name === loopback) return true;
  if (host === loopback) return false;
  const own = hostname().toLowerCase();
  const names = isWildcard(host) ? ownAddresses() : [host.toLowerCase()];
  return [...names, own, `${own}.local`].includes(name);
}

/** Whether the page was asked for to show panes by themselves, or the sandbox (playground/public/sandbox.html). */
function isEmbedded(url: string): boolean {
  const [path, query = ''] = url.split('#')[0]?.split('?') ?? [];
  return path === '/sandbox.html' || new URLSearchParams(query).has('embed');
}

/** The file that a request means; undefined for one outside of the site, or one that cannot be read as a path. */
function fileOf({ folder, packagesFrom }: Site, url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const lent = lentFile(path, packagesFrom);
    if (lent !== undefined) return lent;
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return file.startsWith(`${folder}${folder.endsWith(sep) ? '' : sep}`) ? file : undefined;
  } catch {
    return undefined;
  }
}
