/**
 * PostgreSQL's system catalogs, as far as resolution needs them: a view over the generated tables, parsed when
 * first asked. A type is identified by its name in pg_type, which is unique within pg_catalog. Operators, casts and
 * functions are asked for by SQL texts only, so their tables are loaded beside the parser.
 */
import { rowTypeNames, typeTable } from './catalog.generated.js';
import { loadPart } from '../platform/load-part.js';

import { SqlError } from '../error.js';

/** A row of pg_type. */
export interface CatalogType {
  readonly name: string;
  readonly category: string;
  /** b base, p pseudo, d domain, e enum, r range, m multirange, c composite. */
  readonly kind: string;
  readonly preferred: boolean;
  /** Of an array type, its element. */
  readonly element: string | null;
  readonly array: string | null;
  /** Bytes of a value in a tuple (`typlen`); -1 for a varlena; 0 for a pseudo-type, which no tuple has. */
  readonly length: number;
  /** What a value's offset in a tuple is a multiple of (`typalign`), in bytes. */
  readonly align: 1 | 2 | 4 | 8;
  /** As `format_type` prints it. */
  readonly sqlName: string;
}

/** A row of pg_operator; `func` is null when an operand or the result is not a type that quern computes with. */
export interface CatalogOperator {
  readonly name: string;
  /** Two argument types, or one for a prefix operator. */
  readonly args: readonly string[];
  readonly result: string;
  readonly func: string | null;
  readonly negator: string | null;
  readonly commutator: string | null;
}

/** A row of pg_cast. */
export interface CatalogCast {
  readonly func: string | null;
  /** i implicit, a assignment, e explicit. */
  readonly context: string;
  /** f function, b binary coercible, i through text. */
  readonly method: string;
}

/** A row of pg_proc. */
export interface CatalogFunction {
  readonly name: string;
  readonly args: readonly string[];
  /** The names of the arguments, and the expressions that stand for the last ones when they are left out. */
  readonly names: readonly string[];
  readonly defaults: readonly string[];
  /** The last argument may be repeated. */
  readonly variadic: boolean;
  readonly result: string;
  readonly func: string | null;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function rows(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}

/** `typalign`'s letters, for the C types char, short, int and double. */
const alignments: Readonly<Record<string, CatalogType['align']>> = { c: 1, s: 2, i: 4, d: 8 };

const absent = (word: string | undefined) => (word === undefined || word === '-' ? null : word);

/** The values of an enum are numbers in the order of its labels, so their comparisons are those of int4. */
const ofNumbers: Readonly<Record<string, string>> = {
  enum_eq: 'int4eq',
  enum_ne: 'int4ne',
  enum_lt: 'int4lt',
  enum_le: 'int4le',
  enum_gt: 'int4gt',
  enum_ge: 'int4ge',
};
/** The C function of an operator, or the one that computes the same. */
const functionOf = (word: string | undefined): string | null => {
  const func = absent(word);
  return func === null ? null : (ofNumbers[func] ?? func);
};

const types = lazy(() => {
  const byName = new Map<string, CatalogType>();
  for (const [name = '', category = '', kind = '', preferred, element, array, length, align = '', ...words] of rows(
    typeTable,
  )) {
    byName.set(name, {
      name,
      category,
      kind,
      preferred: preferred === '!',
      element: absent(element),
      array: absent(array),
      length: Number(length),
      align: alignments[align] ?? 1,
      sqlName: words.length === 0 ? name : words.join(' '),
    });
  }
  for (const name of rowTypeNames.trim().split(/\s/)) {
    byName.set(name, {
      name,
      category: 'C',
      kind: 'c',
      preferred: false,
      element: null,
      array: `_${name}`,
      length: -1,
      align: 8,
      sqlName: name,
    });
    byName.set(`_${name}`, {
      name: `_${name}`,
      category: 'A',
      kind: 'b',
      preferred: false,
      element: name,
      array: null,
      length: -1,
      align: 8,
      sqlName: `${name}[]`,
    });
  }
  return byName;
});

function group<T extends { readonly name: string }>(entries: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const list = groups.get(entry.name);
    if (list) list.push(entry);
    else groups.set(entry.name, [entry]);
  }
  return groups;
}

