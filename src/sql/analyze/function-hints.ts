/** What to do about a function that PostgreSQL has and quern does not: the ones that there are. */
import {
  allFunctions,
  findType,
  formatType,
  functionsNamed,
  operatorOfFunction,
  type CatalogFunction,
} from '../../catalog/catalog.js';
import { isComputed } from '../computed-types.js';
import type { Context } from './context.js';
import { nearest } from './near-names.js';

/** How many functions a hint names at most. */
const most = 16;

/** The supported functions of the same name, or of a similar one, or else of any. */
export function supportedFunctionsHint(context: Context, name: string): string {
  const supported = (each: CatalogFunction): boolean =>
    each.func !== null && isComputed(each.result) && context.supports(each.func);
  const sameName = functionsNamed(name).filter(supported).map(signature);
  if (sameName.length > 0) return `Supported functions of this name: ${listed(sameName)}.`;
  const names = [
    ...new Set(
      allFunctions()
        .filter((each) => supported(each) && isCalled(each))
        .map((each) => each.name),
    ),
  ];
  const near = nearest(name, names);
  return near.length > 0
    ? `Perhaps you meant to call the function ${near.join(' or ')}.`
    : `Supported functions: ${listed(names.sort())}.`;
}

const signature = ({ name, args }: CatalogFunction): string => `${name}(${args.map(formatType).join(', ')})`;

const listed = (names: readonly string[]): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} others`;

/** Whether people call it by its name: not what is behind an operator, which has the name of its C function, or behind a cast, which has a type's. */
const isCalled = ({ name, func }: CatalogFunction): boolean =>
  findType(name) === undefined && (name !== func || operatorOfFunction(func) === undefined);
