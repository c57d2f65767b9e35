/** Opening an address in WebKit: Debian's MiniBrowser, driven by WebKitWebDriver over the WebDriver protocol, on a screen of Xvfb, for MiniBrowser cannot run without one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished, type TestContext } from 'vitest';

const driver = '/usr/bin/WebKitWebDriver';
const screen = '/usr/bin/Xvfb';

/** MiniBrowser of the newest interface that is installed, in a folder that is named after the machine: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1. */
function miniBrowser(): string | undefined {
  const folders = readdirSync('/usr/lib')
    .filter((name) => name.endsWith('-linux-gnu'))
    .flatMap((name) => readdirSync(join('/usr/lib', name)).map((inner) => join('/usr/lib', name, inner)));
  return folders
    .filter((folder) => folder.includes('webkit'))
    .map((folder) => join(folder, 'MiniBrowser'))
    .filter(existsSync)
    .sort()
    .at(-1);
}

/** Started in a group of its own, which ends with the test: what it starts ends too. */
function start(command: string, args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(command, [...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** One command of the WebDriver protocol; an error of the driver is thrown with its message. */
async function command(address: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
  return value;
}

async function untilItAnswers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const ready = await fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await sleep(100);
  }
  throw new Error('WebKitWebDriver does not answer');
}

/** Opens the address in WebKit and waits for what the page writes into itself. Skips the test where it is not installed. */
export async function visitInWebKit(context: TestContext, address: string): Promise<string> {
  const binary = miniBrowser();
  if (binary === undefined || !existsSync(driver) || !existsSync(screen))
    context.skip('WebKit (webkit2gtk-driver and xvfb) is not installed');
  // Caches and settings of this visit only.
  const home = mkdtempSync(join(tmpdir(), 'quern-webkit-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });
  const { stdout } = start(screen, ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {});
  const [display] = (await once(stdout as NonNullable<typeof stdout>, 'data')) as [Buffer];
  const port = await freePort();
  start(driver, [`--port=${port}`], { DISPLAY: `:${display.toString().trim()}`, HOME: home, XDG_RUNTIME_DIR: home });
  const root = `http://127.0.0.1:${port}`;
  await untilItAnswers(root);
  const options = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const { sessionId } = (await command(root, '/session', { capabilities: { alwaysMatch: options } })) as {
    readonly sessionId: string;
  };
  const session = `${root}/session/${sessionId}`;
  await command(session, '/url', { url: address });
  for (let attempt = 0; attempt < 300; attempt++) {
    const script = 'return document.body.dataset.answer ?? null';
    const answer = await command(session, '/execute/sync', { script, args: [] });
    if (typeof answer === 'string') return answer;
    await sleep(100);
  }
  throw new Error('WebKit: the page gave no answer');
}
