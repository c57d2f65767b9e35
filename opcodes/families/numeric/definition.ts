/** What all definitions of this family share: the source, and the shapes of functions over numeric. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';

export const source = 'src/backend/utils/adt/numeric.c';

/** A function of one numeric. */
export const ofOne = (
  name: string,
  summary: string,
  examples: readonly CallExample[],
  result = 'numeric',
): CallDefinition => defineCall({ name, summary, source, args: { a: 'numeric' }, result, examples });

/** A function of two numerics. */
export const ofTwo = (
  name: string,
  summary: string,
  examples: readonly CallExample[],
  result = 'numeric',
): CallDefinition => defineCall({ name, summary, source, args: { a: 'numeric', b: 'numeric' }, result, examples });
