/** Serving a folder and opening it in Debian's Chromium, or in Firefox, and reading the answer that the page writes into itself; WebKit is in webkit.ts. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, onTestFinished, type TestContext } from 'vitest';

const chromiumPath = '/usr/bin/chromium';
const firefoxPath = '/usr/bin/firefox-esr';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

export interface Served {
  readonly address: string;
  /** The first request for /report, with what follows the question mark. */
  readonly reported: Promise<string>;
  /** The paths of all requests. */
  readonly asked: readonly string[];
}

/** Serves the folder on a port of this machine until the test ends. Every path that is no file is a 404. */
export async function serve(folder: string, headers: Readonly<Record<string, string>> = {}): Promise<Served> {
  const asked: string[] = [];
  let report: (text: string) => void = () => undefined;
  const reported = new Promise<string>((resolve) => {
    report = resolve;
  });
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://here');
    asked.push(pathname);
    if (pathname === '/report') {
      report(decodeURIComponent(search.slice(1)));
      response.writeHead(204).end();
      return;
    }
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain', ...headers }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, reported, asked };
}

let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

export interface Visit {
  /** What the page wrote. */
  readonly answer: string;
  /** Errors and warnings on the console, exceptions, and requests that failed. */
  readonly complaints: readonly string[];
}

/** Opens the address in Chromium and waits for the answer. Skips the test where there is no Chromium. */
export async function visit(context: TestContext, address: string): Promise<Visit> {
  if (!existsSync(chromiumPath)) context.skip('Chromium is not installed');
  browser ??= chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
  const page = await (await browser).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  try {
    await page.goto(address);
    await page
      .waitForFunction(() => document.body.dataset['answer'] !== undefined, undefined, { timeout: 30_000 })
      .catch(() => {
        complaints.push('the page gave no answer');
      });
    const answer = await page.evaluate(() => document.body.dataset['answer'] ?? '');
    return { answer, complaints };
  } finally {
    await page.close();
  }
}

/** A script that reports the page's answer to the server that `serve` started; images are no connections, so the strictest policy lets it. */
export const reporter = `new MutationObserver(() => { new Image().src = '/report?' + encodeURIComponent(document.body.dataset.answer); }).observe(document.body, { attributes: true });\n`;

/** Opens the address in Firefox, which tells the server by `reporter`. Skips the test where there is no Firefox. */
export async function visitInFirefox(context: TestContext, { address, reported }: Served): Promise<string> {
  if (!existsSync(firefoxPath)) context.skip('Firefox is not installed');
  const profile = mkdtempSync(join(tmpdir(), 'quern-firefox-'));
  const child = spawn(firefoxPath, ['--headless', '--no-remote', '--profile', profile, address], {
    stdio: 'ignore',
    detached: true,
  });
  try {
    return await Promise.race([
      reported,
      new Promise<string>((_, reject) => {
        setTimeout(() => {
          reject(new Error('Firefox reported nothing'));
        }, 60_000).unref();
      }),
    ]);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
