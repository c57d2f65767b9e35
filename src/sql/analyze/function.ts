/** Function calls: which function is meant, or that it is really a cast (parser/parse_func.c: ParseFuncOrColumn, func_get_detail). */
import type { FuncCall, Node } from 'libpg-query';
import { findType, formatType, functionsNamed, isOtherFunction, type CatalogFunction } from '../../catalog/catalog.js';
import { informationSchemaFunctions } from '../../catalog/information-schema.js';
import { coerceType } from '../resolve/coerce.js';
import { findCoercionPathway } from '../resolve/coercion-pathway.js';
import type { Context } from './context.js';
import { supportedFunctionsHint } from './function-hints.js';
import { present, type Item } from './item.js';
import { inputCheck } from './input-check.js';
import { nullCount } from './null-count.js';
import { spreadCall } from './variadic-array.js';
import { parseExpression } from '../parse/parse.js';
import { inCatalog, nameParts } from '../parse/names.js';
import { describeCall, makeCall } from '../resolve/make-call.js';
import { selectCandidate } from '../resolve/resolve-candidates.js';

const hint = 'No function matches the given name and argument types. You might need to add explicit type casts.';

export function analyzeFunction(context: Context, node: FuncCall): Item {
  const location = context.at(node.location);
  const parts = nameParts(node.funcname);
  const name = present(parts.at(-1));
  const qualified = parts.join('.');
  const given = (node.args ?? []).map((arg) => givenArgument(context, arg));
  const args = given.map(({ item }) => item);
  const named = given.flatMap(({ name: written }) => written ?? []);
  const known = inCatalog(parts, (code, message) => context.error(code, message, location));
  const decorated =
    node.agg_star || node.agg_distinct || node.agg_order || node.agg_filter || node.agg_within_group || node.over;
  if (known && (isOtherFunction(name) || (decorated && functionsNamed(name).length > 0))) {
    throw context.unsupported(`function ${name}`, location, supportedFunctionsHint(context, name));
  }
  if (parts[0] === 'information_schema' && parts.length === 2 && informationSchemaFunctions.has(name))
    throw context.unsupported(`function ${qualified}`, location, supportedFunctionsHint(context, name));
  const isPlain = known && named.length === 0 && node.func_variadic !== true;
  const construct = isPlain
    ? (nullCount(context, name, args, location) ?? inputCheck(context, name, args, location))
    : undefined;
  if (construct !== undefined) return construct;
  const spread = node.func_variadic === true;
  const chosen = known ? choose(name, args, named, spread) : 'none';
  const signature = `${qualified}(${given.map(({ item, name: written }) => `${written === undefined ? '' : `${written} => `}${formatType(item.type)}`).join(', ')})`;
  if (chosen === 'none') throw context.error('42883', `function ${signature} does not exist`, location, hint);
  if (chosen === 'ambiguous') {
    throw context.error(
      '42725',
      `function ${signature} is not unique`,
      location,
      'Could not choose a best candidate function. You might need to add explicit type casts.',
    );
  }
  return 'cast' in chosen
    ? coerceType(context, present(args[0]), chosen.cast, 'explicit', location)
    : call(context, chosen, inOrder(context, chosen, args, named), location);
}

/** The signature for as many arguments, the last ones by name: variadic ones are repeated, those with defaults may be missing. */
function fitted(candidate: CatalogFunction, count: number, named: readonly string[], spread: boolean): Fitted[] {
  const { args, names, defaults, variadic } = candidate;
  if (spread) return withArray(candidate, count);
  if (variadic) {
    if (count < args.length || named.length > 0) return [];
    return [{ ...candidate, args: expanded(candidate, count), variadic: false, gathered: args.length - 1 }];
  }
  if (named.length === 0) {
    if (count > args.length || count < args.length - defaults.length) return count === args.length ? [candidate] : [];
    return [{ ...candidate, args: args.slice(0, count) }];
  }
  const places = named.map((name) => names.indexOf(name));
  const positional = count - named.length;
  if (places.some((place) => place < positional) || new Set(places).size < places.length) return [];
  const missing = args.some((_, i) => i >= positional && i < args.length - defaults.length && !places.includes(i));
  if (missing) return [];
  const taken = [...Array.from({ length: positional }, (_, i) => i), ...places];
  return [{ ...candidate, args: taken.map((place) => present(args[place])) }];
}

/** `gathered` says from which argument on they are those of a variadic one, `spread` that the last one is an array of them. */
type Fitted = CatalogFunction & { readonly gathered?: number; readonly spread?: true };

