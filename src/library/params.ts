/** Parameters as JavaScript gives them → values of the types that the expression wants. */
import type { Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { objectValue } from '../inputs/object-value.js';
import type { Compiled } from './front-end.js';
import type { Parameter, Params, ParamValue } from './types.js';

export function toParams(compiled: Pick<Compiled, 'arena' | 'params' | 'paramNames'>, given: Params): (Value | null)[] {
  const wanted = compiled.params;
  const params = isList(given) ? given : named(compiled, given);
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
        throw new SqlError(error.code, `parameter ${calledBy(compiled, i)}: ${error.message}`, { hint: error.hint });
      throw error;
    }
  });
}

/** The parameters by number, with their names. */
export const parametersIn = ({ params, paramNames }: Compiled): Parameter[] =>
  params.map((type, i) => ({ name: paramNames[i], type }));

const isList = (params: Params): params is readonly ParamValue[] => Array.isArray(params);

/** How the text calls a parameter. */
const calledBy = ({ paramNames }: Pick<Compiled, 'paramNames'>, index: number): string =>
  paramNames[index] === undefined ? `$${index + 1}` : `:${paramNames[index]}`;

/** The values by name; a parameter that was written as a number has that for a name. */
function named(
  compiled: Pick<Compiled, 'params' | 'paramNames'>,
  given: Readonly<Record<string, ParamValue>>,
): ParamValue[] {
  return compiled.params.map((_, index) => {
    const name = compiled.paramNames[index] ?? String(index + 1);
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) return value;
    throw new SqlError('08P01', `there is no value for parameter ${calledBy(compiled, index)}`, {
      hint: 'Give null where its value is null.',
    });
  });
}
