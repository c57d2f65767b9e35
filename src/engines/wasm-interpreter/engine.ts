/**
 * What the interpreters in WebAssembly have in common. One module runs all programs: it is compiled once a process, when the engine is asked for, and instantiated once an
 * arena. A program is wordcode in linear memory, so loading one compiles nothing.
 */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { decodeBase64 } from '../../platform/base64.js';
import { loadPart } from '../../platform/load-part.js';
import { compileWebAssembly } from '../../platform/webassembly.js';
import type { Program } from '../../program/program.js';
import type { Dispatch, Engine, Kernel } from '../engine.js';
import { Frame } from '../frame.js';
import { frameKernel } from '../frame-kernel.js';
import { fillTable } from '../../functions/table.js';
import { instantiate } from '../instantiate.js';
import { relocate } from '../relocate.js';
import { keepInRegisters } from './registers.js';
import { Versions } from './versions.js';

/** A generated module: its bytes, and of one that keeps values in registers, which versions its opcodes have. */
export interface InterpreterModule {
  readonly base64: string;
  readonly versions?: string;
}

/** Runs the program at `code` on the rows `from` (a multiple of 32) to `to`, and stores their bits at `bitmap`. */
type Scan = (code: number, bitmap: number, from: number, to: number) => void;

class Interpreter {
  readonly versions: Versions | undefined;
  readonly #module: WebAssembly.Module;
  readonly #instances = new WeakMap<Arena, Scan>();

  constructor(module: WebAssembly.Module, versions: string | undefined) {
    this.#module = module;
    this.versions = versions === undefined ? undefined : new Versions(versions);
  }

  scan(arena: Arena): Scan {
    let scan = this.#instances.get(arena);
    if (scan === undefined) {
      const imports = WebAssembly.Module.imports(this.#module);
      const functions = imports.flatMap(({ kind, name }) => (kind === 'function' ? [name] : []));
      const exports = instantiate(
        this.#module,
        { functions, usesTable: imports.some(({ kind }) => kind === 'table') },
        arena,
      );
      if (exports['functions'] instanceof WebAssembly.Table) fillTable(exports['functions'], arena);
      scan = exports['scan'] as Scan;
      this.#instances.set(arena, scan);
    }
    return scan;
  }
}

/** An engine whose module is fetched when it is prepared. */
export function wasmInterpreter(
  name: string,
  dispatch: Dispatch,
  fetchModule: () => Promise<InterpreterModule>,
): Engine {
  let interpreter: Interpreter | undefined;
  return {
    name,
    dispatch,
    async prepare() {
      if (interpreter !== undefined) return;
      const { base64, versions } = await loadPart(`the engine ${name}`, fetchModule);
      interpreter = new Interpreter(await compile(name, decodeBase64(base64)), versions);
    },
    load(program, arena) {
      if (interpreter === undefined) throw new SqlError('XX000', `the engine ${name} was not prepared`);
      return load(interpreter, program, arena);
    },
  };
}

const compile = (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> =>
  compileWebAssembly(
    bytes,
    (reason) =>
      new SqlError('0A000', `the engine ${name} needs a newer WebAssembly than this JavaScript engine has`, {
        detail: reason,
        hint: 'Node 20, Chrome 112, Firefox 121 and Safari 18.2 run it, tail calls included; the engines switch, closure and copy-patch need less.',
      }),
  );

function load(interpreter: Interpreter, program: Program, arena: Arena): Kernel {
  const scan = interpreter.scan(arena);
  const frame = new Frame(program, arena);
  const code = allocateOrFree(arena, program.code.byteLength, frame);
  const { versions } = interpreter;
  const kept = versions === undefined ? [] : [...keepInRegisters(program, versions)];
  let resultsAt = -1;
  let freed = false;
  const kernel = frameKernel(frame, 'row by row', () => {
    if (resultsAt !== frame.results) {
      resultsAt = frame.results;
      const words = relocate(frame, code);
      for (const [at, opcode] of kept) words[at] = opcode;
      arena.views.i32.set(words, code >> 2);
    }
    return (from, to) => {
      // The loop takes 32 rows at a time from where it begins: up to the next word it is told that the word begins where it looks for it.
      const whole = (from + 31) & -32;
      if (whole !== from) scan(code, frame.bitmap - ((from >> 3) & 3), from, Math.min(whole, to));
      if (whole < to) scan(code, frame.bitmap, whole, to);
    };
  });
  const { free } = kernel;
  kernel.free = () => {
    free();
    if (!freed) arena.free(code);
    freed = true;
  };
  return kernel;
}

/** A block beside the frame, which is freed when there is none. */
function allocateOrFree(arena: Arena, bytes: number, frame: Frame): number {
  try {
    return arena.allocate(bytes);
  } catch (error) {
    frame.free();
    throw error;
  }
}
