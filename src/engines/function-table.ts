/** The function table of the JavaScript engines: every function over an arena's views, made once for all programs there. */
import type { Arena, Views } from '../memory/arena.js';
import { makeFunctions } from './functions.generated.js';

export type Functions = ReturnType<typeof makeFunctions>;

const tables = new WeakMap<Views, Functions>();

/** The functions by number. They hold the typed arrays, so there are others when the memory has grown. */
export function functionsOver({ views, runtime }: Arena): Functions {
  let functions = tables.get(views);
  if (functions === undefined) {
    functions = makeFunctions({ ...views, runtime });
    tables.set(views, functions);
  }
  return functions;
}
