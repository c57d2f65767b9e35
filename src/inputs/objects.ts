/** JavaScript objects become rows of a batch: each value is checked to be one of its column's type, because a typed array would change it silently. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { Batch } from '../memory/batch.js';
import { parseValue } from '../functions/text-value.js';
import { arrayText } from './array-text.js';

export type ObjectRow = Readonly<Record<string, unknown>>;

/** From 1970-01-01 to 2000-01-01, PostgreSQL's epoch. */
const epochMilliseconds = 10957 * 86_400_000;

/** Bounds of the integer types. */
const bounds = {
  int2: [-32768n, 32767n],
  int4: [-2147483648n, 2147483647n],
  int8: [-9223372036854775808n, 9223372036854775807n],
} as const;

/**
 * Fills the batch with the objects from `first` on, as many as it holds, and returns how many there are. A value may be a boolean, number, bigint,
 * string, Date (in UTC), null or undefined; a date may be a text in PostgreSQL's syntax. Raises 42804 for a wrong kind, 22003, 22P02, 22021 or
 * 23502, naming the row (its place in `rows`) and the column.
 */
export function rowsToBatch(rows: readonly ObjectRow[], batch: Batch, first = 0): number {
  batch.clear();
  const count = Math.max(Math.min(rows.length - first, batch.capacity), 0);
  for (let row = 0; row < count; row++) storeObject(batch, row, rows[first + row], first + row);
  batch.rows = count;
  return count;
}

/** Stores the object, the `index`th of the caller's, as the batch's row. */
function storeObject(batch: Batch, row: number, object: ObjectRow | undefined, index: number): void {
  if (object === null || typeof object !== 'object')
    throw new SqlError('42804', `row ${index}: an object is expected`, { row: index });
  let current = '';
  try {
    for (let column = 0; column < batch.schema.length; column++) {
      const definition = batch.schema[column];
      if (definition === undefined) continue;
      current = definition.name;
      batch.set(column, row, objectValue(batch.arena, definition.type, property(object, current)));
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SqlError(error.code, `row ${index}, column "${current}": ${error.message}`, {
      hint: error.hint,
      detail: error.detail,
      row: index,
    });
  }
}

/** A column named `constructor` is not what every object inherits under that name. */
function property(object: ObjectRow, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(object, name) ? ownOfClass(object, name) : object[name];
}

/** What a class of the caller's defines under the name, as it may. */
function ownOfClass(object: ObjectRow, name: string): unknown {
  const value = object[name];
  return value === Object.getPrototypeOf(object)?.constructor || value === Object.prototype[name as keyof object]
    ? undefined
    : value;
}

/** A JavaScript value as a value of the type. Raises 42804, 22003, 22P02, 22021, or what a date's or timestamp's input function raises. */
export function objectValue(arena: Arena, type: TypeName, value: unknown): Value | null {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'bool':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'int2':
    case 'int4':
    case 'int8':
      if (typeof value === 'number' || typeof value === 'bigint') return integer(type, value);
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
      return moment(arena, type, value);
    default:
      if (Array.isArray(value) && types[type].element !== undefined) return parseValue(arena, type, arrayText(value));
      if (typeof value === 'string') return parseValue(arena, type, value);
      if (typeof value === 'number' || typeof value === 'bigint') return parseValue(arena, type, String(value));
  }
  throw wrongKind(type, value);
}

function wrongKind(type: TypeName, value: unknown): SqlError {
  const kind = Array.isArray(value) ? 'an array' : value instanceof Date ? 'a Date' : `a value of type ${typeof value}`;
  return new SqlError('42804', `${types[type].sqlName} is expected, not ${kind}`);
}

function integer(type: 'int2' | 'int4' | 'int8', value: number | bigint): Value {
  const { sqlName } = types[type];
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new SqlError('22P02', `${sqlName} is expected, not ${value}`);
  const whole = BigInt(value);
  const [low, high] = bounds[type];
  if (whole < low || whole > high) throw new SqlError('22003', `value "${value}" is out of range for type ${sqlName}`);
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
function moment(arena: Arena, type: 'date' | 'timestamp', value: unknown): Value {
  if (value instanceof Date) return momentOfDate(type, value);
  if (typeof value === 'string') return parseValue(arena, type, value);
  if (type === 'date' && typeof value === 'number') return integer('int4', value);
  if (type === 'timestamp' && typeof value === 'bigint') return integer('int8', value);
  throw wrongKind(type, value);
}

/** 4714-11-24 BC, the first day that PostgreSQL has, in days from 2000-01-01. */
const firstDay = -2451545;

function momentOfDate(type: 'date' | 'timestamp', value: Date): Value {
  const { sqlName } = types[type];
  // Not `value.getTime()`: a subclass may answer with anything.
  const milliseconds = Date.prototype.getTime.call(value) - epochMilliseconds;
  if (Number.isNaN(milliseconds)) throw new SqlError('22007', `an invalid Date for type ${sqlName}`);
  const day = Math.floor(milliseconds / 86_400_000);
  if (day < firstDay) throw new SqlError('22008', `${type} out of range: "${Date.prototype.toISOString.call(value)}"`);
  return type === 'date' ? day : BigInt(milliseconds) * 1000n;
}
