/**
 * What V8 makes of a module, as it prints it itself: another process of Node compiles the module with the options that choose the compiler and print. Nothing is run there, and nothing has to be
 * imported, because a module is compiled whole before it is given its imports. For Node only.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlError } from '../error.js';
import { architectureNamed, architectureNames, type Architecture } from './architecture.js';

/** V8's two compilers of WebAssembly: the one that is fast, and the one that makes fast code. */
export type Tier = 'baseline' | 'optimized';

/** The Node that printed: its version, that of its V8, and the architecture that it compiles for. */
export interface Printer {
  readonly node: string;
  readonly v8: string;
  readonly architecture: Architecture;
}

/** What was printed, and by which Node. */
export interface Printed extends Printer {
  /** V8's text of each module in turn. */
  readonly text: string;
  /** Its account of the last function that TurboFan compiled, as JSON; undefined where none was asked for or made. */
  readonly trace: string | undefined;
}

export interface PrintOptions {
  /** The binary; the one that runs this unless given. */
  readonly node?: string;
  /** Ask also for TurboFan's trace, from which follows which instruction comes from which byte. */
  readonly trace?: boolean;
}

const tierOptions: Readonly<Record<Tier, readonly string[]>> = {
  baseline: ['--liftoff', '--no-wasm-tier-up'],
  optimized: ['--no-liftoff'],
};

/** Says which Node it is; not by `console.log`, which would make V8's own prints end where the pipe is full. */
const introduction =
  "require('node:fs').writeSync(1, process.versions.node + ' ' + process.versions.v8 + ' ' + process.arch + '\\n');";

/** Says so, and compiles the modules that come on the standard input, each after its length in four bytes. */
const script = `${introduction}
const { readFileSync } = require('node:fs');
const all = readFileSync(0);
for (let at = 0; at < all.length; ) {
  const size = all.readUInt32LE(at);
  new WebAssembly.Module(all.subarray(at + 4, at + 4 + size));
  at += 4 + size;
}
`;

/** A module is compiled in well under a second; a process that takes this long, in milliseconds, hangs. */
const patience = 60_000;
/** The most text that is taken, in characters. */
const mostText = 64 * 1024 * 1024;

/** Has the modules compiled and printed. Raises 58000 when the process fails or the Node cannot print code, 0A000 for an architecture whose code is not read. */
export async function printCode(
  modules: readonly Uint8Array[],
  tier: Tier,
  { node = process.execPath, trace = false }: PrintOptions = {},
): Promise<Printed> {
  const folder = trace ? await mkdtemp(join(tmpdir(), 'quern-native-')) : undefined;
  try {
    const traceOptions = folder === undefined ? [] : ['--trace-turbo', `--trace-turbo-path=${folder}`];
    const options = ['--print-wasm-code', '--no-wasm-lazy-compilation', ...tierOptions[tier], ...traceOptions];
    const text = await outputOf(node, [...options, '--single-threaded', '-e', script], framed(modules), folder);
    if (!text.includes('--- WebAssembly code ---'))
      throw new SqlError('58000', `${node} prints no code of WebAssembly`, {
        hint: 'Its V8 is built without a disassembler. The binaries from nodejs.org have one.',
      });
    return { ...printerIn(text), text, trace: folder === undefined ? undefined : await traceIn(folder) };
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** The Node that this binary is. Raises what `printCode` raises. */
export async function printerOf(node: string): Promise<Printer> {
  return printerIn(await outputOf(node, ['-e', introduction], Buffer.alloc(0), undefined));
}

/** What the process has said of itself: of what else V8 prints, no line looks like it. */
function printerIn(text: string): Printer {
  const [, node = '', v8 = '', arch = ''] = /^(\d+\.\d+\.\d+\S*) (\S+) (\w+)$/m.exec(text) ?? [];
  const architecture = architectureNamed(arch);
  if (architecture === undefined)
    throw new SqlError('0A000', `native code of ${arch || 'an unknown architecture'} is not read`, {
      hint: `Only that of ${Object.values(architectureNames).join(' and ')} is.`,
    });
  return { node, v8, architecture };
}

function framed(modules: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    modules.flatMap((bytes) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(bytes.length);
      return [size, bytes];
    }),
  );
}

function outputOf(node: string, args: readonly string[], input: Buffer, cwd: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      reject(
        new SqlError('58000', `${node} could not be asked for native code: ${why}`, {
          hint: 'It must be a Node of version 20.19 or newer.',
        }),
      );
    };
    const child = spawn(node, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: patience, ...(cwd && { cwd }) });
    const parts: Buffer[] = [];
    let size = 0;
    let complaint = '';
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > mostText) child.kill();
      else parts.push(part);
    });
    child.stderr.on('data', (part: Buffer) => {
      complaint = (complaint + part.toString('utf8')).slice(0, 2000);
    });
    // A process that ends early is told of when it ends.
    child.stdin.on('error', () => undefined);
    child.on('error', ({ message }) => {
      fail(message);
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(parts).toString('utf8'));
      else if (size > mostText) fail(`it printed more than ${mostText} characters`);
      else fail(complaint.split('\n').find((line) => line.includes('Error')) || `it ended with ${signal ?? code}`);
    });
    child.stdin.end(input);
  });
}

/** The trace of the function of WebAssembly with the highest number, which is the one that is exported as `scan`. */
async function traceIn(folder: string): Promise<string | undefined> {
  const number = (file: string): number => Number(/wasm-function#(\d+)/.exec(file)?.[1] ?? -1);
  const [last] = (await readdir(folder))
    .filter((file) => file.endsWith('.json') && number(file) >= 0)
    .sort((one, other) => number(other) - number(one));
  return last === undefined ? undefined : readFile(join(folder, last), 'utf8');
}
