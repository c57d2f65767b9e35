/** Every PostgreSQL function that quern knows, one definition each, in the order of the types they are about. */
import { boolCompare } from './functions/bool.js';
import { date } from './functions/date.js';
import { floatArithmetic } from './functions/float-arithmetic.js';
import { floatCast } from './functions/float-cast.js';
import { floatCompare } from './functions/float-compare.js';
import { floatUnary } from './functions/float-unary.js';
import { integerArithmetic } from './functions/integer-arithmetic.js';
import { integerBit } from './functions/integer-bit.js';
import { integerCast } from './functions/integer-cast.js';
import { integerCompare } from './functions/integer-compare.js';
import { integerUnary } from './functions/integer-unary.js';
import { likeFunctions } from './functions/like.js';
import { text } from './functions/text.js';
import { textInputOutput } from './functions/text-input-output.js';
import { timestamp } from './functions/timestamp.js';
import type { FunctionDefinition } from './language/function.js';

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
