/** The predicate as a kernel for other hosts. */
import { exportKernel } from '../../src/export.js';
import type { Source } from './protocol.js';

export interface ExportedView {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the kernel says of itself, as JSON. */
  readonly manifest: string;
}

/** Exports the predicate. Raises what it raises. */
export async function exportedKernel({ sql, schema }: Pick<Source, 'sql' | 'schema'>): Promise<ExportedView> {
  const { bytes, manifest } = await exportKernel(sql, { kind: 'predicate', schema });
  return { bytes: new Uint8Array(bytes), manifest: `${JSON.stringify(manifest, null, 2)}\n` };
}
