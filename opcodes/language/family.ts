/**
 * A family: PostgreSQL's types and functions of one subject, with their errors and the runtime functions that compute them. It becomes one
 * module, loaded when a predicate names something of it. Its functions and errors are numbered from `number` × 512, and its static data
 * lies in the 64 KiB of every linear memory that begin at `number` × 65,536, so that families can be built one by one.
 */
import type { CallDefinition } from './call.js';
import type { ErrorDefinition } from './errors.js';
import type { TypeDefinition } from './type.js';

export interface FamilyDefinition {
  readonly name: string;
  /** Its place among the families, from 1; core is 0. It never changes, because programs hold function numbers. */
  readonly number: number;
  readonly summary: string;
  /** The families, beside core, whose runtime functions its own call (`@external("numeric", …)`). */
  readonly dependsOn?: readonly string[];
  readonly types: readonly TypeDefinition[];
  readonly errors: Readonly<Record<string, ErrorDefinition>>;
  readonly functions: readonly CallDefinition[];
}

/** How many functions, and how many errors, a family has room for. */
export const familyStride = 512;
/** The numbers that all families together have. */
export const mostFunctions = 16 * familyStride;
/** How many bytes of static data a family has room for. */
export const familyWindow = 65_536;

export function defineFamily(definition: FamilyDefinition): FamilyDefinition {
  const { name, functions, errors } = definition;
  const names = new Set(functions.map((f) => f.name));
  if (names.size !== functions.length) {
    const twice = functions.filter((f, i) => functions.findIndex((g) => g.name === f.name) !== i).map((f) => f.name);
    throw new TypeError(`The family ${name} defines ${twice.join(', ')} twice.`);
  }
  if (functions.length > familyStride || Object.keys(errors).length > familyStride)
    throw new TypeError(`The family ${name} has more than ${familyStride} functions or errors.`);
  return definition;
}

/**
 * The functions by number: those that are defined, and then, for each that has a preparation, the form that takes the state in the place of the
 * constant arguments.
 */
export function numberedFunctions({ functions }: FamilyDefinition): readonly CallDefinition[] {
  const prepared = functions.flatMap((f): CallDefinition[] => {
    const { prepare, ...rest } = f;
    if (prepare === undefined) return [];
    const others = f.args.filter((arg) => !prepare.args.includes(arg.name));
    const args = [...others, { name: 'state', type: 'internal' }];
    return [{ ...rest, name: prepare.run, args, summary: `${f.name} with prepared constants.`, examples: [] }];
  });
  const byName = new Map(prepared.map((f) => [f.name, f]));
  return [...functions, ...byName.values()];
}
