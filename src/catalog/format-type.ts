/** A type with its modifier as PostgreSQL prints it (utils/adt/format_type.c, and the `typmodout` functions of each type). */
import { formatType } from './catalog.js';

/** `numeric(10,2)`, `character varying(20)`; without a modifier (-1) the type's name alone. */
export function formatTypeWithModifier(type: string, typmod: number): string {
  if (typmod < 0) return bare[type] ?? formatType(type);
  const print = printers[type];
  return print === undefined ? formatType(type) : print(typmod);
}

/** What is printed of types that mean something else without a modifier than their SQL name does: `character` is character(1). */
const bare: Readonly<Record<string, string>> = { bpchar: 'bpchar' };

const anyPrecision = 0xffff;
const allFields = 0x7fff;
/** Bits of the fields of an interval (utils/datetime.h). */
const field = { month: 1, year: 2, day: 3, hour: 10, minute: 11, second: 12 } as const;
const mask = (...names: readonly (keyof typeof field)[]): number =>
  names.reduce((sum, name) => sum | (1 << field[name]), 0);
const intervalFields: readonly (readonly [number, string])[] = [
  [mask('year'), ' year'],
  [mask('month'), ' month'],
  [mask('day'), ' day'],
  [mask('hour'), ' hour'],
  [mask('minute'), ' minute'],
  [mask('second'), ' second'],
  [mask('year', 'month'), ' year to month'],
  [mask('day', 'hour'), ' day to hour'],
  [mask('day', 'hour', 'minute'), ' day to minute'],
  [mask('day', 'hour', 'minute', 'second'), ' day to second'],
  [mask('hour', 'minute'), ' hour to minute'],
  [mask('hour', 'minute', 'second'), ' hour to second'],
  [mask('minute', 'second'), ' minute to second'],
];

function interval(typmod: number): string {
  const range = (typmod >> 16) & allFields;
  const digits = typmod & anyPrecision;
  const fields = intervalFields.find(([bits]) => bits === range)?.[1] ?? '';
  return `interval${fields}${digits === anyPrecision ? '' : `(${digits})`}`;
}

const numeric = (typmod: number): string => {
  const packed = typmod - 4;
  const scale = ((packed & 0x7ff) ^ 1024) - 1024;
  return `numeric(${(packed >> 16) & 0xffff},${scale})`;
};

const printers: Readonly<Record<string, (typmod: number) => string>> = {
  numeric,
  interval,
  bpchar: (typmod) => `character(${typmod - 4})`,
  varchar: (typmod) => `character varying(${typmod - 4})`,
  bit: (typmod) => `bit(${typmod})`,
  varbit: (typmod) => `bit varying(${typmod})`,
  time: (typmod) => `time(${typmod}) without time zone`,
  timetz: (typmod) => `time(${typmod}) with time zone`,
  timestamp: (typmod) => `timestamp(${typmod}) without time zone`,
  timestamptz: (typmod) => `timestamp(${typmod}) with time zone`,
};
