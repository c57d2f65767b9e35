/** `quern/export`: a predicate or an expression as one WebAssembly module, for other hosts (docs/abi.md). */
export { clickhouseStatement } from './export/clickhouse.js';
export { exportKernel } from './export/export-kernel.js';
export type { ExportedKernel, ExportOptions } from './export/options.js';
export type { KernelColumn, KernelManifest, KernelValues } from './kernel/manifest.js';
