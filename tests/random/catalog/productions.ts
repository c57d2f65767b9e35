/** All that can stand in an expression, read off the catalog: each function, operator and cast of which quern says that it computes it, and the constructs. */
import {
  allCasts,
  allFunctions,
  allOperators,
  bodyOf,
  catalogType,
  type CatalogFunction,
} from '../../../src/catalog/catalog.js';
import { types } from '../../../src/catalog/types.js';
import { supportedFunctions } from '../../../src/functions/functions.js';
import { reasonOutOfScope } from '../../../src/functions/scope.js';
import { constructs } from './constructs.js';
import type { Production } from './production.js';
import { rangeTypes, subtypeOfRange } from './subtypes.js';

/** Their answer is that of the moment or of the server. */
const ofTheMoment =
  /^(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random\w*|gen_random_uuid|uuidv\d\w*|timestamptz_age|timestamp_age|pg_\w*(oid|version)\w*)$/;

/** PGlite has no libraries for most encodings, and ends or hangs when one is asked for; examples of the family binary cover them. */
const endsPGlite: ReadonlySet<string> = new Set(['pg_convert', 'pg_convert_from', 'pg_convert_to']);

const isScalar = (type: string): boolean => Object.hasOwn(types, type) && catalogType(type).element === null;
const isHole = (type: string): boolean => Object.hasOwn(types, type) || (type.startsWith('any') && type !== 'anyenum');
/** `name` and its arguments as a call, the name quoted. */
const call = (name: string, args: readonly string[]): string => `"${name}"(${args.map(() => '$').join(', ')})`;

/** Only the sign of what a comparison for indexes gives has a meaning. */
const isOrder = ({ name, args, result }: CatalogFunction): boolean =>
  /cmp/.test(name) && result === 'int4' && args.length === 2;

function* functionProductions(): Generator<Production> {
  for (const f of allFunctions()) {
    const { name, func, args, result, variadic } = f;
    if (func === null || reasonOutOfScope(f) !== undefined || ![...args, result].every(isHole)) continue;
    if (!supportedFunctions.has(func) && bodyOf(func) === undefined) continue;
    if (ofTheMoment.test(name) || ofTheMoment.test(func) || endsPGlite.has(func)) continue;
    // Called by a cast with a modifier, which is tried below.
    if (name === result && args[0] === result && args[1] === 'int4') continue;
    const lengths = variadic ? [args.length, args.length + 1, args.length + 3] : [args.length];
    for (const length of lengths) {
      const all = Array.from({ length }, (_, i) => args[Math.min(i, args.length - 1)] ?? 'text');
      yield { result, template: isOrder(f) ? `(sign(${call(name, all)})::int4)` : call(name, all), args: all, func };
    }
  }
}

function* operatorProductions(): Generator<Production> {
  for (const { name, args, result, func } of allOperators()) {
    if (func === null || ![...args, result].every(isHole)) continue;
    if (!supportedFunctions.has(func) && bodyOf(func) === undefined) continue;
    yield { result, template: args.length === 1 ? `(${name} $)` : `($ ${name} $)`, args, func };
  }
}

/** Modifiers by the type; every cast to it is tried with each. */
const modified: Readonly<Record<string, readonly string[]>> = {
  numeric: ['numeric(5,2)', 'numeric(3)', 'numeric(3,-2)', 'numeric(2,4)'],
  varchar: ['varchar(3)', 'varchar(1)'],
  bpchar: ['char(4)', 'char'],
  bit: ['bit(5)', 'bit'],
  varbit: ['bit varying(3)'],
  time: ['time(2)', 'time(0)'],
  timetz: ['timetz(1)'],
  timestamp: ['timestamp(0)', 'timestamp(3)'],
  timestamptz: ['timestamptz(0)', 'timestamptz(2)'],
  interval: ['interval(2)', 'interval day to second', 'interval year', 'interval hour to minute'],
};

function* castProductions(): Generator<Production> {
  const pairs = [...allCasts().keys()].map((pair) => pair.split(' '));
  const throughText = Object.keys(types).flatMap((type) => [
    [type, 'text'],
    ['text', type],
    ['varchar', type],
  ]);
  for (const [from = '', to = ''] of [...pairs, ...throughText]) {
    if (!Object.hasOwn(types, from) || !Object.hasOwn(types, to)) continue;
    for (const name of [`"${to}"`, ...(modified[to] ?? [])])
      yield { result: to, template: `($::${name})`, args: [from] };
  }
}

/** What polymorphic types stand for, at once: all of one production agree. */
function typesFor(element: string): Readonly<Record<string, string>> | undefined {
  const { array, kind } = catalogType(element);
  if (array === null || !Object.hasOwn(types, array)) return undefined;
  const named = { anyelement: element, anynonarray: element, anyarray: array };
  const both = { ...named, anycompatible: element, anycompatiblenonarray: element, anycompatiblearray: array };
  if (kind === 'r' || kind === 'm') return both;
  const range = rangeTypes.find((type) => subtypeOfRange(type) === element);
  if (range === undefined) return both;
  const multirange = range.replace('range', 'multirange');
  return {
    ...both,
    anyrange: range,
    anymultirange: multirange,
    anycompatiblerange: range,
    anycompatiblemultirange: multirange,
  };
}
const isPolymorphic = (type: string): boolean => type.startsWith('any') && type !== 'any';

/** A production for each choice of what its polymorphic types stand for. */
function instances(production: Production): readonly Production[] {
  const all = [...production.args, production.result];
  if (!all.some(isPolymorphic)) return [production];
  return Object.keys(types)
    .filter(isScalar)
    .flatMap((element) => {
      const meant = typesFor(element);
      if (meant === undefined || all.some((type) => isPolymorphic(type) && meant[type] === undefined)) return [];
      const concrete = (type: string): string => meant[type] ?? type;
      return [{ ...production, args: production.args.map(concrete), result: concrete(production.result) }];
    });
}

/** Each with its instances; a production that has many is as likely as one that has one. */
export interface Productions {
  readonly all: readonly (readonly Production[])[];
  of(result: string): readonly (readonly Production[])[];
}

/** All productions. The catalog's functions must be loaded. */
export function productions(): Productions {
  const all = [...functionProductions(), ...operatorProductions(), ...castProductions(), ...constructs]
    .map(instances)
    .filter((group) => group.length > 0);
  const byResult = new Map<string, Production[][]>();
  for (const group of all) {
    for (const result of new Set(group.map((production) => production.result))) {
      const list = group.filter((production) => production.result === result);
      byResult.set(result, [...(byResult.get(result) ?? []), list]);
    }
  }
  return { all, of: (result) => byResult.get(result) ?? [] };
}
