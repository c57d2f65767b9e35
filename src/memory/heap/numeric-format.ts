/**
 * numeric as a tuple holds it, after the varlena header (utils/adt/numeric.c, NumericChoice): a header of 2 bytes, or of 4 for numbers with very many
 * digits, and the number's digits in base 10000, without zeros at either end.
 */
import { SqlError } from '../../error.js';

/** Bits of the first uint16. The special values have nothing else. */
const numericNegative = 0x4000;
const numericShort = 0x8000;
const numericNan = 0xc000;
const numericPositiveInfinity = 0xd000;
const numericNegativeInfinity = 0xf000;

/** The short header: sign 0x2000, display scale 0x1f80, weight's sign 0x0040 and weight 0x003f. */
const shortNegative = 0x2000;
const shortScaleShift = 7;
const shortScaleMax = 0x3f;
const shortWeightMask = 0x7f;
const shortWeightMin = -64;
const shortWeightMax = 63;

/** NUMERIC_DSCALE_MAX and NUMERIC_WEIGHT_MAX. */
const scaleMax = 0x3fff;
const weightMax = 0x7fff;

const specials = new Map([
  ['nan', numericNan],
  ['inf', numericPositiveInfinity],
  ['+inf', numericPositiveInfinity],
  ['-inf', numericNegativeInfinity],
  ['infinity', numericPositiveInfinity],
  ['+infinity', numericPositiveInfinity],
  ['-infinity', numericNegativeInfinity],
]);

const overflow = (): SqlError => new SqlError('22003', 'value overflows numeric format');

/** The bytes of a number in decimal notation (`-12.50`, `1e3`, `NaN`, `Infinity`), with the scale that it is written with (numeric_in). */
export function numericBytes(text: string): Uint8Array {
  const word = text.trim();
  const special = specials.get(word.toLowerCase());
  if (special !== undefined) return new Uint8Array([special & 0xff, special >> 8]);
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,6}))?$/.exec(word);
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts ?? [];
  if (parts === null || whole + fraction === '')
    throw new SqlError('22P02', `invalid input syntax for type numeric: "${text}"`);
  const exponent = Number(exponentText);
  const scale = Math.max(fraction.length - exponent, 0);
  // The exponent moves the point; the zeros that this adds are bounded by what the type can hold.
  const point = whole.length + exponent;
  if (scale > scaleMax || point > (weightMax + 1) * 4) throw overflow();
  const decimals = whole + fraction;
  const before = point > 0 ? decimals.slice(0, point).padEnd(point, '0') : '';
  const after = '0'.repeat(Math.max(-point, 0)) + decimals.slice(Math.max(point, 0));
  return encoded(
    sign === '-',
    groups(before.padStart(Math.ceil(before.length / 4) * 4, '0')),
    groups(after.padEnd(Math.ceil(after.length / 4) * 4, '0')),
    scale,
  );
}

const groups = (digits: string): number[] => (digits.match(/\d{4}/g) ?? []).map(Number);

/** `make_result`: zeros stripped, and the header that fits. */
function encoded(negative: boolean, before: readonly number[], after: readonly number[], scale: number): Uint8Array {
  const all = [...before, ...after];
  const first = all.findIndex((digit) => digit !== 0);
  const digits = first < 0 ? [] : all.slice(first, all.findLastIndex((digit) => digit !== 0) + 1);
  const weight = first < 0 ? 0 : before.length - first - 1;
  if (weight > weightMax) throw overflow();
  const bytes = new Uint8Array(4 + digits.length * 2);
  const view = new DataView(bytes.buffer);
  const sign = negative && digits.length > 0;
  const headerBytes = putHeader(view, sign, scale, weight);
  digits.forEach((digit, index) => {
    view.setInt16(headerBytes + index * 2, digit, true);
  });
  return bytes.subarray(0, headerBytes + digits.length * 2);
}

function putHeader(view: DataView, negative: boolean, scale: number, weight: number): number {
  if (scale <= shortScaleMax && weight >= shortWeightMin && weight <= shortWeightMax) {
    view.setUint16(
      0,
      numericShort | (negative ? shortNegative : 0) | (scale << shortScaleShift) | (weight & shortWeightMask),
      true,
    );
    return 2;
  }
  view.setUint16(0, (negative ? numericNegative : 0) | scale, true);
  view.setInt16(2, weight, true);
  return 4;
}

/**
 * Writes `hundredths / 100` as numeric(…,2) at a place of a tuple and says how many bytes that took, 8 at most. `hundredths` is a whole number from 0
 * to 10¹⁰ - 1. It is what `numericBytes` gives, without a text on the way.
 */
export function putHundredths(view: DataView, at: number, hundredths: number): number {
  const whole = Math.floor(hundredths / 100);
  const high = Math.floor(whole / 10_000);
  const low = whole % 10_000;
  // Two decimals are the upper half of the base-10000 digit after the point.
  const after = (hundredths % 100) * 100;
  const weight = high > 0 ? 1 : low > 0 || after === 0 ? 0 : -1;
  view.setUint16(at, numericShort | (2 << shortScaleShift) | (weight & shortWeightMask), true);
  let end = at + 2;
  if (high > 0) {
    view.setInt16(end, high, true);
    end += 2;
  }
  if (low > 0 || (high > 0 && after > 0)) {
    view.setInt16(end, low, true);
    end += 2;
  }
  if (after > 0) {
    view.setInt16(end, after, true);
    end += 2;
  }
  return end - at;
}
