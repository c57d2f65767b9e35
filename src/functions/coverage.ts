/** How much of PostgreSQL's catalog is supported: functions, operators, casts and types, counted against the definitions. */
import {
  allCasts,
  allFunctions,
  allOperators,
  bodyOf,
  catalogType,
  loadRoutines,
  type CatalogFunction,
} from '../catalog/catalog.js';
import { types } from '../catalog/types.js';
import { decodeBase64 } from '../platform/base64.js';
import { supportedFunctions } from './functions.js';
import { familyNames, familyOfFunction, loadFamily } from './registry.js';
import { reasonOutOfScope } from './scope.js';

/** How many of the rows of a catalog are supported, of those that could be. */
export interface Share {
  readonly supported: number;
  readonly inScope: number;
}

/** A type, and the family that has it; without a family it is not supported. */
export interface TypeCoverage {
  readonly name: string;
  readonly family?: string;
}

/** A family beside the core. */
export interface FamilyCoverage {
  readonly name: string;
  /** Bytes of its WebAssembly module. */
  readonly bytes: number;
  /** C functions that it defines. */
  readonly functions: number;
  readonly types: readonly string[];
}

/** A function that cannot be called. */
export interface AbsentFunction {
  /** As PostgreSQL writes it: `round(double precision)`. */
  readonly function: string;
  readonly reason: string;
  /** False when it is left out on purpose. */
  readonly inScope: boolean;
}

/** What is supported and what is not. */
export interface Coverage {
  readonly functions: Share;
  readonly operators: Share;
  readonly casts: Share;
  readonly types: readonly TypeCoverage[];
  readonly families: readonly FamilyCoverage[];
  readonly absent: readonly AbsentFunction[];
}

/** Compiles a call of a function whose body is SQL; gives the reason why it cannot be, or undefined. */
export type CompileCall = (f: CatalogFunction) => Promise<string | undefined>;

/** A type that a call can have in the place of the named one: itself, or any for a polymorphic type. */
const isUsable = (type: string): boolean =>
  Object.hasOwn(types, type) || type === 'unknown' || catalogType(type).kind === 'p';

const firstUnusable = (all: readonly string[]): string | undefined => all.find((type) => !isUsable(type));

/** As PostgreSQL writes a function with its arguments. */
const signature = ({ name, args, variadic }: CatalogFunction): string =>
  `${name}(${args.map((arg, i) => `${variadic && i === args.length - 1 ? 'VARIADIC ' : ''}${catalogType(arg).sqlName}`).join(', ')})`;

/** Functions that the analyser writes as other expressions (`src/sql/analyze/input-check.ts`). */
const constructs: ReadonlySet<string> = new Set(['pg_input_is_valid']);

/** Counts everything. Loads every family. */
export async function coverage(compileCall: CompileCall): Promise<Coverage> {
  await loadRoutines();
  const broken = new Map<string, string>();
  for (const f of allFunctions()) {
    if (f.func === null || bodyOf(f.func) === undefined || reasonOutOfScope(f) !== undefined) continue;
    const problem = firstUnusable([...f.args, f.result]) === undefined ? await compileCall(f) : undefined;
    if (problem !== undefined) broken.set(f.func, problem);
  }

  /** Why what calls this function with these types does not work, and undefined when it does. */
  const problemOf = (func: string, used: readonly string[]): string | undefined => {
    const type = firstUnusable(used);
    if (type !== undefined) return `the type ${catalogType(type).sqlName} is not supported`;
    const problem = broken.get(func);
    if (problem !== undefined) return `its SQL body does not compile: ${problem}`;
    if (bodyOf(func) !== undefined || supportedFunctions.has(func) || constructs.has(func)) return undefined;
    return `the C function ${func} is not defined`;
  };

  const absent: AbsentFunction[] = [];
  const functions = { supported: 0, inScope: 0 };
  const outOfScope = new Set<string>();
  for (const f of allFunctions()) {
    const reason = reasonOutOfScope(f);
    if (f.func === null || reason !== undefined) {
      absent.push({ function: signature(f), reason: reason ?? '', inScope: false });
      if (f.func !== null) outOfScope.add(f.func);
      continue;
    }
    functions.inScope++;
    const problem = problemOf(f.func, [...f.args, f.result]);
    if (problem === undefined) functions.supported++;
    else absent.push({ function: signature(f), reason: problem, inScope: true });
  }

  /** The types that belong to quern: those of the functions in scope, and the arrays of them. */
  const named = allFunctions()
    .filter((f) => reasonOutOfScope(f) === undefined)
    .flatMap((f) => [...f.args, f.result])
    .filter((type) => type !== 'unknown' && catalogType(type).kind !== 'p');
  const own = new Set([...named, ...named.flatMap((type) => catalogType(type).array ?? [])]);

  return {
    functions,
    operators: operatorShare(problemOf, outOfScope),
    casts: castShare(problemOf, outOfScope, own),
    types: [...new Set([...Object.keys(types), ...own])].map((name) =>
      Object.hasOwn(types, name) ? { name, family: types[name as keyof typeof types].family } : { name },
    ),
    families: await Promise.all(familyNames.map(familyCoverage)),
    absent,
  };
}

type Problem = (func: string, used: readonly string[]) => string | undefined;

function operatorShare(problemOf: Problem, outOfScope: ReadonlySet<string>): Share {
  const all = allOperators().flatMap(({ func, args, result }) =>
    func === null || outOfScope.has(func) ? [] : [problemOf(func, [...args, result])],
  );
  return { supported: all.filter((problem) => problem === undefined).length, inScope: all.length };
}

function castShare(problemOf: Problem, outOfScope: ReadonlySet<string>, own: ReadonlySet<string>): Share {
  const all = [...allCasts()].flatMap(([pair, { func, method }]) => {
    const used = pair.split(' ');
    if (used.some((type) => !own.has(type)) || (func !== null && outOfScope.has(func))) return [];
    // A cast by a function that the catalog does not name is by one that quern leaves out.
    if (func === null) return method === 'f' ? [] : [firstUnusable(used)];
    return [problemOf(func, used)];
  });
  return { supported: all.filter((problem) => problem === undefined).length, inScope: all.length };
}

async function familyCoverage(name: string): Promise<FamilyCoverage> {
  const { module, functions } = await loadFamily(name);
  return {
    name,
    bytes: decodeBase64(module).length,
    functions: functions.filter((f) => familyOfFunction(f.name) === name && !f.args.includes('internal')).length,
    types: Object.values(types).flatMap((type) => (type.family === name ? [type.name] : [])),
  };
}
