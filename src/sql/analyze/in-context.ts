/** Work on a parse tree within the context of its text. */
import { transform } from './analyze.js';
import { withinStack } from '../../error.js';
import { Context, type ContextOptions } from './context.js';

/** What the work gives. A tree that is too deep for JavaScript's stack raises 54001. */
export function inContext<T>(options: Omit<ContextOptions, 'transform'>, work: (context: Context) => T): T {
  return withinStack(() => work(new Context({ ...options, transform })));
}
