/**
 * Chosen opcodes → a WebAssembly interpreter with a case for each, by the generator that writes the engine `wasm-switch`; and the time that V8's compilers
 * take for it.
 */
import { spawn } from 'node:child_process';
import { opcodes } from '../../opcodes/machine/opcodes.js';
import { SqlError } from '../../src/error.js';
import { orMissing } from '../optional.js';
import { median } from '../statistics.js';

/** A maker of modules from `numbering`s. Raises 58P01 when Binaryen is not installed. */
export async function webassemblyCompiler(): Promise<(numbers: readonly number[]) => Uint8Array<ArrayBuffer>> {
  const { compileSwitch } = await import('../../wasm/interpreters/switch.js').catch(orMissing('binaryen'));
  return (numbers) => {
    const chosen = opcodes.flatMap((step, n) => {
      const number = numbers[n] ?? -1;
      return number < 0 ? [] : [{ number, step }];
    });
    return new Uint8Array(compileSwitch(chosen, { whole: true }));
  };
}

/** Flags under which V8 compiles a whole module at once, with one compiler. */
const flags = {
  turbofan: ['--no-liftoff', '--no-wasm-lazy-compilation'],
  liftoff: ['--liftoff-only', '--no-wasm-lazy-compilation'],
} as const;

/** So often is a module compiled; the median counts. */
const times = 5;

/** V8 remembers modules by their bytes, so each time a number in a custom section of no name makes it another. */
const script = `const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const module = Buffer.concat(chunks);
  const milliseconds = Array.from({ length: ${times} }, (_, n) => {
    const bytes = Buffer.concat([module, Buffer.of(0, 2, 0, n)]);
    const start = performance.now();
    new WebAssembly.Module(bytes);
    return performance.now() - start;
  });
  console.log(JSON.stringify(milliseconds));
});
`;

/** The milliseconds that the compiler takes for the module, decoding and validation included, in a process of its own. */
export function compileTime(compiler: keyof typeof flags, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags[compiler], '--eval', script], { stdio: ['pipe', 'pipe', 'pipe'] });
    let printed = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(median(JSON.parse(printed) as number[]));
      else
        reject(
          new SqlError(
            'XX000',
            `V8's ${compiler} could not compile an interpreter of ${bytes.length} bytes: ${complaint.trim()}`,
          ),
        );
    });
    child.stdin.on('error', () => undefined).end(bytes);
  });
}
