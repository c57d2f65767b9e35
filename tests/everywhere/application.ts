/** A small application in a folder of its own, with the packed quern and the tools of one set-up installed in it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished, type TestContext } from 'vitest';

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Application {
  readonly folder: string;
  path(name: string): string;
  read(name: string): string;
  /** Runs one of the installed tools, a file, `node` or `npm`; what it prints and its status. */
  run(tool: string, args: readonly string[]): Promise<Output>;
  /** The same, and it must end well and without a word of a warning or an error. */
  runSilently(tool: string, args: readonly string[]): Promise<string>;
  /** Starts a server and waits until it prints the pattern; it is stopped when the test ends. */
  start(tool: string, args: readonly string[], ready: RegExp): Promise<string>;
}

/** Versions by package; exact, so that a new one cannot break an old commit. */
export type Tools = Readonly<Record<string, string>>;

/** No set-up asks anybody how it is used. */
const environment = {
  ...process.env,
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  CI: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NODE_OPTIONS: '',
};

/** Writes the files, installs quern and the tools. The test is skipped, by their names, when the tools cannot be installed. */
export async function application(
  context: TestContext,
  files: Readonly<Record<string, string>>,
  tools: Tools = {},
): Promise<Application> {
  const folder = mkdtempSync(join(tmpdir(), 'quern-everywhere-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const path = (name: string): string => join(folder, name);
  const all = { 'package.json': JSON.stringify({ name: 'application', private: true, type: 'module' }), ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  }
  const run = (command: string, args: readonly string[]): Promise<Output> => execute(folder, command, args);
  const install = (packages: readonly string[]): Promise<Output> =>
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--save-exact', ...packages]);

  const quern = await install([inject('tarball')]);
  if (quern.status !== 0) throw new Error(`quern could not be installed: ${quern.stderr}`);
  const names = Object.entries(tools).map(([name, version]) => `${name}@${version}`);
  if (names.length > 0) {
    const { status, stderr } = await install(names);
    if (status !== 0) context.skip(`${names.join(', ')} could not be installed: ${stderr.slice(-300)}`);
  }

  const binary = (tool: string): string => {
    if (tool === 'node') return process.execPath;
    return tool === 'npm' ? 'npm' : path(tool.includes('/') ? tool : `node_modules/.bin/${tool}`);
  };
  return {
    folder,
    path,
    read: (name) => readFileSync(path(name), 'utf8'),
    run: (tool, args) => run(binary(tool), args),
    async runSilently(tool, args) {
      const { status, stdout, stderr } = await run(binary(tool), args);
      const complaints = `${stdout}\n${stderr}`.split('\n').filter((line) => /\b(warn(ing)?s?|errors?)\b/i.test(line));
      const real = complaints.filter((line) => !/\b(0|no) (warnings|errors)\b/i.test(line));
      if (status !== 0 || real.length > 0)
        throw new Error(`${tool} ${args.join(' ')}: status ${status}\n${stdout}\n${stderr}`);
      return stdout;
    },
    start: (tool, args, ready) => startServer(folder, binary(tool), args, ready),
  };
}

function execute(folder: string, command: string, args: readonly string[]): Promise<Output> {
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: folder, env: environment, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ status, stdout, stderr: error !== null && stderr === '' ? String(error) : stderr });
    });
  });
}

function startServer(folder: string, command: string, args: readonly string[], ready: RegExp): Promise<string> {
  // A group of its own, because such tools start processes themselves.
  const child: ChildProcess = spawn(command, [...args], { cwd: folder, env: environment, detached: true });
  onTestFinished(() => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const see = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, found] = ready.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', see);
    child.stderr?.on('data', see);
    child.on('error', reject);
    child.on('exit', (status) => {
      reject(new Error(`the server ended with ${status}: ${output}`));
    });
  });
}
