/** Members of JSON values that rows have as JavaScript objects: what PostgreSQL gives for the JSON text of the object. What is not told from the member alone is computed from that text. */
import type { Arena } from '../../arena/arena.js';
import { callOn } from '../../functions/call.js';
import { storedBytes, textOfStored } from '../../functions/stored-value.js';
import { isValid } from './strings.js';
import type { RowValue } from './tree.js';

const encoder = new TextEncoder();

/** A function of a JSON value and a key. `json` is an object of a row, or JSON's text. */
type MemberFunction = (json: RowValue, key: RowValue) => RowValue | null;

type Type = 'json' | 'jsonb';

/** PostgreSQL's own function, over JSON's text. `result` is the type of what it gives. */
function throughText(arena: Arena, name: string, type: Type, result: Type | 'text' | 'bool'): MemberFunction {
  return (json, key) => {
    const text = typeof json === 'string' ? json : JSON.stringify(json);
    return callOn(arena, name, [storedBytes(arena, type, text), encoder.encode(String(key))], (value, length) =>
      result === 'bool' ? Number(value) : textOfStored(arena, result, Number(value), length),
    );
  };
}

/** The object's own member; undefined where JSON has none: a function, a symbol, undefined. */
function memberOf(json: object, key: string): unknown {
  const value = Object.hasOwn(json, key) ? (json as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
}

/** The digits of a number as JSON has them, unless they are written with an exponent; null where JSON has null. */
function digitsOf(value: number): string | null | undefined {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  return text.includes('e') ? undefined : text;
}

/** The operator `->>`. */
export function memberText(arena: Arena, name: string, type: Type): MemberFunction {
  const slow = throughText(arena, name, type, 'text');
  return (json, key) => {
    if (typeof json !== 'object' || typeof key !== 'string') return slow(json, key);
    if (Array.isArray(json)) return null;
    const value = memberOf(json, key);
    if (typeof value === 'string') return isValid(value) ? value : slow(json, key);
    if (value === undefined || value === null) return null;
    if (typeof value === 'boolean') return String(value);
    const digits = typeof value === 'number' ? digitsOf(value) : undefined;
    return digits === undefined ? slow(json, key) : digits;
  };
}

/** The operator `->`. */
export function member(arena: Arena, name: string, type: Type): MemberFunction {
  const slow = throughText(arena, name, type, type);
  return (json, key) => {
    if (typeof json !== 'object' || typeof key !== 'string') return slow(json, key);
    if (Array.isArray(json)) return null;
    const value = memberOf(json, key);
    if (value === undefined) return null;
    return isPlainJson(value) ? value : slow(json, key);
  };
}

/** The operator `?`: is the key one of the object's, or a string of the array? */
export function hasMember(arena: Arena, name: string): MemberFunction {
  const slow = throughText(arena, name, 'jsonb', 'bool');
  return (json, key) => {
    if (typeof json !== 'object' || typeof key !== 'string') return slow(json, key);
    return Array.isArray(json) ? +json.includes(key) : +(memberOf(json, key) !== undefined);
  };
}

/** Is it an object whose JSON has its own properties, no more and no others? */
export function isPlainJson(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === Array.prototype || prototype === null;
  return isPlain && typeof (value as { readonly toJSON?: unknown }).toJSON !== 'function';
}
