/**
 * One linear memory with what lives in it: the runtime functions, a scratch area for the texts that they make, and
 * blocks for programs and batches. It grows only between kernels' runs.
 */
import { reasonOf, SqlError } from '../error.js';
import { control } from './control.generated.js';
import { FreeList, granule } from './free-list.js';
import { raiseIn } from './raise.js';
import { runtimeBase64, type RuntimeExports } from './runtime.generated.js';
import { decodeBase64 } from '../platform/base64.js';
import { checkWebAssembly } from '../platform/webassembly.js';
import { Reclaimable, type Region } from './region.js';
import type { SessionZone } from './session-zone.js';
import { readSettings, type SessionSettings, type SettingCells, type Settings } from './settings.js';

const pageSize = 65536;
/** 2000-01-01, from which PostgreSQL counts, in JavaScript's milliseconds. */
const epochMilliseconds = 946_684_800_000n;
/** The static data of the core and of each family has 64 KiB at the memory's start (opcodes/language/family.ts), and so has the interface of an exported kernel. */
const familyWindows = 17;

/** Typed arrays over a linear memory; replaced as a whole when it grows. */
export interface Views {
  readonly u8: Uint8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly i64: BigInt64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** An arena is a session, as PostgreSQL has them: all that works in it has its clock and its settings. */
export interface ArenaOptions extends SessionSettings {
  /** The clock of `now()` and its kin, asked once a batch and once a compilation; the system's by default. */
  readonly clock?: () => Date;
  /** Bytes for the texts that one row may make (a whole batch, of a scalar program); more raises 53200. Default 16 MiB. */
  readonly scratchBytes?: number;
  /** The most the memory may grow to, in bytes; more raises 53200. Default 1 GiB, at most 2 GiB. */
  readonly maximumBytes?: number;
}

/** Beyond the scratch area and this many bytes, an arena takes what was not used lately before it grows. */
const comfortable = 64 * 1024 * 1024;

let runtimeModule: WebAssembly.Module | undefined;

function compileRuntime(): WebAssembly.Module {
  checkWebAssembly();
  return new WebAssembly.Module(decodeBase64(runtimeBase64));
}

export class Arena {
  /**
   * Everything is in it. Not among the declarations, where its type would demand the DOM's; dependents have `views`.
   * @internal
   */
  readonly memory: WebAssembly.Memory;
  readonly runtime: RuntimeExports;
  #views: Views | undefined;
  readonly #free = new FreeList();
  /** The sizes of the blocks that are given out, by address. */
  readonly #sizes = new Map<number, number>();
  /** The region that blocks belong to which are given out now, and the regions of those that were, by address. */
  #region: Region | undefined;
  readonly #regions = new Map<number, Region>();
  readonly #reclaimable = new Reclaimable();
  /** What keeps blocks for later use: asked to give them back when memory runs short. */
  readonly #spares: (() => void)[] = [];
  /** Where growing begins to cost somebody their blocks. */
  #soft: number;
  #end: number;
  readonly #maximum: number;
  /** What its functions take for the current time. */
  readonly clock: () => Date;
  /** The settings of all that works in it, as PostgreSQL's SHOW prints them. */
  readonly settings: Settings;
  /**
   * The time zone of the settings.
   * @internal
   */
  readonly zone: SessionZone;
  /** Where the scratch area begins and ends, in bytes. */
  readonly scratchStart: number;
  readonly scratchEnd: number;

