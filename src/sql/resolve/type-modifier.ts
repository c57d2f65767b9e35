/** Type modifiers: `numeric(10,2)`, `varchar(20)` as the number that PostgreSQL keeps (the `typmodin` functions of each type). */
import type { Node } from 'libpg-query';

/** How an error is raised at the type's name. */
export type ModifierError = (code: string, message: string) => Error;

/** The modifier of a type with these words in parentheses; -1 without any. */
export function typeModifier(type: string, modifiers: readonly Node[] | undefined, error: ModifierError): number {
  if (modifiers === undefined || modifiers.length === 0) return -1;
  const numbers = modifiers.map((node) => {
    const value =
      'A_Const' in node ? (node.A_Const.ival?.ival ?? (node.A_Const.ival === undefined ? undefined : 0)) : undefined;
    if (value === undefined) throw error('22023', 'type modifiers must be simple constants or identifiers');
    return value;
  });
  const make = makers[type];
  if (make === undefined) throw error('42601', `type modifier is not allowed for type "${type}"`);
  return make(numbers, error);
}

/** The types that take a modifier. */
export const takesModifier = (type: string): boolean => Object.hasOwn(makers, type);

type Maker = (numbers: readonly number[], error: ModifierError) => number;

/** anychar_typmodin (utils/adt/varchar.c), anybit_typmodin (varbit.c). */
const length =
  (name: string, most: number, offset: number): Maker =>
  (numbers, error) => {
    const [n = 0] = numbers;
    if (numbers.length !== 1) throw error('22023', 'invalid type modifier');
    if (n < 1) throw error('22023', `length for type ${name} must be at least 1`);
    if (n > most) throw error('22023', `length for type ${name} cannot exceed ${most}`);
    return n + offset;
  };

/** anytime_typmodin (utils/adt/date.c), anytimestamp_typmodin (timestamp.c): more than 6 digits are 6, with a warning. */
const precision =
  (name: string, zone: string): Maker =>
  (numbers, error) => {
    const [n = 0] = numbers;
    if (numbers.length !== 1) throw error('22023', 'invalid type modifier');
    if (n < 0) throw error('22023', `${name}(${n})${zone} precision must not be negative`);
    return Math.min(n, 6);
  };

/** numerictypmodin (utils/adt/numeric.c). */
const numeric: Maker = (numbers, error) => {
  const [p = 0, s = 0] = numbers;
  if (numbers.length > 2) throw error('22023', 'invalid NUMERIC type modifier');
  if (p < 1 || p > 1000) throw error('22023', `NUMERIC precision ${p} must be between 1 and 1000`);
  if (s < -1000 || s > 1000) throw error('22023', `NUMERIC scale ${s} must be between -1000 and 1000`);
  return ((p << 16) | (s & 0x7ff)) + 4;
};

const anyPrecision = 0xffff;

const allFields = 0x7fff;

/** The fields that the grammar can name, as the bits that they have in a mask (utils/datetime.h). */
const [month, year, day] = [1 << 1, 1 << 2, 1 << 3];
const [hour, minute, second] = [1 << 10, 1 << 11, 1 << 12];
const fieldMasks: ReadonlySet<number> = new Set([
  ...[month, year, day, hour, minute, second, year | month, allFields],
  ...[day | hour, day | hour | minute, day | hour | minute | second],
  ...[hour | minute, hour | minute | second, minute | second],
]);

/** intervaltypmodin (utils/adt/timestamp.c): the fields, as a mask in the upper half, and the digits of the seconds. */
const interval: Maker = (numbers, error) => {
  const [range = allFields, digits] = numbers;
  if (!fieldMasks.has(range) || numbers.length > 2) throw error('22023', 'invalid INTERVAL type modifier');
  if (digits === undefined) return range === allFields ? -1 : ((range & allFields) << 16) | anyPrecision;
  if (digits < 0) throw error('22023', `INTERVAL(${digits}) precision must not be negative`);
  return ((range & allFields) << 16) | Math.min(digits, 6);
};

const mostCharacters = 10_485_760;
const makers: Readonly<Record<string, Maker>> = {
  varchar: length('varchar', mostCharacters, 4),
  bpchar: length('char', mostCharacters, 4),
  bit: length('bit', mostCharacters * 8, 0),
  varbit: length('bit varying', mostCharacters * 8, 0),
  numeric,
  time: precision('TIME', ''),
  timetz: precision('TIME', ' WITH TIME ZONE'),
  timestamp: precision('TIMESTAMP', ''),
  timestamptz: precision('TIMESTAMP', ' WITH TIME ZONE'),
  interval,
};
