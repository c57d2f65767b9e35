/**
 * The compiled modules that are kept, by shape. A live module costs V8 tens of kilobytes and address space, thousands of them exhaust a process, so there
 * are at most so many, of at most so many bytes together; the least recently used goes first, by the second-chance (clock) rule: an entry that was used since it was last looked at is passed over once. A kernel
 * whose module is gone has it compiled again at its next run.
 */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { instantiate, type ModuleImports } from '../instantiate.js';
import type { KernelModule } from './module.js';

/** Runs the rows `from` to `to` of the batch that the frame is bound to; if it returns a row before `to`, the group that begins there is to be run one row at a time, and what follows is not done. */
export type Scan = (frame: number, bitmap: number, from: number, to: number) => number | undefined;

/** The module of a shape, as long as it is kept. */
export interface CachedModule {
  /** False when it has been dropped: then it must be asked for again. */
  readonly live: boolean;
  /** Its function in an arena; instantiated there at the first call. */
  scan(arena: Arena): Scan;
}

/** What is compiled, and its function in each arena. */
interface Compiled extends ModuleImports {
  readonly module: WebAssembly.Module;
  readonly scans: WeakMap<Arena, Scan>;
}

class Entry implements CachedModule {
  /** Since the hand of the clock was here. */
  used = true;
  readonly bytes: number;
  #compiled: Compiled | undefined;

  constructor({ functions, usesTable, bytes }: KernelModule, module: WebAssembly.Module) {
    this.bytes = bytes.length;
    this.#compiled = { module, functions, usesTable, scans: new WeakMap() };
  }

  get live(): boolean {
    return this.#compiled !== undefined;
  }

  scan(arena: Arena): Scan {
    if (this.#compiled === undefined) throw new SqlError('XX000', 'the module has been dropped');
    this.used = true;
    const { module, scans } = this.#compiled;
    let scan = scans.get(arena);
    if (scan === undefined) {
      scan = instantiate(module, this.#compiled, arena)['scan'] as Scan;
      scans.set(arena, scan);
    }
    return scan;
  }

  /** Kernels may hold the entry for long: it must not hold the module. */
  drop(): void {
    this.#compiled = undefined;
  }
}

/** V8's code for a module takes some thirty times its bytes: these, at most, some hundred megabytes. */
const defaultBytes = 4 * 1024 * 1024;

export class ModuleCache {
  readonly capacity: number;
  /** The most bytes of all modules; one larger module is kept alone. */
  readonly maximumBytes: number;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(capacity: number, maximumBytes: number = defaultBytes) {
    this.capacity = capacity;
    this.maximumBytes = maximumBytes;
  }

  /** The bytes of all modules. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  has(shape: string): boolean {
    return this.#entries.has(shape);
  }

  /** The module of the shape; `write` makes it when it is not there. */
  get(shape: string, write: () => KernelModule): CachedModule {
    const entry = this.#entries.get(shape);
    if (entry !== undefined) return entry;
    const module = write();
    return this.add(shape, module, new WebAssembly.Module(module.bytes));
  }

  /** Keeps a module that has been compiled elsewhere. */
  add(shape: string, module: KernelModule, compiled: WebAssembly.Module): CachedModule {
    const entry = new Entry(module, compiled);
    this.#forget(shape);
    while (
      this.#entries.size > 0 &&
      (this.#entries.size >= this.capacity || this.#bytes + entry.bytes > this.maximumBytes)
    )
      this.#evict();
    this.#entries.set(shape, entry);
    this.#bytes += entry.bytes;
    return entry;
  }

  /** Forgets all modules. */
  clear(): void {
    for (const shape of this.#entries.keys()) this.#forget(shape);
  }

  #forget(shape: string): void {
    const entry = this.#entries.get(shape);
    if (entry === undefined) return;
    this.#entries.delete(shape);
    this.#bytes -= entry.bytes;
    entry.drop();
  }

  #evict(): void {
    // A Map is in the order of insertion, so its first entry is where the hand is; passing one over puts it last.
    for (const [shape, entry] of this.#entries) {
      if (!entry.used) {
        this.#forget(shape);
        return;
      }
      this.#entries.delete(shape);
      entry.used = false;
      this.#entries.set(shape, entry);
    }
  }
}
