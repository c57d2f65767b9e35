/** The values of `--param`, in the types that the predicate gives its parameters. */
import type { Arena, ParamValue, TypeName } from '../index.js';
import { SqlError } from '../error.js';
import { parseValue } from '../functions/text-value.js';

/** COPY's spelling of null in text format. */
const nullText = '\\N';

/** Raises 08P01 for too few or too many, or the error of the type's input function. */
export function paramValues(arena: Arena, types: readonly TypeName[], texts: readonly string[]): ParamValue[] {
  if (texts.length !== types.length) {
    throw new SqlError('08P01', `the SQL has ${types.length} parameters, but ${texts.length} values are given`, {
      hint: 'Give each with --param.',
    });
  }
  return types.map((type, index) => {
    const text = texts[index] ?? nullText;
    if (text === nullText) return null;
    try {
      return paramValue(arena, type, text);
    } catch (error) {
      throw error instanceof SqlError
        ? new SqlError(error.code, `parameter $${index + 1}: ${error.message}`, { hint: error.hint })
        : error;
    }
  });
}

function paramValue(arena: Arena, type: TypeName, text: string): ParamValue {
  const value = parseValue(arena, type, text);
  if (type === 'bool') return value === 1;
  // Any type that is no number is given as text, which has just been seen to be right.
  return type === 'date' || type === 'timestamp' ? text : value;
}
