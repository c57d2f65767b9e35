/** A JavaScript value as a value of a column's type: checked to be one, because a typed array would change it silently. What database drivers give is taken too. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { parseValue } from '../functions/text-value.js';
import { usualArrayText } from './array-text.js';
import { typeText } from './type-text.js';

import { isDate, shownMilliseconds } from './date-value.js';
import { usualMoment } from './moment-text.js';
import type { ValueForm } from './value-form.js';

/** From 1970-01-01 to 2000-01-01, PostgreSQL's epoch. */
const epochMilliseconds = 10957 * 86_400_000;

/** 4714-11-24 BC, the first day that PostgreSQL has, in days from 2000-01-01. */
const firstDay = -2451545;

/** Bounds of the integer types. */
const bounds = {
  int2: [-32768n, 32767n],
  int4: [-2147483648n, 2147483647n],
  int8: [-9223372036854775808n, 9223372036854775807n],
} as const;

/** Raises 42804, 22003, 22P02, 22021, or what the type's input function raises. */
export function objectValue(arena: Arena, type: TypeName, value: unknown, form: ValueForm = {}): Value | null {
  const { element } = types[type];
  const usual = element !== undefined && Array.isArray(value) ? usualArrayText(element, value) : undefined;
  if (usual !== undefined) return usual;
  const given = unreadValue(arena, type, value, form);
  if (typeof given !== 'string' || types[type].textual === true) return given;
  const isMoment = type === 'date' || type === 'timestamp' || type === 'timestamptz';
  return (isMoment ? usualMoment(type, given) : undefined) ?? parseValue(arena, type, given);
}

/** The same, but a string is the text of a value that its type's input function has not read yet. Raises 42804, 22003, 22P02 or 22021. */
export function unreadValue(arena: Arena, type: TypeName, value: unknown, form: ValueForm = {}): Value | null {
  if (value === null || value === undefined) return null;
  if (form.values === 'text' && typeof value === 'string') return text(value);
  switch (type) {
    case 'bool':
      if (typeof value === 'boolean') return value ? 1 : 0;
      // Databases without booleans give these, as bigints where they are told to give integers so.
      if (value === 0 || value === 1 || value === 0n || value === 1n) return Number(value);
      break;
    case 'int2':
    case 'int4':
    case 'int8':
      if (typeof value === 'number' || typeof value === 'bigint') return integer(type, value);
      // A bigint as drivers give it, so that it loses no digits.
      if (typeof value === 'string' && type === 'int8') return text(value);
      break;
    case 'float4':
    case 'float8':
      if (typeof value === 'number') return float(type, value);
      if (typeof value === 'bigint') return float(type, Number(value));
      break;
    case 'text':
      if (typeof value === 'string') return text(value);
      break;
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return moment(arena, type, value, form);
    default: {
      const given = typeText(type, value, form);
      if (given !== undefined) return text(given);
    }
  }
  throw wrongKind(type, value);
}

function wrongKind(type: TypeName, value: unknown): SqlError {
  const kind = Array.isArray(value) ? 'an array' : isDate(value) ? 'a Date' : `a value of type ${typeof value}`;
  return new SqlError('42804', `${types[type].sqlName} is expected, not ${kind}`);
}

function integer(type: 'int2' | 'int4' | 'int8', value: number | bigint): Value {
  const { sqlName } = types[type];
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new SqlError('22P02', `${sqlName} is expected, not ${value}`);
  const whole = BigInt(value);
  const [low, high] = bounds[type];
  if (whole < low || whole > high) throw new SqlError('22003', `value "${value}" is out of range for type ${sqlName}`);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new SqlError('22003', `the number ${value} is not a safe integer: JavaScript may have rounded it`, {
      hint: 'Give a bigint or a string of digits.',
    });
  }
  return type === 'int8' ? whole : Number(value);
}

function float(type: 'float4' | 'float8', value: number): Value {
  if (type === 'float8') return value;
  const rounded = Math.fround(value);
  const lost = (Number.isFinite(value) && !Number.isFinite(rounded)) || (value !== 0 && rounded === 0);
  if (lost) throw new SqlError('22003', `"${value}" is out of range for type real`);
  return rounded;
}

function text(value: string): string {
  if (value.includes('\0')) throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
  if (/\p{Surrogate}/u.test(value)) throw new SqlError('22021', 'a string with a lone surrogate is not UTF-8');
  return value;
}

/** A Date, a text in PostgreSQL's syntax, or the number of days or microseconds from 2000-01-01 that `Value` has. */
function moment(arena: Arena, type: 'date' | 'timestamp' | 'timestamptz', value: unknown, form: ValueForm): Value {
  if (isDate(value)) {
    const milliseconds = shownMilliseconds(type, value, form) - epochMilliseconds;
    if (Number.isNaN(milliseconds)) throw new SqlError('22007', `an invalid Date for type ${types[type].sqlName}`);
    const day = Math.floor(milliseconds / 86_400_000);
    if (day < firstDay)
      throw new SqlError('22008', `${type} out of range: "${Date.prototype.toISOString.call(value)}"`);
    return type === 'date' ? day : BigInt(milliseconds) * 1000n;
  }
  if (typeof value === 'string') return text(value);
  // As node-postgres and postgres.js give the infinities.
  if (value === Infinity || value === -Infinity) return parseValue(arena, type, value > 0 ? 'infinity' : '-infinity');
  if (type === 'date' && typeof value === 'number') return integer('int4', value);
  if (type !== 'date' && typeof value === 'bigint') return integer('int8', value);
  throw wrongKind(type, value);
}
