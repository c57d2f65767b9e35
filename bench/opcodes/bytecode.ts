/** What V8 makes of an interpreter before it optimises: the length of its bytecode, and the length up to which TurboFan compiles a function. */
import { spawn, spawnSync } from 'node:child_process';
import { SqlError } from '../../src/error.js';
import { loader } from '../child-module.js';
import { outside } from './generated-switch.js';

/** The bytes of bytecode of the `execute` that the text returns (see `generateExecute`), as a V8 of its own says that compiles it. */
export function bytecodeOf(text: string): Promise<number> {
  return printedLength(
    [],
    `new Function(${outside.map((name) => `'${name}'`).join()}, ${JSON.stringify(text)})()([], {}, {}, [], 0, 0, 0);\n`,
  );
}

/** The same of the function `execute` that a module of ours exports. */
export function bytecodeOfModule(url: URL): Promise<number> {
  return printedLength(
    [...(url.pathname.endsWith('.ts') ? loader() : []), '--input-type=module'],
    `import { execute } from '${url.href}';\nexecute([], {}, {}, [], 0, 0, 0);\n`,
  );
}

/** Runs a script that calls a function `execute` for no rows, which is when V8 compiles it, and stops when its bytecode's length is known. */
function printedLength(flags: readonly string[], script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--print-bytecode', '--print-bytecode-filter=execute', ...flags, '-'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let printed = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const length = /^Bytecode length: (\d+)/m.exec(printed)?.[1];
      if (length === undefined) return;
      resolve(Number(length));
      child.kill();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('close', () => {
      reject(new SqlError('XX000', `V8 did not tell the length of a function's bytecode: ${complaint.trim()}`));
    });
    // The child is stopped while it may still read.
    child.stdin.on('error', () => undefined).end(script);
  });
}

/** The greatest length that TurboFan compiles, V8's flag `max_optimized_bytecode_size`, in bytes; undefined when it does not list it. */
export function longestOptimized(): number | undefined {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const limit =
    /--max-optimized-bytecode-size [^\n]*\n\s*type: int\s+default: (?:--max-optimized-bytecode-size=)?(\d+)/.exec(
      stdout,
    )?.[1];
  return limit === undefined ? undefined : Number(limit);
}
