/** `quern/kernel`: runs kernels that `quern export` or `exportKernel` has written, over Arrow's layouts or typed arrays, without the rest of quern. */
export { SqlError } from './error.js';
export type { ColumnData } from './kernel/column-data.js';
export { Kernel, type KernelOptions, type KernelParam } from './kernel/kernel.js';
export {
  abiVersion,
  readManifest,
  type KernelColumn,
  type KernelValues,
  type KernelManifest,
} from './kernel/manifest.js';
