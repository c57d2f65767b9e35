/** What drivers give for a value of a type that is held by its text → that text: bytes, parsed JSON, an interval's parts, arrays. */
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { arrayText } from './array-text.js';
import { dateText, isDate } from './date-value.js';
import type { ValueForm } from './value-form.js';

/** Undefined for a value that is of no kind that the type is given in. Raises 42804 or 54000 for an array's elements; what a `toJSON` raises passes through. */
export function typeText(type: TypeName, value: unknown, form: ValueForm): string | undefined {
  if (type === 'json' || type === 'jsonb') return jsonText(value, form);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) {
    const { element } = types[type];
    return element === undefined
      ? undefined
      : arrayText(value, (one) => elementText(element as TypeName, one, form), isJson(element));
  }
  if (type === 'bytea' && value instanceof Uint8Array) return bytesText(value);
  if (type === 'interval' && typeof value === 'object' && value !== null) return intervalText(value);
  return undefined;
}

const isJson = (type: string): boolean => type === 'json' || type === 'jsonb';

function elementText(type: TypeName, value: unknown, form: ValueForm): string {
  const moment = type === 'date' || type === 'timestamp' || type === 'timestamptz';
  const given =
    moment && isDate(value)
      ? dateText(type, value, form)
      : typeof value === 'boolean' && !isJson(type)
        ? String(value)
        : typeText(type, value, form);
  if (given !== undefined) return given;
  throw new SqlError('42804', `an element of ${types[type].sqlName}[] cannot be a value of type ${typeof value}`, {
    hint: 'Elements are what a column of their type takes, null, or arrays of these.',
  });
}

/** JSON.stringify leaves undefined what JSON does not have: a function, a symbol. */
function jsonText(value: unknown, { json, values }: ValueForm): string | undefined {
  if (typeof value === 'string' && (json !== 'parsed' || values === 'text')) return value;
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value) as string | undefined;
}

function bytesText(bytes: Uint8Array): string {
  let text = '\\x';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

const intervalParts = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;

/** An object with an interval's parts, as node-postgres makes it; each part has its own sign. */
function intervalText(value: object): string | undefined {
  const parts = intervalParts.flatMap((part) => {
    const amount = (value as Readonly<Record<string, unknown>>)[part];
    return amount === undefined ? [] : [{ part, amount }];
  });
  const isInterval = Object.keys(value).every((key) => (intervalParts as readonly string[]).includes(key));
  if (!isInterval || !parts.every(({ amount }) => Number.isFinite(amount))) return undefined;
  return parts.length === 0 ? '0' : parts.map(({ part, amount }) => `${String(amount)} ${part}`).join(' ');
}
