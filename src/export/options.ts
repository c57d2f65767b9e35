/** What is exported, and what comes of it. */
import type { Schema } from '../sql/expression.js';
import type { SchemaObject } from '../sql/schema.js';
import type { TypeName } from '../catalog/types.js';
import type { KernelManifest } from '../kernel/manifest.js';

export interface ExportOptions {
  /** The columns: `{ age: 'int4 not null', name: 'text' }`, or the same as SQL text. None unless given. */
  readonly schema?: string | SchemaObject | Schema;
  /** Types of parameters that the text does not tell, `$1` first. */
  readonly paramTypes?: readonly (TypeName | undefined)[];
  /** What is exported; `predicate` unless given. */
  readonly kind?: 'predicate' | 'expression';
  /** `clickhouse` adds ClickHouse's convention for functions in WebAssembly; the module then imports `clickhouse_throw`, and only ClickHouse can run it. */
  readonly target?: 'clickhouse';
  /** Bytes for the texts that one row may make (a whole batch, of an expression); more raises 53200. 256 KiB unless given. */
  readonly scratchBytes?: number;
  /** The most bytes that the module's memory may grow to, its data, scratch area and batches included; 1 GiB unless given. */
  readonly maximumBytes?: number;
}

export interface ExportedKernel {
  /** The module: a few kilobytes, without imports. `Kernel.load` of `quern/kernel` runs it; so does any host that follows docs/abi.md. */
  readonly bytes: Uint8Array;
  /** What is in it; the module has it too, in its custom section `quern`. */
  readonly manifest: KernelManifest;
}
