/**
 * The compiled modules that are kept, by shape. A live module costs V8 tens of kilobytes and address space, thousands of them exhaust a process, so there
 * are at most so many; the least recently used goes first, by the second-chance (clock) rule: an entry that was used since it was last looked at is passed over once. A kernel
 * whose module is gone has it compiled again at its next run.
 */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { instantiate, type ModuleImports } from '../instantiate.js';
import type { KernelModule } from './module.js';

/** Runs the rows `from` to `to` of the batch that the frame is bound to. */
export type Scan = (frame: number, bitmap: number, from: number, to: number) => void;

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
  #compiled: Compiled | undefined;

  constructor({ functions, usesTable }: ModuleImports, module: WebAssembly.Module) {
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

export class ModuleCache {
  readonly capacity: number;
  readonly #entries = new Map<string, Entry>();

  constructor(capacity: number) {
    this.capacity = capacity;
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
    if (this.#entries.size >= this.capacity) this.#evict();
    this.#entries.set(shape, entry);
    return entry;
  }

  /** Forgets all modules. */
  clear(): void {
    for (const entry of this.#entries.values()) entry.drop();
    this.#entries.clear();
  }

  #evict(): void {
    // A Map is in the order of insertion, so its first entry is where the hand is; passing one over puts it last.
    for (const [shape, entry] of this.#entries) {
      this.#entries.delete(shape);
      if (!entry.used) {
        entry.drop();
        return;
      }
      entry.used = false;
      this.#entries.set(shape, entry);
    }
  }
}
