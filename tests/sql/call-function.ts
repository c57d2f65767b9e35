/** What the analyser and the simplifier call on constants: the functions themselves, of all families. */
import { Arena } from '../../src/arena/arena.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import { constantCaller } from '../../src/library/constant-call.js';

await Promise.all(familyNames.map(loadFamily));

export const callFunction = constantCaller(new Arena());
/** Every function that programs can call. */
export const everyFunction = supportedFunctions;
