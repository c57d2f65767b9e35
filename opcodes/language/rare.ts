/** Which functions filters seldom have, by their types and by what their definitions say. */
import { representations, type FunctionDefinition, type SqlType } from './function.js';

/** The types whose functions are frequent, when all arguments are of one of them (or a bigint meets an integer literal). */
const frequentTypes: ReadonlySet<SqlType> = new Set(['bool', 'int4', 'int8', 'float8', 'text', 'date', 'timestamp']);

export function isRare(f: FunctionDefinition): boolean {
  const [a, b = a] = f.args.map((arg) => arg.type);
  if (f.rare === true || a === undefined || b === undefined) return true;
  const oneRepresentation = representations[f.result] === 'i32' || f.result === a;
  const oneType = a === b || (a === 'int8' && b === 'int4');
  return !frequentTypes.has(a) || !oneRepresentation || !oneType;
}