const operators = lazy(() =>
  group(
    rows(routines().operatorTable).map(
      ([name = '', left = '', right = '', result = '', func, negator, commutator]): CatalogOperator => ({
        name,
        args: left === '-' ? [right] : [left, right],
        result,
        func: functionOf(func),
        negator: absent(negator),
        commutator: absent(commutator),
      }),
    ),
  ),
);

const operatorsBySignature = lazy(() => {
  const found = new Map<string, CatalogOperator>();
  for (const list of operators().values()) for (const o of list) found.set(`${o.name} ${o.args.join(' ')}`, o);
  return found;
});

const operatorsByFunction = lazy(() => {
  const found = new Map<string, CatalogOperator>();
  for (const list of operators().values())
    for (const o of list) if (o.func !== null && !o.args.includes('anyenum')) found.set(o.func, o);
  return found;
});

const casts = lazy(() => {
  const found = new Map<string, CatalogCast>();
  for (const [source = '', target = '', func, context = '', method = ''] of rows(routines().castTable)) {
    found.set(`${source} ${target}`, { func: absent(func), context, method });
  }
  return found;
});

const functions = lazy(() =>
  group(
    rows(routines().functionTable).map(
      ([name = '', func, result = '', ...args]): CatalogFunction => ({
        name,
        args: args.map((arg) => arg.replace(/\*$/, '')),
        variadic: args.at(-1)?.endsWith('*') === true,
        names: defaultsOf(func)?.[0]?.split(' ') ?? [],
        defaults: defaultsOf(func)?.slice(1) ?? [],
        result,
        func: absent(func),
      }),
    ),
  ),
);

const defaults = lazy(
  () =>
    new Map(
      routines()
        .defaultTable.trim()
        .split('\n')
        .map((line) => [line.split('\t')[0] ?? '', line.split('\t').slice(1)]),
    ),
);
const defaultsOf = (func: string | undefined): readonly string[] | undefined => defaults().get(func ?? '');

/** What a function in SQL returns: an expression over $1, $2, …, and null where an argument is if it is strict. */
export interface Body {
  readonly text: string;
  readonly strict: boolean;
}

const bodies = lazy(() => new Map(routines().bodyTable.split('\n').map(bodyAt)));

function bodyAt(line: string): [string, Body | undefined] {
  const [name = '', nulls, text] = line.split('\t');
  return [name, text === undefined ? undefined : { text, strict: nulls === 'strict' }];
}

/** The body of a function in SQL; undefined for a C function. */
export const bodyOf = (func: string): Body | undefined => bodies().get(func);

let loadedRoutines: typeof import('./routines.generated.js') | undefined;

/** The tables of operators, casts and functions. */
function routines(): typeof import('./routines.generated.js') {
  if (loadedRoutines === undefined)
    throw new SqlError('55000', "PostgreSQL's operators and functions are not loaded", {
      hint: 'Await loadParser() first.',
    });
  return loadedRoutines;
}

const otherFunctions = lazy(() => new Set(routines().otherFunctionNames.trim().split(/\s/)));
const stableFunctions = lazy(() => new Set(routines().stableFunctionNames.trim().split(/\s/)));

/** The type of that name in pg_catalog. */
export const findType = (name: string): CatalogType | undefined => types().get(name);

/** Enters a type that a schema declares. */
export function addType(type: CatalogType): void {
  types().set(type.name, type);
}

/** The type of that name, which is known to exist because it comes from the catalog itself. */
export function catalogType(name: string): CatalogType {
  const type = findType(name);
  if (type === undefined) throw new SqlError('XX000', `no type ${name} in the catalog`);
  return type;
}

