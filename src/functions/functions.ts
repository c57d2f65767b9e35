/** Every function that programs can call, by C name and by number: the core's, and those of families. */
import { types, type Representation } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { coreFunctions } from './core-metadata.generated.js';
import type { FunctionInfo } from './function-info.js';
import { FamilyNeeded, familyOfFunction, loadedFunction, loadedFunctionAt, type LoadedFunction } from './registry.js';

const coreNumbers: ReadonlyMap<string, number> = new Map(coreFunctions.map((f, number) => [f.name, number]));

/** Whether there is a function of that C name, loaded or not. */
const isSupported = (name: string): boolean => coreNumbers.has(name) || familyOfFunction(name) !== undefined;

/** The functions that programs can call, as the analyser asks for them. */
export const supportedFunctions = {
  has: isSupported,
  numberOf: (name: string): number => functionNumber(name),
  argumentsOf: (name: string): readonly string[] => functionInfo(functionNumber(name)).args,
  nullsOf(name: string): { readonly strict: boolean; readonly mayReturnNull: boolean } {
    const { nulls, mayReturnNull } = functionInfo(functionNumber(name));
    return { strict: nulls === 'strict', mayReturnNull: mayReturnNull === true || nulls === 'called' };
  },
};

/** The function's number. Raises FamilyNeeded when its family is not loaded, 0A000 when there is none. */
export function functionNumber(name: string): number {
  const core = coreNumbers.get(name);
  if (core !== undefined) return core;
  const found = loadedFunction(name);
  if (found !== undefined) return found.number;
  const family = familyOfFunction(name);
  if (family !== undefined) throw new FamilyNeeded(family);
  throw new SqlError('0A000', `function ${name} is not supported`);
}

const infos = new Map<LoadedFunction, FunctionInfo>();

export function functionInfo(number: number): FunctionInfo {
  const core = coreFunctions[number];
  if (core !== undefined) return core;
  const found = loadedFunctionAt(number);
  if (found === undefined) throw new SqlError('XX000', `there is no function number ${number}`);
  let info = infos.get(found);
  if (info === undefined) {
    info = { ...found, convention: 'cells', signature: `i32_i32__${representationOfType(found.result)}` };
    infos.set(found, info);
  }
  return info;
}

/** How values of a type are held; polymorphic types, cstring and other types that no column has are references, internal ones and enums i32. */
export function representationOfType(name: string): Representation {
  if (Object.hasOwn(types, name)) return types[name as keyof typeof types].representation;
  return name === 'internal' || name === 'oid' || name === 'anyenum' ? 'i32' : 'ref';
}
