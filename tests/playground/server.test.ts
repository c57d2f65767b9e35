/** The server of `quern playground`: headers, types, what it does not give away, and what it says when it cannot start. */
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lentFile } from '../../src/cli/lent-packages.js';
import { Failure } from '../../src/cli/failure.js';
import { siteFolder } from '../../src/cli/playground.js';
import { addressesOf, addressOf, servePlayground } from '../../src/cli/site-server.js';

function linkOf(fd: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // It was closed meanwhile.
    return undefined;
  }
}

describe('the server of the playground', () => {
  let outer: string;
  let server: Server;

  beforeAll(async () => {
    outer = mkdtempSync(join(tmpdir(), 'quern-server-'));
    mkdirSync(join(outer, 'site', 'assets'), { recursive: true });
    mkdirSync(join(outer, 'site-of-others'));
    writeFileSync(join(outer, 'secret.txt'), 'secret');
    writeFileSync(join(outer, 'site-of-others', 'secret.txt'), 'secret');
    writeFileSync(join(outer, 'site', 'index.html'), '<!doctype html>page');
    writeFileSync(join(outer, 'site', 'assets', 'a.wasm'), Uint8Array.of(0, 97, 115, 109));
    writeFileSync(join(outer, 'site', 'assets', 'a.js'), 'let a;');
    server = await servePlayground(join(outer, 'site'), 0);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(outer, { recursive: true });
  });

  interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }

  /** The path goes out as it is: `fetch` would take the dots out of it. */
  const ask = (path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(addressOf(server));
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          body += piece;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode, headers: response.headers, body });
        });
      });
      sent.on('error', reject).end();
    });

  test("answers nobody who took it for another host, and is in nobody's frame", async () => {
    for (const host of ['evil.example', 'evil.example:4321', '127.0.0.1.evil.example', 'localhost.evil.example'])
      expect(await ask('/', 'GET', { host })).toMatchObject({ status: 421 });
    for (const host of ['localhost', 'LOCALHOST:4321', '127.0.0.1:1'])
      expect(await ask('/', 'GET', { host })).toMatchObject({ status: 200 });
    expect((await ask('/')).headers['content-security-policy']).toBe("frame-ancestors 'none'");
  });

  test('closes the file of a download that is broken off', async () => {
    const large = join(outer, 'site', 'assets', 'large.bin');
    writeFileSync(large, Buffer.alloc(8 * 1024 * 1024));
    const open = (): number => readdirSync('/proc/self/fd').filter((fd) => linkOf(fd) === large).length;
    for (let i = 0; i < 5; i++)
      await new Promise<void>((resolve, reject) => {
        const { port } = new URL(addressOf(server));
        const sent = request({ host: '127.0.0.1', port, path: '/assets/large.bin' }, (response) => {
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        });
        sent.on('error', reject).end();
      });
    await expect.poll(open).toBe(0);
  });

  test('gives the page, isolated', async () => {
    const { status, headers, body } = await ask('/?x#y');
    expect(status).toBe(200);
    expect(body).toBe('<!doctype html>page');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  });

  test('names the types of files, and isolates scripts of workers too', async () => {
    const wasm = await ask('/assets/a.wasm');
    expect(wasm.headers['content-type']).toBe('application/wasm');
    const script = await ask('/assets/a.js', 'HEAD');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(script.body).toBe('');
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/../site-of-others/secret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%',
    '/assets',
    '/nothing',
    '//etc/passwd',
  ])('%s is not found', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).toBe('not found\n');
  });

  test('takes no other method', async () => {
    expect((await ask('/', 'POST')).status).toBe(405);
  });

  test('a port that is taken is an error of the command line, with a hint', async () => {
    const port = Number(new URL(addressOf(server)).port);
    const error = await servePlayground(join(outer, 'site'), port).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({
      status: 2,
      message: `port ${port} is taken`,
      error: { hint: expect.stringContaining('--port') },
    });
  });

  test('a site is where it has been built, not where its sources are', async () => {
    // The sources have an index.html too.
    const sources = fileURLToPath(new URL('../../playground', import.meta.url));
    expect(await siteFolder([sources, join(outer, 'site')])).toBe(join(outer, 'site'));
    const error = await siteFolder([sources, join(outer, 'nowhere')]).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      status: 1,
      error: { code: '58P01', message: 'the playground is not in this installation' },
    });
  });

  test('listens on this machine only', () => {
    expect(server.address()).toMatchObject({ address: '127.0.0.1' });
  });

  test('panes that are asked for by themselves may stand in frames, and nothing else may', async () => {
    const embedded = await ask('/?embed=program,stepper');
    expect(embedded.headers['content-security-policy']).toBe('frame-ancestors *');
    expect(embedded.headers['cross-origin-resource-policy']).toBe('cross-origin');
    // The sandbox stands in panes that stand in frames.
    writeFileSync(join(outer, 'site', 'sandbox.html'), '');
    expect((await ask('/sandbox.html')).headers['content-security-policy']).toBe('frame-ancestors *');
    for (const path of ['/?other=embed', '/?x#embed', '/assets/a.js'])
      expect((await ask(path)).headers['content-security-policy']).toBe("frame-ancestors 'none'");
  });

  test('lends PGlite and Binaryen where they are installed, by name and from one folder only', async () => {
    const entry = await ask('/pglite/index.js', 'HEAD');
    expect(entry.status).toBe(200);
    expect(entry.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await ask('/pglite/pglite.wasm', 'HEAD')).headers['content-type']).toBe('application/wasm');
    expect((await ask('/assets/binaryen.js', 'HEAD')).status).toBe(200);
    for (const path of [
      '/pglite/',
      '/pglite/../package.json',
      '/pglite/..%2fpackage.json',
      '/pglite/index.d.ts',
      '/pglite/contrib/hstore.tar.gz',
    ])
      expect((await ask(path)).status).toBe(404);
  });

  test('finds a package that is installed in the working folder', () => {
    const dist = join(outer, 'work', 'node_modules', '@electric-sql', 'pglite', 'dist');
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, 'index.cjs'), '');
    writeFileSync(join(dist, '..', 'package.json'), '{"name":"@electric-sql/pglite","main":"dist/index.cjs"}');
    // The temporary folder may be a link.
    expect(realpathSync(dirname(lentFile('/pglite/pglite.data', join(outer, 'work')) ?? ''))).toBe(realpathSync(dist));
  });

  describe('for a network', () => {
    let open: Server;
    beforeAll(async () => {
      open = await servePlayground(join(outer, 'site'), 0, { host: '0.0.0.0' });
    });
    afterAll(() => {
      open.closeAllConnections();
      open.close();
    });
    const statusFor = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(addressOf(open));
        const sent = request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end();
      });

    test('tells every address of this machine, and answers for those and for its name', async () => {
      const addresses = addressesOf(open, '0.0.0.0');
      expect(addresses[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      for (const address of addresses) expect(await statusFor(new URL(address).host)).toBe(200);
      expect(await statusFor(hostname())).toBe(200);
    });

    test('still answers nobody who took it for another host', async () => {
      for (const host of ['evil.example', '8.8.8.8', `evil.${hostname()}`, '127.0.0.1.evil.example', '[::g]'])
        expect(await statusFor(host)).toBe(421);
    });

    test('an address of another machine is an error of the command line, with a hint', async () => {
      const error = await servePlayground(join(outer, 'site'), 0, { host: '192.0.2.1' }).catch(
        (caught: unknown) => caught,
      );
      expect(error).toMatchObject({
        status: 2,
        message: '192.0.2.1 is not an address of this machine',
        error: { hint: expect.stringContaining('0.0.0.0') },
      });
    });
  });
});
