/** The playground as its tests need it: built once into a temporary folder, served as the command serves it, and opened in Chromium. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { addressOf, servePlayground } from '../../src/cli/site-server.js';
import { madeOnce } from '../made-once.js';

/** Debian's packages: Chromium without a window takes a fraction of the processor time for each page. */
const binaries = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
export const chromiumPath = binaries.find((path) => existsSync(path));
export const hasChromium = chromiumPath !== undefined;

/** A built and served site, with a browser. */
export interface Site {
  readonly address: string;
  readonly folder: string;
  readonly browser: Browser;
  /** What the server was asked for, by whomever. */
  readonly requested: readonly string[];
  close(): Promise<void>;
}

/** What a page did that it should not have done. */
export interface Watched {
  readonly page: Page;
  /** Messages of the console that are errors or warnings, and exceptions. */
  readonly complaints: string[];
  /** Addresses of requests to other hosts. */
  readonly elsewhere: string[];
  /** Addresses that were asked for, in order. */
  readonly asked: string[];
}

/** Builds with the project's own configuration, into a folder of its own. */
export async function buildSite(folder: string): Promise<void> {
  const root = fileURLToPath(new URL('../../playground/', import.meta.url));
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  });
}

export async function openSite(): Promise<Site> {
  const folder = await madeOnce('site', buildSite);
  const server: Server = await servePlayground(folder, 0);
  const requested: string[] = [];
  for (const event of ['request', 'upgrade']) server.on(event, ({ url }: IncomingMessage) => requested.push(url ?? ''));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  if (chromiumPath === undefined) throw new Error('there is no Chromium');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...flags, ...quiet] });
  return {
    address: addressOf(server),
    folder,
    browser,
    requested,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page of its own, with nothing remembered, opened with a permalink and watched. */
export async function openPage({ browser, address }: Site, hash = '', width = 1440): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const watched: Watched = { page, complaints: [], elsewhere: [], asked: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    watched.complaints.push(error.message);
  });
  page.context().on('request', (request) => {
    const url = request.url();
    watched.asked.push(url);
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) watched.elsewhere.push(url);
  });
  await page.goto(`${address}${hash}`);
  return watched;
}

/** The sizes of the site's files, compressed, by their paths. */
export function compressedSizes(folder: string): ReadonlyMap<string, number> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), gzipSync(readFileSync(path), { level: 9 }).length];
    }),
  );
}