/** As `format_type` prints it: `integer` for int4. */
export const formatType = (name: string): string => findType(name)?.sqlName ?? name;

export const operatorsNamed = (name: string): readonly CatalogOperator[] => operators().get(name) ?? [];

/** The operator with exactly these argument types. */
export const findOperator = (name: string, args: readonly string[]): CatalogOperator | undefined =>
  operatorsBySignature().get(`${name} ${args.join(' ')}`);

/**
 * The C function of a comparison of two values of a type: its own, that of the polymorphic type that stands for it, or that of a type whose values its own are
 * too, as those of varchar are text and those of cidr inet; null where it is known and not computed with.
 */
export function comparisonOf(operator: '=' | '<', name: string): string | null | undefined {
  const type = operandType(name);
  const own = findOperator(operator, [type, type])?.func;
  if (own !== undefined) return own;
  for (const [pair, { method, context }] of casts()) {
    const [source, target = ''] = pair.split(' ');
    if (source !== type || method !== 'b' || context !== 'i') continue;
    const func = findOperator(operator, [target, target])?.func;
    if (func !== undefined) return func;
  }
  return undefined;
}

/** The operator that calls this C function. */
export const operatorOfFunction = (func: string): CatalogOperator | undefined => operatorsByFunction().get(func);

/** The function of the operator that negates that of this function: `int4eq` for `int4ne`. */
export function negatorOf(func: string): string | undefined {
  const operator = operatorOfFunction(func);
  if (operator === undefined || operator.negator === null) return undefined;
  return findOperator(operator.negator, operator.args)?.func ?? undefined;
}

/** The type that stands for this one among the operands of `=` and `<`: itself, or a polymorphic one. */
export function operandType(name: string): string {
  const { element, kind } = catalogType(name);
  return element === null ? (polymorphicOf[kind] ?? name) : 'anyarray';
}
const polymorphicOf: Readonly<Record<string, string>> = { e: 'anyenum', r: 'anyrange', m: 'anymultirange' };

export const findCast = (source: string, target: string): CatalogCast | undefined => casts().get(`${source} ${target}`);

/** Every operator. */
export const allOperators = (): readonly CatalogOperator[] => [...operators().values()].flat();

/** Every cast, by its source and target with a space between. */
export const allCasts = (): ReadonlyMap<string, CatalogCast> => casts();

/** All functions whose signatures quern knows. */
export const allFunctions = (): readonly CatalogFunction[] => [...functions().values()].flat();

export const functionsNamed = (name: string): readonly CatalogFunction[] => functions().get(name) ?? [];

/** Loads what is asked for when a text is analysed: operators, casts and functions, and the names that only errors need. */
export async function loadRoutines(): Promise<void> {
  if (loadedRoutines !== undefined) return;
  loadedRoutines = await loadPart("PostgreSQL's operators and functions", () => import('./routines.generated.js'));
}

/** Whether a function of that name exists of which quern knows no signature. */
export const isOtherFunction = (name: string): boolean => otherFunctions().has(name);

/** Whether a C function always gives the same for the same arguments, so that it may be called while compiling. */
export const isImmutable = (func: string): boolean =>
  !stableFunctions().has(func) && !clockValues.has(func) && !violations.has(func) && !constructors.has(func);

/** They raise whenever they are called, so they are called only where a value is none of its domain. */
const violations: ReadonlySet<string> = new Set(['domain_violation', 'domain_null']);

/** JSON_OBJECT, JSON_ARRAY and JSON, which PostgreSQL does not compute while it plans (JsonConstructorExpr). */
const constructors: ReadonlySet<string> = new Set([
  'json_object_with',
  'jsonb_object_with',
  'json_array_without_nulls',
  'jsonb_array_without_nulls',
  'json_in_unique',
]);

/** CURRENT_DATE and its kin, which are no functions of pg_proc. */
const clockValues: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
]);
