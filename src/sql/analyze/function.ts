/** Function calls: which function is meant, or that it is really a cast (parser/parse_func.c: ParseFuncOrColumn, func_get_detail). */
import type { FuncCall } from 'libpg-query';
import { findType, formatType, functionsNamed, isOtherFunction, type CatalogFunction } from '../../catalog/catalog.js';
import { informationSchemaFunctions } from '../../catalog/information-schema.js';
import { coerceType } from '../resolve/coerce.js';
import { findCoercionPathway } from '../resolve/coercion-pathway.js';
import type { Context } from './context.js';
import { supportedFunctionsHint } from './function-hints.js';
import { present, type Item } from './item.js';
import { inCatalog, nameParts } from '../parse/names.js';
import { describeCall, makeCall } from '../resolve/make-call.js';
import { selectCandidate } from '../resolve/resolve-candidates.js';

const hint = 'No function matches the given name and argument types. You might need to add explicit type casts.';

export function analyzeFunction(context: Context, node: FuncCall): Item {
  const location = context.at(node.location);
  const parts = nameParts(node.funcname);
  const name = present(parts.at(-1));
  const qualified = parts.join('.');
  const args = (node.args ?? []).map((arg) => context.transform(arg));
  const known = inCatalog(parts, (code, message) => context.error(code, message, location));
  const decorated =
    node.agg_star ||
    node.agg_distinct ||
    node.agg_order ||
    node.agg_filter ||
    node.agg_within_group ||
    node.over ||
    node.func_variadic;
  if (known && (isOtherFunction(name) || (decorated && functionsNamed(name).length > 0))) {
    throw context.unsupported(`function ${name}`, location, supportedFunctionsHint(context, name));
  }
  if (parts[0] === 'information_schema' && parts.length === 2 && informationSchemaFunctions.has(name))
    throw context.unsupported(`function ${qualified}`, location, supportedFunctionsHint(context, name));
  const chosen = known ? choose(name, args) : 'none';
  const signature = `${qualified}(${args.map((arg) => formatType(arg.type)).join(', ')})`;
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
    : call(context, chosen, args, location);
}

/** A variadic function, with as many arguments as are given, unless there are too few. */
function fitted(candidate: CatalogFunction, count: number): CatalogFunction[] {
  if (!candidate.variadic) return [candidate];
  return count < candidate.args.length ? [] : [{ ...candidate, args: expanded(candidate, count), variadic: false }];
}

type Choice = CatalogFunction | { readonly cast: string } | 'none' | 'ambiguous';

function choose(name: string, args: readonly Item[]): Choice {
  const types = args.map((arg) => arg.type);
  const candidates = functionsNamed(name).flatMap((candidate) => fitted(candidate, types.length));
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

function call(context: Context, chosen: CatalogFunction, args: readonly Item[], location: number): Item {
  const made = makeCall(context, { ...chosen, args: expanded(chosen, args.length) }, args, location);
  if (made !== undefined) return made;
  throw context.unsupported(
    `function ${describeCall(chosen.name, chosen.args)}`,
    location,
    supportedFunctionsHint(context, chosen.name),
  );
}

/** The declared types of as many arguments: the last one of a variadic function is repeated. */
function expanded({ args, variadic }: CatalogFunction, count: number): readonly string[] {
  return variadic ? Array.from({ length: count }, (_, i) => present(args[Math.min(i, args.length - 1)])) : args;
}
