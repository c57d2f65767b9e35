/** Runs exported kernels: a predicate or an expression that `quern export` has written, over columns, without the rest of quern. */
import { SqlError } from '../error.js';
import { describe, type ColumnData } from './column-data.js';
import { damaged, readManifest, type KernelManifest } from './manifest.js';

type Call = (...args: (number | bigint)[]) => number;

/** A parameter: null, or its value; of a type that is not a number, a text in PostgreSQL's input syntax. A date or timestamp is in the kernel's own units (docs/abi.md). */
export type KernelParam = number | bigint | boolean | string | null;

export interface KernelOptions {
  /** The most rows of a batch; more raise 54000. No bound unless given. */
  readonly maximumRows?: number;
}

/** The functions that every kernel has, beside those for parameters, results and the clock. */
const needed = ['alloc', 'free', 'columns', 'bind', 'run', 'bitmap', 'error'];

/** Rows that are run at once; an error is looked for among so many. A multiple of 64. */
const stretch = 65_536;

export class Kernel {
  readonly manifest: KernelManifest;
  readonly #exports: WebAssembly.Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #most: number;
  /** The blocks of the last batch. */
  #blocks: number[] = [];

  private constructor(
    manifest: KernelManifest,
    { exports }: WebAssembly.Instance,
    { maximumRows = Infinity }: KernelOptions,
  ) {
    this.manifest = manifest;
    this.#exports = exports;
    this.#memory = exports['memory'] as WebAssembly.Memory;
    this.#most = maximumRows;
  }

  /** Loads an exported module. Raises XX001 for what is none or was changed, 0A000 for another version of the interface. */
  static async load(source: ArrayBuffer | Uint8Array, options: KernelOptions = {}): Promise<Kernel> {
    // A copy, which nobody else can change.
    const bytes = new Uint8Array(source instanceof Uint8Array ? source : new Uint8Array(source));
    const manifest = await readManifest(bytes);
    if (manifest.clickhouse !== undefined)
      throw new SqlError('0A000', 'the kernel is for ClickHouse', { hint: 'Export it without a target.' });
    try {
      const { instance } = await WebAssembly.instantiate(bytes);
      if (needed.every((name) => typeof instance.exports[`quern_${name}`] === 'function'))
        if (instance.exports['memory'] instanceof WebAssembly.Memory) return new Kernel(manifest, instance, options);
    } catch (error) {
      throw damaged(`It does not start: ${String(error)}.`);
    }
    throw damaged('It has not the functions of a kernel.');
  }

  /**
   * The rows for which the predicate is true, ascending, or of an expression those whose value is not null. `columns` has the data of each column that the kernel
   * reads, by name. Raises the error of the first row that raises one, with its number.
   */
  rows(count: number, columns: Readonly<Record<string, ColumnData>>, params: readonly KernelParam[] = []): Uint32Array {
    const bits = this.mask(count, columns, params);
    const found: number[] = [];
    bits.forEach((byte, n) => {
      for (let rest = byte; rest !== 0; rest &= rest - 1) found.push(n * 8 + 31 - Math.clz32(rest & -rest));
    });
    return Uint32Array.from(found);
  }

  /** The same as a bitmap, lowest bit first; a copy. */
  mask(count: number, columns: Readonly<Record<string, ColumnData>>, params: readonly KernelParam[] = []): Uint8Array {
    this.#run(count, columns, params);
    const at = this.#call('bitmap');
    const bits = this.#bytes(at, (count + 7) >> 3).slice();
    // Bits behind the last row are nobody's.
    if ((count & 7) !== 0) bits[count >> 3] = (bits[count >> 3] ?? 0) & ((1 << (count & 7)) - 1);
    return bits;
  }

