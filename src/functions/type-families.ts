/** The families of types: values of a column can be read and stored when that of its type is loaded. */
import { types, type TypeName } from '../catalog/types.js';
import { loadFamily } from './registry.js';

/** Loads them. Raises 58P01 when one cannot be had. */
export async function loadFamiliesOf(columns: readonly { readonly type: TypeName }[]): Promise<void> {
  const families = new Set(columns.map(({ type }) => types[type].family));
  families.delete('core');
  await Promise.all([...families].map(loadFamily));
}
