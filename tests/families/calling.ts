/** Calls functions of families as programs do, by their cells: arguments and results as texts in PostgreSQL's syntax. */
import { types, type TypeName, type Value } from '../../src/catalog/types.js';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { callOn } from '../../src/functions/call.js';
import { functionInfo, functionNumber } from '../../src/functions/functions.js';
import { loadFamily } from '../../src/functions/registry.js';
import { argumentOf, valueOfResult } from '../../src/functions/stored-value.js';
import { formatValue, parseValue } from '../../src/functions/text-value.js';

const encoder = new TextEncoder();

/** A text, null, or an error as `22003 integer out of range`. */
export type Called = string | null;

export class Caller {
  readonly arena = new Arena();

  /** Calls the function; the texts are read by the argument types' input functions, the result is printed by its type's output function. */
  call(name: string, args: readonly (string | null)[], resultType?: string, argTypes?: readonly string[]): Called {
    try {
      const info = functionInfo(functionNumber(name));
      const typeOf = (i: number): string => argTypes?.[i] ?? info.args[Math.min(i, info.args.length - 1)] ?? 'text';
      const given = args.map((text, i) => (text === null ? null : this.#argument(typeOf(i), text)));
      if (info.nulls === 'strict' && given.includes(null)) return null;
      const result = resultType ?? info.result;
      const oids = info.needsTypes === true ? [...args.map((_, i) => typeOf(i)), result].map(oidOf) : [];
      const value = callOn(this.arena, name, [...given, ...oids], (raw, length) => this.#result(result, raw, length));
      return value === null ? null : value;
    } catch (error) {
      if (error instanceof SqlError) return `${error.code} ${error.message}`;
      throw error;
    }
  }

  #argument(type: string, text: string) {
    if (!isType(type)) return encoder.encode(text);
    return argumentOf(this.arena, type, parseValue(this.arena, type, text));
  }

  #result(type: string, raw: number | bigint, length: number): string {
    if (!isType(type)) {
      const at = Number(raw);
      return new TextDecoder().decode(this.arena.views.u8.subarray(at, at + length));
    }
    const value: Value = valueOfResult(this.arena, type, raw, length);
    return formatValue(this.arena, type, value);
  }
}

const isType = (name: string): name is TypeName => Object.hasOwn(types, name);
const oidOf = (name: string): number => (isType(name) ? types[name].oid : 0);

/** A caller with families loaded. */
export async function callerOf(...families: readonly string[]): Promise<Caller> {
  await Promise.all(families.map(loadFamily));
  return new Caller();
}
