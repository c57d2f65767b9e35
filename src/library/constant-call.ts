/** Calling a function on constants while compiling: how literals are read and constants folded, through the function table. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { callOn } from '../functions/call.js';
import { functionInfo, functionNumber } from '../functions/functions.js';
import { argumentOf, valueOfResult } from '../functions/stored-value.js';
import type { Arena } from '../arena/arena.js';
import type { CallFunction, Const } from '../sql/expression.js';

/** The caller over an arena. A null argument is passed on to a function that is called with nulls, and makes the result of any other null. */
export function constantCaller(arena: Arena): CallFunction {
  return (func: string, type: TypeName, args: readonly Const[]): Value | null => {
    const info = functionInfo(functionNumber(func));
    if (info.nulls === 'strict' && args.some((arg) => arg.value === null)) return null;
    const given = args.map((arg) => (arg.value === null ? null : argumentOf(arena, arg.type, arg.value)));
    const oids = info.needsTypes === true ? [...args.map((arg) => arg.type), type].map(oidOf) : [];
    const all = [...given, ...oids];
    const allTypes = [...args.map((arg) => arg.type), ...oids.map(() => 'int4')];
    return callOn(arena, func, all, (result, length) => valueOfResult(arena, type, result, length), allTypes);
  };
}

const oidOf = (type: TypeName): number => types[type].oid;
