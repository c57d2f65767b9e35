/**
 * What PostgreSQL's parser finds around it in its WebAssembly: memory that grows, `longjmp`, and no files. Emscripten's own loader reads files and fetches addresses,
 * prints, and ends processes; this one does none of that, so it is the same in Node, in pages and in workers.
 */
import { exportNames, importNames } from './parser-names.generated.js';

type Callable = (...args: (number | bigint)[]) => number | bigint;

/** The parser's module, instantiated. */
export interface ParserModule {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
  /** The address of a PgQueryParseResult for the text at `text`, which ends with a zero. */
  parse(text: number): number;
  freeResult(result: number): void;
}

interface ParserExports extends ParserModule {
  readonly table: WebAssembly.Table;
  initialize(): void;
  setThrew(threw: number, value: number): void;
  stackSave(): number;
  stackRestore(pointer: number): void;
}

/** Thrown by `longjmp`, caught by the nearest call that `setjmp` guards. */
const longjmp = { name: 'longjmp' } as const;
/** The most that the parser's memory may grow to. */
const maximumBytes = 2 ** 30;
const pageBytes = 65_536;

/** Prepares the imports of one instance; `connect` gives it the exports once there are some. */
function makeHost(): { readonly imports: WebAssembly.ModuleImports; connect(exports: ParserExports): void } {
  let parser: ParserExports;
  const functions: Callable[] = [];

  const end = (what: string): never => {
    throw new WebAssembly.RuntimeError(`the parser stopped: ${what}`);
  };
  /** Calls through the table under the guard of a `setjmp`; the result after a `longjmp` is never looked at. */
  const guarded = (afterJump: number | bigint): Callable => {
    return (index, ...args) => {
      const stack = parser.stackSave();
      try {
        const at = Number(index);
        let func = functions[at];
        if (func === undefined) {
          func = parser.table.get(at) as Callable;
          functions[at] = func;
        }
        return func(...args);
      } catch (error) {
        parser.stackRestore(stack);
        if (error !== longjmp) throw error;
        parser.setThrew(1, 0);
        return afterJump;
      }
    };
  };
  const grow = (bytes: number): number => {
    const wanted = bytes >>> 0;
    const present = parser.memory.buffer.byteLength;
    if (wanted > maximumBytes) return 0;
    // By a fifth at least, as Emscripten does: each growth replaces the buffer.
    const target = Math.min(maximumBytes, Math.max(wanted, Math.ceil(present * 1.2)));
    try {
      parser.memory.grow(Math.ceil((target - present) / pageBytes));
      return 1;
    } catch {
      return 0;
    }
  };
  /** Pretends that all was written: what the parser prints is in its result too. */
  const write = (_file: number, vectors: number, count: number, writtenAt: number): number => {
    const view = new DataView(parser.memory.buffer);
    let written = 0;
    for (let n = 0; n < count; n++) written += view.getUint32(vectors + 8 * n + 4, true);
    view.setUint32(writtenAt, written, true);
    return 0;
  };
  const badFile = 8; // EBADF of WASI

  const known: Record<string, unknown> = {
    ___assert_fail: () => end('an assertion failed'),
    __abort_js: () => end('abort'),
    __emscripten_runtime_keepalive_clear: () => undefined,
    __emscripten_throw_longjmp: () => {
      throw longjmp;
    },
    __setitimer_js: () => 0,
    _emscripten_resize_heap: grow,
    _exit: () => end('exit'),
    _proc_exit: () => end('exit'),
    _fd_close: () => badFile,
    _fd_read: () => badFile,
    _fd_seek: () => badFile,
    _fd_write: write,
  };
  /** A 64-bit result is a BigInt at this border. */
  const guards: Record<string, Callable> = { invoke_ji: guarded(0n) };
  const otherGuard = guarded(0);
  const imports: WebAssembly.ModuleImports = {};
  for (const [short, name] of Object.entries(importNames))
    imports[short] = (known[name] ?? guards[name] ?? otherGuard) as WebAssembly.ImportValue;
  return {
    imports,
    connect(exports) {
      parser = exports;
    },
  };
}

/** The exports under our names. */
function named(exports: WebAssembly.Exports): ParserExports {
  const entries = Object.entries(exportNames).map(([ours, short]) => [ours, exports[short]] as const);
  const missing = entries.find(([, value]) => value === undefined);
  if (missing !== undefined) throw new WebAssembly.LinkError(`it has no export for ${missing[0]}`);
  return Object.fromEntries(entries) as unknown as ParserExports;
}

/** A new instance with a memory of its own. Throws what WebAssembly throws when the module is another one or there is no memory. */
export function instantiateParser(module: WebAssembly.Module): ParserModule {
  const host = makeHost();
  const parser = named(new WebAssembly.Instance(module, { a: host.imports }).exports);
  host.connect(parser);
  parser.initialize();
  return parser;
}