  constructor(options: ArenaOptions = {}) {
    this.clock = options.clock ?? (() => new Date());
    const { settings, cells } = readSettings(options);
    this.settings = settings;
    this.zone = cells.zone;
    const scratch = align(byteCount('scratchBytes', options.scratchBytes ?? 16 * 1024 * 1024));
    this.#maximum = Math.min(byteCount('maximumBytes', options.maximumBytes ?? 1024 ** 3), 2 ** 31 - pageSize);
    this.scratchStart = familyWindows * 65_536;
    this.scratchEnd = this.scratchStart + scratch;
    const least = this.scratchEnd + pageSize;
    if (least > this.#maximum) {
      throw new SqlError('22023', `an arena of ${this.#maximum} bytes has no room for its scratch area`, {
        hint: `Let maximumBytes be at least ${least}, or scratchBytes less than ${scratch}.`,
      });
    }
    this.#end = this.scratchEnd;
    this.#soft = this.#end + comfortable;
    runtimeModule ??= compileRuntime();
    this.memory = newMemory(Math.ceil(this.#end / pageSize) + 1, Math.ceil(this.#maximum / pageSize));
    const instance = new WebAssembly.Instance(runtimeModule, {
      env: { memory: this.memory, raise: raiseIn(this.memory) },
    });
    this.runtime = instance.exports as unknown as RuntimeExports;
    const { i32 } = this.views;
    i32[control.scratchStart >> 2] = this.scratchStart;
    i32[control.scratchNext >> 2] = this.scratchStart;
    i32[control.scratchEnd >> 2] = this.scratchEnd;
    this.#set(cells);
  }

  /** Whether values are printed as PostgreSQL does it by default. */
  get printsPlainly(): boolean {
    const { dateStyle, intervalStyle } = this.settings;
    return dateStyle.startsWith('ISO') && intervalStyle === 'postgres';
  }

  /** Has functions print in the styles ISO and postgres while the work is done: these are read again as they were meant, whatever the session's settings. */
  printingPlainly<T>(work: () => T): T {
    if (this.printsPlainly) return work();
    const { i32 } = this.views;
    const dateStyle = i32[control.dateStyle >> 2] ?? 0;
    const intervalStyle = i32[control.intervalStyle >> 2] ?? 0;
    i32[control.dateStyle >> 2] = 0;
    i32[control.intervalStyle >> 2] = 0;
    try {
      return work();
    } finally {
      this.views.i32[control.dateStyle >> 2] = dateStyle;
      this.views.i32[control.intervalStyle >> 2] = intervalStyle;
    }
  }

  /** Tells the runtime functions the settings, which never change. */
  #set({ zone: { table }, dateStyle, dateOrder, intervalStyle }: SettingCells): void {
    const { i32 } = this.views;
    i32[control.dateStyle >> 2] = dateStyle;
    i32[control.dateOrder >> 2] = dateOrder;
    i32[control.intervalStyle >> 2] = intervalStyle;
    if (table === undefined) return;
    const zone = this.allocate(table.length);
    this.views.u8.set(table, zone);
    this.views.i32[control.sessionZone >> 2] = zone;
  }

  get views(): Views {
    const { buffer } = this.memory;
    if (this.#views?.u8.buffer === buffer) return this.#views;
    this.#views = {
      u8: new Uint8Array(buffer),
      i16: new Int16Array(buffer),
      i32: new Int32Array(buffer),
      i64: new BigInt64Array(buffer),
      f32: new Float32Array(buffer),
      f64: new Float64Array(buffer),
    };
    return this.#views;
  }

  /** Sets the clock that functions see; it stands still until this is called again. */
  setClock(): void {
    this.views.i64[control.clock >> 3] = (BigInt(this.clock().getTime()) - epochMilliseconds) * 1000n;
  }

  /** Frees what functions have put into the scratch area. */
  resetScratch(): void {
    this.views.i32[control.scratchNext >> 2] = this.scratchStart;
  }

  /** The address of `bytes` zeroed bytes, 64-byte aligned. Raises 53200 when there are none, also after what was not used lately has been taken. */
  allocate(bytes: number): number {
    const size = align(Math.max(bytes, 1));
    const free = this.#free.take(size) ?? this.#reclaim(size);
    const address = free ?? this.#extend(size);
    if (free !== undefined) this.views.u8.fill(0, free, free + size);
    this.#sizes.set(address, size);
    if (this.#region !== undefined) {
      this.#region.add(address, size);
      this.#regions.set(address, this.#region);
    }
    return address;
  }

  /** Notes that the region's blocks may be taken when memory runs short or there are many such regions. */
  mayReclaim(region: Region): void {
    this.#reclaimable.add(region);
  }

  /** The same of what has been taken and is needed after all: so much is alive that the arena may keep more. */
  madeAgain(region: Region): void {
    this.#soft = Math.min(this.#soft + 2 * region.bytes, this.#maximum);
    this.#reclaimable.allow(region.bytes);
    this.mayReclaim(region);
  }

  /** Forgets a region whose blocks are freed. */
  dismiss(region: Region): void {
    this.#reclaimable.delete(region);
  }

  /** Has `give` called when memory runs short, to give back blocks that are kept for later use. */
  onShortage(give: () => void): void {
    this.#spares.push(give);
  }

  /** What `work` allocates belongs to the region. */
  within<T>(region: Region | undefined, work: () => T): T {
    const outside = this.#region;
    this.#region = region;
    try {
      return work();
    } finally {
      this.#region = outside;
    }
  }

  /** Gives back what `allocate` returned. */
  free(address: number): void {
    const size = this.#sizes.get(address);
    if (size === undefined) return;
    this.#sizes.delete(address);
    this.#regions.get(address)?.delete(address, size);
    this.#regions.delete(address);
    this.#free.give(address, size);
  }

  /** A block out of what is not used at present, when without it the memory would grow beyond comfort. */
  #reclaim(size: number): number | undefined {
    const end = this.#free.startOfBlockTo(this.#end) + size;
    if ((end <= this.#soft && end <= this.#maximum) || !(size <= this.#maximum - this.scratchEnd)) return undefined;
    for (const give of this.#spares) give();
    let address = this.#free.take(size);
    // Not all of a small arena for one large block, unless there is no other way.
    let patience = end > this.#maximum ? Infinity : 64 + size / 4096;
    while (address === undefined && patience-- > 0 && this.#reclaimable.takeOne()) address = this.#free.take(size);
    // What is in use needs the room: the next look comes when it has grown by a good part.
    if (address === undefined) this.#soft = Math.max(this.#soft, Math.min(end + comfortable / 4, this.#maximum));
    return address;
  }

  /** The address of a block at the end, together with what is free before it. */
  #extend(size: number): number {
    const address = this.#free.startOfBlockTo(this.#end);
    const end = address + size;
    if (!(end <= this.#maximum)) {
      throw new SqlError('53200', 'out of memory', { detail: `The limit is ${this.#maximum} bytes.` });
    }
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        // By a quarter at least: growing is slow when many kernels share the memory.
        const pages = Math.max(Math.ceil(missing / pageSize), Math.ceil(this.memory.buffer.byteLength / pageSize / 4));
        this.memory.grow(
          Math.min(pages, Math.ceil(this.#maximum / pageSize) - this.memory.buffer.byteLength / pageSize),
        );
      } catch {
        throw new SqlError('53200', 'out of memory', { detail: `${end} bytes cannot be had.` });
      }
    }
    this.#free.takeBlockTo(this.#end);
    this.views.u8.fill(0, address, this.#end);
    this.#end = end;
    return address;
  }
}

/** An option that is a number of bytes. */
function byteCount(name: string, bytes: number): number {
  if (Number.isFinite(bytes) && bytes >= 0) return bytes;
  throw new SqlError('22023', `${name} must be a number of bytes, not ${String(bytes)}`);
}

function newMemory(initial: number, maximum: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial, maximum });
  } catch (error) {
    throw new SqlError('53200', 'out of memory', {
      detail: `The machine does not give ${initial * pageSize} bytes: ${reasonOf(error)}`,
    });
  }
}

const align = (bytes: number): number => Math.ceil(bytes / granule) * granule;
