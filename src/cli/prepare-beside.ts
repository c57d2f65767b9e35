/**
 * Loads what every command that computes needs, beside the command itself: the parser first and alone, and then the engine. V8 would optimise two of the parser's functions
 * during the first texts, and the loop of the engine's interpreter within ten rows, because it counts the bytes that a loop jumps back over. That takes longer than
 * all that a short command does, and a process cannot end before. So both are compiled while V8 waits longer before it optimises.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/** Resolves when commands may compute. A failure is not told here: it comes again when what failed is asked for. */
export async function prepareBeside(): Promise<void> {
  const [{ loadParser }, { engineNamed }] = await Promise.all([import('../index.js'), import('../engines/named.js')]);
  // Read meanwhile; its WebAssembly is compiled afterwards.
  void import('../engines/default-engine.js').catch(() => undefined);
  optimiseAfter(patient);
  try {
    const wasm = await readParser();
    await loadParser(wasm === undefined ? {} : { wasm });
    await engineNamed('auto');
  } catch {
    return;
  } finally {
    optimiseAfter(usual);
  }
}

/** Some hundred texts or some thousand rows, and V8's own number (in Node 20; there is no asking for it): how much of a function is run before it is optimised, in its bytes of machine code. */
const patient = 1_000_000_000;
const usual = 1_800_000;

/** What holds for the modules that are compiled from now on: each keeps it. Does nothing where the engine is not V8. */
function optimiseAfter(budget: number): void {
  try {
    setFlagsFromString(`--wasm-tiering-budget=${budget}`);
  } catch {
    // Then commands are as slow to end as without.
  }
}

/** The parser as a file of the built package, which takes less to load than the module that bundlers have; undefined where there is none. */
async function readParser(): Promise<Uint8Array | undefined> {
  try {
    return await readFile(createRequire(import.meta.url).resolve('quern/parser.wasm'));
  } catch {
    return undefined;
  }
}
