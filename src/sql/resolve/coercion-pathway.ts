/**
 * How a value of one type becomes another: by pg_cast, else through its text (parser/parse_coerce.c, find_coercion_pathway).
 */
import { catalogType, findCast } from '../../catalog/catalog.js';

/** What the surroundings allow; each allows what the one before does. */
export type CoercionContext = 'implicit' | 'assignment' | 'explicit';

export type Pathway =
  | { readonly method: 'relabel' }
  /** `func` is null for a function of types with which quern does not compute. */
  | { readonly method: 'function'; readonly func: string | null }
  | { readonly method: 'viaIO' }
  /** Each element of an array by its own pathway. */
  | { readonly method: 'elements'; readonly element: Pathway };

const order: Readonly<Record<CoercionContext, number>> = { implicit: 0, assignment: 1, explicit: 2 };
const castContexts: Readonly<Record<string, number>> = { i: 0, a: 1, e: 2 };

/** Arrays of one dimension from 0, into which no other array is cast by its elements. */
const vectors: ReadonlySet<string> = new Set(['oidvector', 'int2vector']);

export function findCoercionPathway(source: string, target: string, context: CoercionContext): Pathway | undefined {
  if (source === target) return { method: 'relabel' };
  const cast = findCast(source, target);
  if (cast) {
    if (order[context] < (castContexts[cast.context] ?? 2)) return undefined;
    if (cast.method === 'i') return { method: 'viaIO' };
    return cast.method === 'b' ? { method: 'relabel' } : { method: 'function', func: cast.func };
  }
  const [from, to] = [catalogType(source).element, catalogType(target).element];
  const element =
    from === null || to === null || vectors.has(target) ? undefined : findCoercionPathway(from, to, context);
  if (element !== undefined) return { method: 'elements', element };
  if (order[context] >= order.assignment && catalogType(target).category === 'S') return { method: 'viaIO' };
  if (context === 'explicit' && catalogType(source).category === 'S') return { method: 'viaIO' };
  return undefined;
}
