/** The copy-and-patch JIT: WebAssembly made by copying stencils and filling their holes, and by nothing else. */
import { SqlError } from '../../error.js';
import type { Arena } from '../../memory/arena.js';
import { decodeBase64 } from '../../memory/base64.js';
import { raiseIn } from '../../memory/raise.js';
import type { Engine } from '../engine.js';
import { linePointers } from '../../memory/heap/line-pointers.js';
import { runBatch } from '../run-batch.js';
import { Frame } from '../frame.js';
import { writeModule, type KernelModule } from './module.js';
import { functionsBase64 } from './stencils.generated.js';

type Scan = (bitmap: number, from: number, to: number) => void;

export const copyPatchEngine: Engine = {
  name: 'copy-patch',
  load(program, arena) {
    const frame = new Frame(program, arena);
    let resultsAt = -1;
    let scan: Scan | undefined;
    return {
      setParams: (values) => {
        frame.setParams(values);
      },
      run(batch) {
        frame.bind(batch);
        if (scan === undefined || resultsAt !== frame.results) {
          resultsAt = frame.results;
          scan = instantiate(writeModule(frame), arena);
        }
        const run = scan;
        arena.resetScratch();
        runBatch(batch, 'page by page', (rows) => {
          run(frame.bitmap, 0, rows);
        });
      },
      get bitmap() {
        return frame.bitmap;
      },
      get results() {
        return frame.results;
      },
      free: () => {
        frame.free();
      },
    };
  },
};

/** Instantiates a kernel's module, which is compiled unless it has been. */
export function instantiate(module: KernelModule, arena: Arena, compiled = new WebAssembly.Module(module.bytes)): Scan {
  const env: Record<string, WebAssembly.ImportValue> = { memory: arena.memory };
  for (const name of module.functions) {
    const func: unknown =
      name === 'raise' ? raiseIn(arena.memory) : name === 'line_pointers' ? linePointers(arena) : arena.runtime[name as keyof Arena['runtime']];
    if (typeof func !== 'function') throw new SqlError('XX000', `there is no runtime function ${name}`);
    env[name] = func as WebAssembly.ExportValue;
  }
  if (module.usesTable) env['functions'] = functionTable(arena);
  const { exports } = new WebAssembly.Instance(compiled, { env });
  return exports['scan'] as Scan;
}

let functionsModule: WebAssembly.Module | undefined;
const tables = new WeakMap<Arena, WebAssembly.Table>();

/** The function table over an arena's memory, made at its first use. */
function functionTable(arena: Arena): WebAssembly.Table {
  let table = tables.get(arena);
  if (table === undefined) {
    functionsModule ??= new WebAssembly.Module(decodeBase64(functionsBase64));
    const { exports } = new WebAssembly.Instance(functionsModule, {
      env: { memory: arena.memory, raise: raiseIn(arena.memory) },
      runtime: arena.runtime as unknown as WebAssembly.ModuleImports,
    });
    table = exports['functions'] as WebAssembly.Table;
    tables.set(arena, table);
  }
  return table;
}
