/** A host that does with a module what ClickHouse does with a function of the convention BUFFERED_V1 and the format Buffers. */
import type { KernelManifest } from '../../src/export.js';
import type { TypeName } from '../../src/catalog/types.js';

export type ClickhouseCell = string | number | bigint | boolean | null;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly clickhouse_create_buffer: (size: number) => number;
  readonly clickhouse_destroy_buffer: (handle: number) => void;
  readonly evaluate: (handle: number, rows: number) => number;
}

const day = 86_400_000;
/** Texts of timestamps as the rows have them → microseconds since 1970. */
const micros = (text: string): bigint => {
  const [, seconds = '', fraction = ''] = /^([^.+]*)(?:\.(\d+))?/.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
};
const timestampText = (value: bigint): string => {
  const [whole, part] = [value / 1_000_000n, value % 1_000_000n];
  const [seconds, rest] = part < 0n ? [whole - 1n, part + 1_000_000n] : [whole, part];
  const iso = new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return `${iso}.${String(rest).padStart(6, '0')}`;
};

/** How values of a type are written and read; the types are without `Nullable`. */
const numbers: Readonly<
  Record<
    string,
    readonly [
      width: number,
      write: (view: DataView, at: number, text: string) => void,
      read: (view: DataView, at: number) => ClickhouseCell,
    ]
  >
> = {
  Bool: [1, (view, at, text) => view.setUint8(at, text === 't' ? 1 : 0), (view, at) => view.getUint8(at) === 1],
  Int16: [2, (view, at, text) => view.setInt16(at, Number(text), true), (view, at) => view.getInt16(at, true)],
  Int32: [4, (view, at, text) => view.setInt32(at, Number(text), true), (view, at) => view.getInt32(at, true)],
  Int64: [8, (view, at, text) => view.setBigInt64(at, BigInt(text), true), (view, at) => view.getBigInt64(at, true)],
  Float32: [4, (view, at, text) => view.setFloat32(at, Number(text), true), (view, at) => view.getFloat32(at, true)],
  Float64: [8, (view, at, text) => view.setFloat64(at, Number(text), true), (view, at) => view.getFloat64(at, true)],
  Date32: [
    4,
    (view, at, text) => view.setInt32(at, Date.parse(text) / day, true),
    (view, at) => new Date(view.getInt32(at, true) * day).toISOString().slice(0, 10),
  ],
  'Decimal(18, 2)': [
    8,
    (view, at, text) => view.setBigInt64(at, BigInt(text.replace('.', '')), true),
    (view, at) => view.getBigInt64(at, true),
  ],
  'DateTime64(6)': [
    8,
    (view, at, text) => view.setBigInt64(at, micros(text), true),
    (view, at) => timestampText(view.getBigInt64(at, true)),
  ],
  "DateTime64(6, 'UTC')": [
    8,
    (view, at, text) => view.setBigInt64(at, micros(text), true),
    (view, at) => `${timestampText(view.getBigInt64(at, true))}+00`,
  ],
};

const plain = (type: string): string => /^Nullable\((.*)\)$/.exec(type)?.[1] ?? type;

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function leb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

function columnBytes(type: string, values: readonly (string | null)[]): Uint8Array {
  const isNull = type === plain(type) ? [] : [Uint8Array.from(values, (value) => (value === null ? 1 : 0))];
  const found = numbers[plain(type)];
  if (found === undefined) {
    const texts = values.map((value) => new TextEncoder().encode(value ?? ''));
    return joined([...isNull, ...texts.flatMap((text) => [leb(text.length), text])]);
  }
  const [width, write] = found;
  const bytes = new Uint8Array(width * values.length);
  values.forEach((value, row) => {
    if (value !== null) write(new DataView(bytes.buffer), row * width, value);
  });
  return joined([...isNull, bytes]);
}

export class ClickhouseHost {
  readonly #exports: Exports;
  readonly #manifest: KernelManifest;

  private constructor(exports: Exports, manifest: KernelManifest) {
    this.#exports = exports;
    this.#manifest = manifest;
  }

  static async load(bytes: Uint8Array, manifest: KernelManifest): Promise<ClickhouseHost> {
    let exports: Exports | undefined;
    const clickhouse_throw = (address: number, length: number): never => {
      throw new Error(
        new TextDecoder().decode(new Uint8Array(exports?.memory.buffer ?? new ArrayBuffer(0), address, length)),
      );
    };
    const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), { env: { clickhouse_throw } });
    exports = instance.exports as unknown as Exports;
    return new ClickhouseHost(exports, manifest);
  }

  /** How many bytes the module's memory has. */
  get memory(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  /** PostgreSQL's name of the result's type. */
  get resultType(): TypeName {
    return (this.#manifest.result?.type ?? 'bool') as TypeName;
  }

  /** Rows as a block. */
  block(rows: readonly Readonly<Record<string, string | null>>[]): Uint8Array {
    const { columns, clickhouse = [] } = this.#manifest;
    const parts = columns.map(({ name }, n) =>
      columnBytes(
        clickhouse[n] ?? '',
        rows.map((row) => row[name] ?? null),
      ),
    );
    return joined([words(columns.length, rows.length), ...parts.flatMap((part) => [words(part.length), part])]);
  }

  evaluate(rows: readonly Readonly<Record<string, string | null>>[]): ClickhouseCell[] {
    return this.run(this.block(rows), rows.length);
  }

  /** What the function answers to a block. */
  run(block: Uint8Array, rows: number): ClickhouseCell[] {
    const { clickhouse_create_buffer, clickhouse_destroy_buffer, evaluate } = this.#exports;
    const given = clickhouse_create_buffer(block.length);
    this.#buffer(given).set(block);
    try {
      const handle = evaluate(given, rows);
      const answer = this.#buffer(handle).slice();
      clickhouse_destroy_buffer(handle);
      return this.#values(answer, rows);
    } finally {
      clickhouse_destroy_buffer(given);
    }
  }

  #buffer(handle: number): Uint8Array {
    const { buffer } = this.#exports.memory;
    const [address = 0, length = 0] = new Uint32Array(buffer, handle, 2);
    return new Uint8Array(buffer, address, length);
  }

  #values(answer: Uint8Array, rows: number): ClickhouseCell[] {
    const head = [...new BigUint64Array(answer.slice(0, 24).buffer)].map(Number);
    if (head.join() !== [1, rows, answer.length - 24].join()) throw new Error(`the answer begins with ${head.join()}`);
    const type = this.#manifest.clickhouse?.at(-1) ?? '';
    const isNullable = type !== plain(type);
    let at = 24 + (isNullable ? rows : 0);
    const view = new DataView(answer.buffer);
    return Array.from({ length: rows }, (_, row) => {
      const isNull = isNullable && answer[24 + row] === 1;
      const found = numbers[plain(type)];
      let value: ClickhouseCell;
      if (found === undefined) {
        let length = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = answer[at++] ?? 0;
          length |= (byte & 0x7f) << shift;
          if (byte < 0x80) break;
        }
        value = new TextDecoder().decode(answer.subarray(at, at + length));
        at += length;
      } else {
        value = found[2](view, at);
        at += found[0];
      }
      return isNull ? null : value;
    });
  }
}
