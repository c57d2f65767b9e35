/**
 * Columns of a decimal type whose modifier leaves few enough digits are stored as integers: `numeric(12,2)` as its hundredths, in 64 bits. All values of such a column have
 * the same number of decimal places, so integers compare and print as the decimals would.
 */
import { types, type Storage, type TypeName } from './types.js';

/** What decides how a batch stores a column. */
export interface StoredColumn {
  readonly type: TypeName;
  /** The type's modifier, -1 for none. */
  readonly typmod?: number | undefined;
}

/** The integer that stands for NaN, which is greater than all other numbers. No value has so many digits. */
export const scaledNaN = 2n ** 63n - 1n;

/** How many digits and decimal places a modifier allows (utils/adt/numeric.c, numeric_typmod_precision and numeric_typmod_scale). */
const precisionOf = (typmod: number): number => ((typmod - 4) >> 16) & 0xffff;
const placesOf = (typmod: number): number => (((typmod - 4) & 0x7ff) ^ 1024) - 1024;

/** Of a column that is stored as integers: the decimal places, and the most digits. Undefined for any other. */
export interface Scaled {
  readonly places: number;
  readonly digits: number;
}

export function scaledForm({ type, typmod = -1 }: StoredColumn): Scaled | undefined {
  const { scaled } = types[type];
  if (scaled === undefined || typmod < 0) return undefined;
  const digits = precisionOf(typmod);
  const places = placesOf(typmod);
  return digits <= scaled.digits && places >= 0 && places <= scaled.digits ? { places, digits } : undefined;
}

/** How a batch stores the column. */
export const storageOfColumn = (column: StoredColumn): Storage =>
  scaledForm(column) === undefined ? types[column.type].storage : 'INT8';

const plain = /^(-?)(\d+)(?:\.(\d*))?$/;

/** The integer for a number in plain notation, or NaN, that fits as it is; undefined for what must be rounded, is spelled otherwise or does not fit. */
export function scaledOfText(text: string, { places, digits }: Scaled): bigint | undefined {
  if (text === 'NaN') return scaledNaN;
  const [, sign = '', whole = '', fraction = ''] = plain.exec(text) ?? [];
  if (whole === '' || fraction.length > places) return undefined;
  const all = (whole + fraction.padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  if (all.length > digits && all !== '0') return undefined;
  return BigInt(sign + all);
}

/** The number as PostgreSQL prints it. */
export function textOfScaled(value: bigint, places: number): string {
  if (value === scaledNaN) return 'NaN';
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  const sign = value < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
