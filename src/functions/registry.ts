/** Which families there are, which are loaded, and the functions of those that are, by name and by number. */
import { reasonOf, SqlError } from '../error.js';
import { addErrors } from '../arena/raise.js';
import { familyStride, type Family, type FamilyFunction } from './family.js';
import { functionNames, loaders } from './index.generated.js';
import { loadZoneNames } from './zone-names.js';

/** A function of a loaded family. */
export interface LoadedFunction extends FamilyFunction {
  readonly number: number;
  readonly family: string;
}

/** What is loaded together with a family. */
const companions: Readonly<Record<string, () => Promise<void>>> = { datetime: loadZoneNames };

const loaded = new Map<string, Promise<Family>>();
const ready = new Map<string, Family>();
const byName = new Map<string, LoadedFunction>();
const byNumber = new Map<number, LoadedFunction>();

let owners: ReadonlyMap<string, string> | undefined;

/** The family that has a function of that C name, loaded or not. */
export function familyOfFunction(name: string): string | undefined {
  owners ??= new Map(
    Object.entries(functionNames).flatMap(([family, names]) => names.split(' ').map((each) => [each, family] as const)),
  );
  return owners.get(name);
}

export const familyNames: readonly string[] = Object.keys(loaders);

/** Loads a family and those that it depends on; a second time it is there already. Raises 58P01 when its module cannot be had. */
export function loadFamily(name: string): Promise<Family> {
  let family = loaded.get(name);
  if (family === undefined) {
    family = load(name);
    loaded.set(name, family);
    // What failed is tried again when it is asked for again.
    family.catch(() => loaded.delete(name));
  }
  return family;
}

async function load(name: string): Promise<Family> {
  const loader = loaders[name];
  if (loader === undefined) {
    throw new SqlError('22023', `there is no family "${name}"`, {
      hint: `The families are ${familyNames.join(', ')}.`,
    });
  }
  const family = await loader().catch((error: unknown) => {
    const reason = reasonOf(error);
    throw new SqlError('58P01', `the functions of the family "${name}" could not be loaded`, {
      detail: reason,
      hint: `The module "${name}.generated.js" of quern must be reachable from the page or the program.`,
    });
  });
  await Promise.all([...family.dependsOn.map(loadFamily), companions[name]?.()]);
  register(family);
  return family;
}

function register(family: Family): void {
  if (ready.has(family.name)) return;
  const first = family.number * familyStride;
  addErrors(first, family.errors);
  family.functions.forEach((f, i) => {
    const entry = { ...f, number: first + i, family: family.name };
    byName.set(f.name, entry);
    byNumber.set(first + i, entry);
  });
  ready.set(family.name, family);
}

/** A family that is loaded. */
export const loadedFamily = (name: string): Family | undefined => ready.get(name);

/** A function of a loaded family. */
export const loadedFunction = (name: string): LoadedFunction | undefined => byName.get(name);
export const loadedFunctionAt = (number: number): LoadedFunction | undefined => byNumber.get(number);

/**
 * Thrown by what works synchronously when it needs a family that is not loaded; whoever can wait loads it and begins again. Nothing is
 * computed twice that has an effect.
 */
export class FamilyNeeded extends SqlError {
  readonly family: string;

  constructor(family: string) {
    super('55000', `the functions of the family "${family}" are not loaded`, {
      hint: `Await prepare({ families: ['${family}'] }) first, or use the asynchronous function.`,
    });
    this.family = family;
  }

  /** It stays what it is, so that it reaches whoever can load the family. */
  override with(): this {
    return this;
  }
}

/** Does the work, loading families as it asks for them. */
export async function withFamilies<T>(work: () => T): Promise<T> {
  const loaded = new Set<string>();
  for (;;) {
    try {
      return work();
    } catch (error) {
      // A family that was built before its index lacks what the index says: to load it again would change nothing.
      if (!(error instanceof FamilyNeeded) || loaded.has(error.family)) throw error;
      loaded.add(error.family);
      await loadFamily(error.family);
    }
  }
}
