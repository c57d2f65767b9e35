/** Parameters as JavaScript gives them → values of the types that the expression wants. */
import type { Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { objectValue } from '../inputs/object-value.js';
import type { Compiled } from './front-end.js';
import type { ParamValue } from './types.js';

export function toParams(
  compiled: Pick<Compiled, 'arena' | 'params'>,
  params: readonly ParamValue[],
): (Value | null)[] {
  const wanted = compiled.params;
  if (params.length !== wanted.length) {
    throw new SqlError(
      '08P01',
      `bind message supplies ${params.length} parameters, but the expression requires ${wanted.length}`,
    );
  }
  return wanted.map((type, i) => {
    try {
      return objectValue(compiled.arena, type, params[i]);
    } catch (error) {
      if (error instanceof SqlError)
        throw new SqlError(error.code, `parameter $${i + 1}: ${error.message}`, { hint: error.hint });
      throw error;
    }
  });
}