/** The signature for VARIADIC and an array, in whose place the variadic arguments could stand. */
function withArray(candidate: CatalogFunction, count: number): Fitted[] {
  const { args, variadic } = candidate;
  if (!variadic || count !== args.length) return [];
  const last = present(args.at(-1));
  const array = last === 'any' ? 'any' : findType(last)?.array;
  if (array == null) return [];
  return [{ ...candidate, args: [...args.slice(0, -1), array], variadic: false, spread: true }];
}

type Choice = Fitted | { readonly cast: string } | 'none' | 'ambiguous';

function choose(name: string, args: readonly Item[], named: readonly string[], spread: boolean): Choice {
  const types = args.map((arg) => arg.type);
  const all = functionsNamed(name).flatMap((candidate) => fitted(candidate, types.length, named, spread));
  // Of two with the same arguments, the one that is not variadic is meant.
  const plain = new Set(all.flatMap(({ gathered, args: taken }) => (gathered === undefined ? [taken.join()] : [])));
  const candidates = all.filter(({ gathered, args: taken }) => gathered === undefined || !plain.has(taken.join()));
  const exact = candidates.find(
    (candidate) => candidate.args.length === types.length && candidate.args.every((arg, index) => arg === types[index]),
  );
  if (exact) return exact;
  const [only] = args;
  if (only !== undefined && args.length === 1 && isCast(only, name)) return { cast: name };
  return selectCandidate(types, candidates);
}

/** A function of one argument that is named like a type is a cast when no cast function does it. */
function isCast(source: Item, name: string): boolean {
  const target = findType(name);
  if (target === undefined || target.kind === 'c') return false;
  return (
    source.kind === 'Unknown' ||
    ['relabel', 'viaIO'].includes(findCoercionPathway(source.type, name, 'explicit')?.method ?? '')
  );
}

interface GivenArgument {
  readonly item: Item;
  readonly name?: string;
}

function givenArgument(context: Context, node: Node): GivenArgument {
  if (!('NamedArgExpr' in node)) return { item: context.transform(node) };
  return { item: context.transform(node.NamedArgExpr.arg), name: node.NamedArgExpr.name ?? '' };
}

/** All arguments in the declared order, with the defaults of those that are left out. */
function inOrder(
  context: Context,
  chosen: CatalogFunction,
  args: readonly Item[],
  named: readonly string[],
): readonly Item[] {
  const { names, defaults } = chosen;
  if (defaults.length === 0) return args;
  const whole = [...args.slice(0, args.length - named.length)] as (Item | undefined)[];
  named.forEach((name, i) => {
    whole[names.indexOf(name)] = args[args.length - named.length + i];
  });
  const first = names.length - defaults.length;
  return names.map((_, i) => whole[i] ?? defaultItem(context, present(defaults[i - first])));
}

function defaultItem(context: Context, text: string): Item {
  const { node, offset } = parseExpression(text);
  return context.within(text, offset, []).transform(node);
}

function call(context: Context, chosen: Fitted, args: readonly Item[], location: number): Item {
  if (chosen.spread === true && !takesArray(context, chosen)) {
    const spread = spreadCall(context, chosen.func, args, location);
    if (spread !== undefined) return spread;
    throw context.unsupported(
      `VARIADIC in a call of the function ${chosen.name}`,
      location,
      'Write the elements of the array as arguments.',
    );
  }
  const declared = functionsNamed(chosen.name).find((each) => each.func === chosen.func && each.defaults.length > 0);
  const types = declared?.args ?? expanded(chosen, args.length);
  const made = makeCall(context, { ...chosen, args: types }, args, location);
  if (made !== undefined) return made;
  throw context.unsupported(
    `function ${describeCall(chosen.name, chosen.args)}`,
    location,
    supportedFunctionsHint(context, chosen.name),
  );
}

/** Whether quern's function has its variadic arguments as one array too. */
function takesArray(context: Context, { func }: Fitted): boolean {
  if (func === null || !context.supports(func)) return false;
  const last = context.argumentsOf(func).at(-1);
  return last !== undefined && findType(last)?.element != null;
}

/** The declared types of as many arguments: the last one of a variadic function is repeated. */
function expanded({ args, variadic }: CatalogFunction, count: number): readonly string[] {
  return variadic ? Array.from({ length: count }, (_, i) => present(args[Math.min(i, args.length - 1)])) : args;
}
