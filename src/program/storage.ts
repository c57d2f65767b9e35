/** How a column is stored, which SCAN_VAR's steps are named after: several types are stored alike. */
import type { TypeName } from '../catalog/types.js';

export function storageOf(type: TypeName): string {
  return type === 'date' ? 'INT4' : type === 'timestamp' ? 'INT8' : type.toUpperCase();
}
