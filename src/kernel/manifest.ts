/** What an exported kernel says of itself: a custom section of JSON at the module's end, with a hash of all bytes before it (docs/abi.md). */
import { SqlError } from '../error.js';
import { Reader } from './reader.js';

/** The version of the interface. */
export const abiVersion = 1;

/** A type, and how its values are given. */
export interface KernelValues {
  /** PostgreSQL's name of the type: `int4`. */
  readonly type: string;
  /** Bits, bytes, texts in PostgreSQL's input syntax that the kernel reads, or decimals; unless given, numbers of the type's width. */
  readonly form?: 'bits' | 'bytes' | 'input' | 'decimal';
  /** Of decimals: the most digits, at most 18, and how many of them are decimal places. */
  readonly digits?: number;
  readonly places?: number;
}

export interface KernelColumn extends KernelValues {
  readonly name: string;
  readonly notNull: boolean;
}

export interface KernelManifest {
  readonly abi: number;
  readonly kind: 'predicate' | 'expression';
  readonly sql: string;
  /** The columns that it reads, in order. */
  readonly columns: readonly KernelColumn[];
  /** `$1`, `$2`, … in order. */
  readonly params: readonly KernelValues[];
  /** Of an expression. */
  readonly result?: KernelValues;
  /** The SQLSTATEs that the program may raise, and maybe some that it does not; none unless given. */
  readonly errors?: readonly string[];
  /** Of a kernel for ClickHouse: the types of its columns there, and that of the result after them. */
  readonly clickhouse?: readonly string[];
  /** The SHA-256 of the module without this section, in base64. */
  readonly sha256: string;
}

export const sectionName = 'quern';

/** @internal */
export const damaged = (detail: string): SqlError =>
  new SqlError('XX001', 'the file is not a kernel that quern has exported, or it is damaged', { detail });

/** @internal */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
}

/** The manifest of an exported module. Raises XX001 when it is none, was cut or changed, 0A000 when its interface is of another version. */
export async function readManifest(source: Uint8Array): Promise<KernelManifest> {
  // A copy of memory that nobody shares, as digests want it.
  const bytes = new Uint8Array(source);
  if (bytes.subarray(0, 8).join() !== '0,97,115,109,1,0,0,0') throw damaged('It is not WebAssembly.');
  const module = new Reader(bytes, 8);
  while (!module.done) {
    const from = module.at;
    const id = module.byte();
    const size = module.u32();
    const section = new Reader(bytes, module.at, module.at + size);
    module.take(size);
    if (id !== 0 || !module.done || section.name() !== sectionName) continue;
    const manifest = parsed(section.take(section.end - section.at));
    if (manifest.abi !== abiVersion)
      throw new SqlError('0A000', `the kernel has version ${String(manifest.abi)} of the interface`, {
        hint: `This host knows version ${abiVersion}; export the kernel with the quern that it is of.`,
      });
    if ((await sha256(bytes.slice(0, from))) !== manifest.sha256)
      throw damaged('Its bytes are not those that were written.');
    return manifest;
  }
  throw damaged('It does not end with a description.');
}

function parsed(json: Uint8Array): KernelManifest {
  let given: KernelManifest;
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)) as KernelManifest;
  } catch {
    throw damaged('Its description is not JSON.');
  }
  if (typeof given !== 'object' || given === null) throw damaged('Its description is none.');
  // Another version may have another description.
  if (given.abi === abiVersion && !isDescription(given)) throw damaged('Its description is none.');
  return given;
}

const forms: ReadonlySet<unknown> = new Set([undefined, 'bits', 'bytes', 'input', 'decimal']);

function isDescription({ kind, columns, params, result }: KernelManifest): boolean {
  const areValues = (list: readonly (KernelValues | null)[]): boolean =>
    Array.isArray(list) &&
    list.every((each) => {
      if (each === null || typeof each.type !== 'string' || !forms.has(each.form)) return false;
      const { digits = 0, places = 0 } = each;
      return [digits, places].every((count) => Number.isInteger(count) && count >= 0 && count <= 18);
    });
  return (
    (kind === 'predicate' || kind === 'expression') &&
    areValues(columns) &&
    columns.every(({ name }) => typeof name === 'string') &&
    areValues(params) &&
    (kind === 'predicate' || (result !== undefined && areValues([result])))
  );
}

/** Days or microseconds from 1970-01-01, from which Arrow counts, to 2000-01-01, from which PostgreSQL does, for the types that have them. */
export const epochs: Readonly<Record<string, bigint>> = {
  date: 10_957n,
  timestamp: 946_684_800_000_000n,
  timestamptz: 946_684_800_000_000n,
};
