/** The kinds of values that Arrow and Parquet have, and how a value of each becomes one of a column's type. */
import type { TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { numericBytes } from '../../memory/heap/numeric-format.js';
import { day, dayOfMilliseconds, intervalBytes, microseconds, moment, timeOfDay, type TimeUnit } from './moment.js';

/** Arrow's three kinds of intervals, and Parquet's: three unsigned numbers. */
export type IntervalUnit = 'month' | 'day-time' | 'month-day-nano' | 'month-day-milli';

/** A kind of value, whatever its layout. */
export type ValueKind =
  | { readonly kind: 'bool' | 'text' | 'bytes' | 'uuid' | 'json' | 'null' }
  | { readonly kind: 'int'; readonly bits: number; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: number }
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'date'; readonly unit: 'day' | 'millisecond' }
  | { readonly kind: 'time' | 'duration'; readonly unit: TimeUnit }
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly zone: boolean }
  | { readonly kind: 'interval'; readonly unit: IntervalUnit };

/** A value as it lies in a file: a number, or the bytes of what is longer or has several parts. */
export type RawValue = number | bigint | boolean | Uint8Array;

/** What is stored: a number for the column's numbers, or the bytes of a reference. */
export type StoredValue = number | bigint | Uint8Array;

export interface ValueForm {
  readonly type: TypeName;
  /** Raises 22008, 22003 or 22021 for a value that the type does not have. */
  readonly stored: (raw: RawValue) => StoredValue;
  /** Numbers of as many bytes as the column's are stored as they are. */
  readonly same?: true;
  /** The bytes are text, which is to be checked. */
  readonly text?: true;
  /** Microseconds from 1970: the sum of the file's number and this one is stored, if it is in range. */
  readonly shift?: number;
}

const asNumber = (raw: RawValue): number => Number(raw as number | bigint);
const asBig = (raw: RawValue): bigint => BigInt(raw as number | bigint);
const asBytes = (raw: RawValue): Uint8Array => {
  if (raw instanceof Uint8Array) return raw;
  throw new SqlError('XX001', 'a value is a number where bytes are expected');
};

export function formOf(kind: ValueKind): ValueForm {
  switch (kind.kind) {
    case 'bool':
      return { type: 'bool', stored: (raw) => (raw === true || raw === 1 ? 1 : 0) };
    case 'int':
      return integerForm(kind.bits, kind.signed);
    case 'float':
      return kind.bits === 64
        ? { type: 'float8', stored: asNumber, same: true }
        : { type: 'float4', stored: kind.bits === 16 ? halfFloat : asNumber, ...(kind.bits === 32 && { same: true }) };
    case 'decimal':
      return { type: 'numeric', stored: (raw) => numericBytes(decimalText(wholeOf(raw), kind.scale)) };
    case 'date':
      return kind.unit === 'day'
        ? { type: 'date', stored: (raw) => day(asNumber(raw)) }
        : { type: 'date', stored: (raw) => dayOfMilliseconds(asBig(raw)) };
    case 'time':
      return { type: 'time', stored: (raw) => timeOfDay(asBig(raw), kind.unit) };
    case 'timestamp':
      return {
        type: kind.zone ? 'timestamptz' : 'timestamp',
        stored: (raw) => moment(asBig(raw), kind.unit),
        ...(kind.unit === 'microsecond' && { shift: -946_684_800_000_000 }),
      };
    case 'duration':
      return { type: 'interval', stored: (raw) => intervalBytes(0, 0, fits(microseconds(asBig(raw), kind.unit))) };
    case 'interval':
      return { type: 'interval', stored: intervalReader(kind.unit) };
    case 'bytes':
      return { type: 'bytea', stored: asBytes };
    case 'uuid':
      return { type: 'uuid', stored: asBytes };
    case 'json':
      return { type: 'json', stored: asBytes, text: true };
    case 'text':
      return { type: 'text', stored: asBytes, text: true };
    case 'null':
      return { type: 'text', stored: asBytes };
  }
}

/** An unsigned integer takes the next wider type; of 64 bits, numeric. */
function integerForm(bits: number, signed: boolean): ValueForm {
  const needed = signed ? bits : bits + 1;
  if (needed <= 16) return { type: 'int2', stored: smallint, ...(bits === 16 && { same: true }) };
  if (needed <= 32) return { type: 'int4', stored: asNumber, ...(bits === 32 && { same: true }) };
  if (needed <= 64) return { type: 'int8', stored: asBig, ...(bits === 64 && { same: true }) };
  return { type: 'numeric', stored: (raw) => numericBytes(String(BigInt.asUintN(64, asBig(raw)))) };
}

/** Parquet has these in 32 bits. */
function smallint(raw: RawValue): number {
  const value = asNumber(raw);
  if (value < -32768 || value > 32767)
    throw new SqlError('22003', `value "${value}" is out of range for type smallint`);
  return value;
}

/** A decimal's digits without the point: a number, or the bytes of one in two's complement, the greatest first. */
function wholeOf(raw: RawValue): bigint {
  if (!(raw instanceof Uint8Array)) return asBig(raw);
  if (raw.length === 0) throw new SqlError('XX001', 'a decimal has no digits');
  let value = BigInt.asIntN(8, BigInt(raw[0] ?? 0));
  for (const byte of raw.subarray(1)) value = (value << 8n) | BigInt(byte);
  return value;
}

/** `12345` of scale 2 is `123.45`; of scale -2 it is `1234500`. */
export function decimalText(whole: bigint, scale: number): string {
  if (scale <= 0) return `${whole}${whole === 0n ? '' : '0'.repeat(-scale)}`;
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** IEEE 754's binary16, from its bits. */
function halfFloat(raw: RawValue): number {
  const bits = raw instanceof Uint8Array ? (raw[0] ?? 0) | ((raw[1] ?? 0) << 8) : asNumber(raw);
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Raises 22008 beyond 64 bits. */
function fits(time: bigint): bigint {
  if (BigInt.asIntN(64, time) !== time) throw new SqlError('22008', 'interval out of range');
  return time;
}

function intervalReader(unit: IntervalUnit): (raw: RawValue) => StoredValue {
  if (unit === 'month') return (raw) => intervalBytes(asNumber(raw), 0, 0n);
  return (raw) => {
    const bytes = asBytes(raw);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (unit) {
      case 'day-time':
        return intervalBytes(0, view.getInt32(0, true), BigInt(view.getInt32(4, true)) * 1000n);
      case 'month-day-milli':
        return intervalBytes(view.getInt32(0, true), view.getInt32(4, true), BigInt(view.getUint32(8, true)) * 1000n);
      case 'month-day-nano': {
        const time = microseconds(view.getBigInt64(8, true), 'nanosecond');
        return intervalBytes(view.getInt32(0, true), view.getInt32(4, true), time);
      }
    }
  };
}
