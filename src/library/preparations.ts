/** What is wrong with a function's constant arguments, found out by preparing them: PostgreSQL raises it only when it calls the function. */
import type { Arena } from '../arena/arena.js';
import { SqlError } from '../error.js';
import { functionInfo, functionNumber } from '../functions/functions.js';
import { makeState } from '../functions/prepare.js';
import type { PreparationError } from '../sql/expression.js';

/** What making the states of functions' constant arguments raises. */
export function preparationsIn(arena: Arena): PreparationError {
  return (func, args) => {
    const { prepare, family } = functionInfo(functionNumber(func));
    if (prepare === undefined) return undefined;
    const constants = prepare.args.map((place) => args[place]);
    const values = constants.flatMap((constant) => constant?.value ?? []);
    if (values.length < constants.length) return undefined;
    const types = constants.map((constant) => constant?.type ?? 'text');
    const owned: number[] = [];
    try {
      makeState(arena, { family, make: prepare.make, types, values }, owned);
      return undefined;
    } catch (error) {
      if (error instanceof SqlError) return error;
      throw error;
    } finally {
      for (const address of owned) arena.free(address);
    }
  };
}
