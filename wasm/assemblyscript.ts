/** AssemblyScript → WebAssembly, for the core's runtime functions and for those of families: one memory for all, each with its data where it belongs. */
import { readFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

/** Compiles `entry` of the folder; its static data begins at `memoryBase`. Throws with the compiler's messages. */
export async function compileAssemblyScript(
  folder: URL,
  entry: string,
  memoryBase: number,
  options: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array | undefined;
  const features = ['simd', 'bulk-memory', 'sign-extension', 'nontrapping-f2i'];
  const result = await main(
    [
      entry,
      ...['--outFile', 'runtime.wasm', '--baseDir', folder.pathname, '--runtime', 'stub', '-O3', '--noAssert'],
      ...['--converge', '--importMemory', '--zeroFilledMemory', '--memoryBase', String(memoryBase), ...options],
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    {
      readFile: (name: string, base: string) => {
        try {
          return readFileSync(new URL(name, new URL(base, folder)), 'utf8');
        } catch {
          // The compiler probes several names for each import.
          return null;
        }
      },
      writeFile: (_name: string, contents: string | Uint8Array) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (result.error || binary === undefined)
    throw new Error(`${folder.pathname}${entry} does not compile:\n${result.stderr.toString()}`);
  return new Uint8Array(binary);
}
