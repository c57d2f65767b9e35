/** `quern/export`: a predicate or an expression as one WebAssembly module, for other hosts (docs/abi.md). */
export { clickhouseStatement } from './export/clickhouse.js';
export { exportKernel, type ExportedKernel, type ExportOptions } from './export/exporter.js';
export type { KernelColumn, KernelManifest, KernelValues } from './kernel/manifest.js';
