/** Whether a function's constant arguments can be prepared, found out by preparing them: PostgreSQL raises what is wrong with them only when it calls the function. */
import type { Arena } from '../arena/arena.js';
import { SqlError } from '../error.js';
import { functionInfo, functionNumber } from '../functions/functions.js';
import { makeState } from '../functions/prepare.js';
import type { CanPrepare } from '../sql/expression.js';

/** Whether the states of functions' constant arguments can be made; where one cannot, the function raises its error when it is called. */
export function preparationsIn(arena: Arena): CanPrepare {
  return (func, args) => {
    const { prepare, family } = functionInfo(functionNumber(func));
    if (prepare === undefined) return true;
    const constants = prepare.args.map((place) => args[place]);
    const values = constants.flatMap((constant) => constant?.value ?? []);
    if (values.length < constants.length) return true;
    const types = constants.map((constant) => constant?.type ?? 'text');
    const owned: number[] = [];
    try {
      makeState(arena, { family, make: prepare.make, types, values }, owned);
      return true;
    } catch (error) {
      if (error instanceof SqlError) return false;
      throw error;
    } finally {
      for (const address of owned) arena.free(address);
    }
  };
}
