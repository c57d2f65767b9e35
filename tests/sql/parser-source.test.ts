/** The parser's WebAssembly from where an application hosts it, and what is said when it cannot be had. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inflate } from '../../src/platform/inflate.js';
import { decodeBase64 } from '../../src/platform/base64.js';
import { loadParser } from '../../src/sql/index.js';
import { parseText } from '../../src/sql/parse/parser-instance.js';
import { instantiateParser } from '../../src/sql/parse/parser-host.js';
import type { ParserFile } from '../../src/sql/parse/parser-file.js';
import { compileHosted, compilePackaged } from '../../src/sql/parse/parser-source.js';
import { parserBase64 } from '../../src/sql/parse/parser-wasm.generated.js';

let file: Uint8Array<ArrayBuffer>;
const server = createServer((request, response) => {
  if (request.url === '/parser.wasm') response.end(file);
  else if (request.url === '/index.html') response.end('<!doctype html><title>404</title>');
  else response.writeHead(404).end();
});
let address: string;
beforeAll(async () => {
  file = await inflate(decodeBase64(parserBase64));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the parser that an application hosts', () => {
  it.each([
    ['an address', () => `${address}/parser.wasm`],
    ['a URL', () => new URL(`${address}/parser.wasm`)],
    ['bytes', () => file],
    ['a buffer', () => file.slice().buffer],
    ['a response', () => fetch(`${address}/parser.wasm`)],
    [
      "libpg-query's own file",
      () => new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('libpg-query/wasm/libpg-query.wasm'))),
    ],
  ])('is compiled from %s', async (_, given: () => ParserFile | Promise<ParserFile>) => {
    const parser = instantiateParser(await compileHosted(await given()));
    const text = parser.malloc(16);
    new Uint8Array(parser.memory.buffer).set(new TextEncoder().encode('SELECT 1\0'), text);
    const result = parser.parse(text);
    expect(new Uint32Array(parser.memory.buffer)[(result + 8) >> 2]).toBe(0);
  });

  it.each([
    ['is not there', () => `${address}/none.wasm`, 'none.wasm was answered with status 404.'],
    ['is a page', () => `${address}/index.html`, 'is not WebAssembly: it begins with "<!doctype html>".'],
    ['is cut short', () => file.slice(0, 100_000), 'The WebAssembly in the buffer is damaged'],
    ['is empty', () => new Uint8Array(), 'the buffer is empty.'],
    ['cannot be fetched', () => 'http://127.0.0.1:1/parser.wasm', 'could not be fetched'],
  ])('raises 58P01 when the file %s', async (_, given: () => ParserFile, why) => {
    const failure = compileHosted(given());
    await expect(failure).rejects.toMatchObject({
      name: 'SqlError',
      code: '58P01',
      message: 'the SQL parser could not be loaded',
    });
    await expect(failure).rejects.toMatchObject({
      detail: expect.stringContaining(why) as string,
      hint: expect.any(String) as string,
    });
  });

  it('is asked for over http when the page was opened from the disk', async () => {
    vi.stubGlobal('location', { protocol: 'file:' });
    await expect(compileHosted('http://127.0.0.1:1/parser.wasm')).rejects.toMatchObject({
      hint: expect.stringContaining('serve it over http') as string,
    });
  });

  it('raises 58P01 for another module', async () => {
    const other = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    await expect(loadParser({ wasm: other })).rejects.toMatchObject({
      code: '58P01',
      detail: expect.stringContaining('not the parser') as string,
    });
    // It can be called again.
    await loadParser();
    expect(parseText('SELECT 1')).toHaveProperty('stmts');
  });
});

describe('the parser of the package', () => {
  it('is inflated by the stream of browsers where there is no Node', async () => {
    vi.stubGlobal('process', Object.create(process, { getBuiltinModule: { value: undefined } }));
    expect(instantiateParser(await compilePackaged())).toHaveProperty('memory');
  });

  it('is decoded where there is no Node', () => {
    const known = decodeBase64('AAECA//+/Q==');
    vi.stubGlobal('Buffer', undefined);
    expect(decodeBase64('AAECA//+/Q==')).toEqual(Uint8Array.of(0, 1, 2, 3, 255, 254, 253));
    expect([...known]).toEqual([0, 1, 2, 3, 255, 254, 253]);
  });

  const refuse = (): never => {
    throw new WebAssembly.CompileError('blocked by CSP');
  };
  it.each([
    ['compiled', { Module: refuse, compile: () => Promise.resolve().then(refuse) }],
    ['instantiated, as in WebKit', { Module: WebAssembly.Module, Instance: refuse, compile: WebAssembly.compile }],
  ])('names the policy when WebAssembly may not be %s', async (_, refusing) => {
    vi.stubGlobal('WebAssembly', refusing);
    await expect(compilePackaged()).rejects.toMatchObject({
      code: '0A000',
      hint: expect.stringContaining("'wasm-unsafe-eval'") as string,
    });
  });
});