  /** The values of an expression: numbers, bigints of 64 bits, booleans, or texts as PostgreSQL prints them; a date or timestamp as its number in PostgreSQL's units. */
  values(
    count: number,
    columns: Readonly<Record<string, ColumnData>>,
    params: readonly KernelParam[] = [],
  ): (number | bigint | boolean | string | null)[] {
    const { result } = this.manifest;
    if (result === undefined)
      throw new SqlError('42809', 'a predicate has no values', { hint: 'Ask for its rows or its mask.' });
    const mask = this.mask(count, columns, params);
    const view = this.#view(this.#call('results'), count * 8);
    return Array.from({ length: count }, (_, row) => {
      if ((((mask[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) return null;
      const place = row * 8;
      if (result.form === 'bits') return view.getInt32(place, true) !== 0;
      if (result.form !== undefined) return this.#text(view.getUint32(place, true), view.getUint32(place + 4, true));
      if (result.type === 'float8') return view.getFloat64(place, true);
      if (result.type === 'float4') return view.getFloat32(place, true);
      return wide.has(result.type) ? view.getBigInt64(place, true) : view.getInt32(place, true);
    });
  }

  /** Sets what `now()` is; until then it is 2000-01-01. */
  setClock(now: Date): void {
    if (this.#exports['quern_clock'] !== undefined)
      this.#call('clock', (BigInt(now.getTime()) - 946_684_800_000n) * 1000n);
  }

  #run(count: number, columns: Readonly<Record<string, ColumnData>>, params: readonly KernelParam[]): void {
    if (!Number.isInteger(count) || count < 0 || count > Math.min(this.#most, 2 ** 28))
      throw new SqlError('54000', `a batch of ${count} rows is more than this kernel may take`);
    this.#bind(count, columns);
    this.#setParams(params);
    for (let from = 0; from < count; from += stretch) {
      const to = Math.min(from + stretch, count);
      const failure = this.#attempt('run', from, to);
      if (failure !== undefined) throw this.#first(from, to, failure);
    }
  }

  /** Evaluation is deterministic: the first row that raises is found by running fewer rows again. */
  #first(from: number, to: number, failure: SqlError): SqlError {
    let [passing, raising, error] = [from, to, failure];
    while (raising - passing > 1) {
      const middle = (passing + raising) >> 1;
      const found = this.#attempt('run', from, middle);
      if (found === undefined) passing = middle;
      else [raising, error] = [middle, found];
    }
    return error.with({ row: raising - 1 });
  }

  #bind(count: number, columns: Readonly<Record<string, ColumnData>>): void {
    for (const block of this.#blocks) this.#call('free', block);
    this.#blocks = [];
    const place = (data: ArrayBufferView): number => {
      const address = this.#call('alloc', data.byteLength);
      if (address === 0) throw new SqlError('53200', 'out of memory', { hint: 'Give the kernel fewer rows at once.' });
      this.#blocks.push(address);
      this.#bytes(address, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      return address;
    };
    const at = this.#call('columns');
    this.manifest.columns.forEach((column, n) => {
      const data = Object.hasOwn(columns, column.name) ? columns[column.name] : undefined;
      if (data === undefined) throw new SqlError('42703', `there are no data for column "${column.name}"`);
      const words = describe(column, data, count, place);
      this.#bytes(at + n * 32, 32).set(new Uint8Array(words.buffer));
    });
    const failure = this.#attempt('bind', count);
    if (failure !== undefined) throw failure;
  }

  #setParams(params: readonly KernelParam[]): void {
    const expected = this.manifest.params;
    if (params.length !== expected.length)
      throw new SqlError('08P01', `${params.length} parameters are given, but the kernel has ${expected.length}`);
    expected.forEach(({ type, form }, n) => {
      const value = params[n] ?? null;
      const cell = this.#call('params') + n * 16;
      const view = this.#view(cell, 16);
      view.setInt32(8, value === null ? 1 : 0, true);
      if (value === null) return;
      if (form === 'bytes' || form === 'input') this.#setText(n, String(value));
      else setNumber(view, type, value);
    });
  }

  #setText(n: number, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const address = this.#call('alloc', bytes.length);
    if (address === 0) throw new SqlError('53200', 'out of memory');
    this.#bytes(address, bytes.length).set(bytes);
    const failure = this.#attempt('param', n, address, bytes.length);
    this.#call('free', address);
    if (failure !== undefined) throw failure;
  }

  #call(name: string, ...args: (number | bigint)[]): number {
    const found = this.#exports[`quern_${name}`];
    if (typeof found !== 'function') throw damaged(`It has no function quern_${name}.`);
    try {
      return Number((found as Call)(...args)) >>> 0;
    } catch (trap) {
      throw new SqlError('XX000', `the kernel trapped: ${String(trap)}`);
    }
  }

  /** The error that ends the call, if one does. */
  #attempt(name: string, ...args: number[]): SqlError | undefined {
    try {
      (this.#exports[`quern_${name}`] as Call)(...args);
      return undefined;
    } catch (trap) {
      const record = this.#call('error');
      if (record === 0) throw new SqlError('XX000', `the kernel trapped: ${String(trap)}`);
      return this.#errorAt(record);
    }
  }

  /** A part of the memory. Whatever the module says, it must be in the memory. */
  #bytes(address: number, length: number): Uint8Array<ArrayBuffer> {
    const { buffer } = this.#memory;
    if (!(address >= 0 && address + length <= buffer.byteLength))
      throw damaged('It gave an address that is not in its memory.');
    return new Uint8Array(buffer, address, length);
  }

  #view(address: number, length: number): DataView {
    const { buffer } = this.#bytes(address, length);
    return new DataView(buffer, address, length);
  }

  #text(address: number, length: number): string {
    return decoder.decode(this.#bytes(address, length));
  }

  #errorAt(record: number): SqlError {
    const head = this.#view(record, 16);
    const row = head.getInt32(0, true);
    const at = head.getUint32(4, true);
    if (at === 0) return new SqlError('XX000', 'the kernel raised an error that it does not know');
    const detail = this.#text(head.getUint32(8, true), head.getUint32(12, true));
    const entry = this.#view(at, 20);
    const code = this.#text(at + 4, 5);
    const message = this.#text(entry.getUint32(12, true), entry.getUint32(16, true)).replace('%s', () => detail);
    return new SqlError(code, message, row < 0 ? {} : { row });
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The types whose numbers have 64 bits. */
const wide: ReadonlySet<string> = new Set(['int8', 'time', 'timestamp', 'timestamptz', 'money', 'pg_lsn']);

function setNumber(cell: DataView, type: string, value: number | bigint | boolean | string): void {
  if (type === 'float8') cell.setFloat64(0, Number(value), true);
  else if (type === 'float4') cell.setFloat32(0, Number(value), true);
  else if (wide.has(type)) cell.setBigInt64(0, BigInt(value), true);
  else cell.setInt32(0, Number(value), true);
}
