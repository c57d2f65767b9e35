/** Every PostgreSQL function that quern knows, one definition each, in the order of the types they are about. */
import { boolCompare } from './bool.js';
import { date } from './date.js';
import { floatArithmetic } from './float-arithmetic.js';
import { floatCast } from './float-cast.js';
import { floatCompare } from './float-compare.js';
import { floatUnary } from './float-unary.js';
import { integerArithmetic } from './integer-arithmetic.js';
import { integerBit } from './integer-bit.js';
import { integerCast } from './integer-cast.js';
import { integerCompare } from './integer-compare.js';
import { integerUnary } from './integer-unary.js';
import { likeFunctions } from './like.js';
import { text } from './text.js';
import { textInputOutput } from './text-input-output.js';
import { timestamp } from './timestamp.js';
import type { FunctionDefinition } from '../../language/function.js';

export const functions: readonly FunctionDefinition[] = [
  ...boolCompare,
  ...integerCompare,
  ...integerArithmetic,
  ...integerUnary,
  ...integerBit,
  ...integerCast,
  ...floatCompare,
  ...floatArithmetic,
  ...floatUnary,
  ...floatCast,
  ...text,
  ...likeFunctions,
  ...date,
  ...timestamp,
  ...textInputOutput,
];

/** The definitions by name; a name that is given twice is a mistake of the list above. */
export const functionsByName: ReadonlyMap<string, FunctionDefinition> = new Map(functions.map((f) => [f.name, f]));
if (functionsByName.size !== functions.length) {
  throw new TypeError(
    `Two functions have one name: ${functions
      .filter((f) => functionsByName.get(f.name) !== f)
      .map((f) => f.name)
      .join(', ')}`,
  );
}
