/** Decimal constants beside the integers of a scaled column: which integer stands for one in a comparison, and which for one that is computed with. */
import { scaledNaN } from '../../catalog/scaled.js';

/** No column and no sum of columns is as far from 0 as these; they stand for the infinities and for all that is too far away. */
const most = scaledNaN - 1n;
const least = -(2n ** 63n);

/** The greatest distance from 0 that a value computed with may have. */
export const farthest = most - 1n;

const plain = /^(-?)0*(\d+)(?:\.(\d+))?$/;

/** A number's place among the integers: the greatest that is not above it, and whether the two are the same. */
interface Place {
  readonly floor: bigint;
  readonly exact: boolean;
}

function placeOf(text: string, places: number): Place {
  if (text === 'NaN') return { floor: scaledNaN, exact: true };
  const [, sign = text.startsWith('-') ? '-' : '', whole = '', fraction = ''] = plain.exec(text) ?? [];
  const far = { floor: sign === '-' ? least : most, exact: true };
  // The infinities, and what no 64 bits hold.
  if (whole === '' || whole.length > 19) return far;
  const magnitude = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (magnitude >= most) return far;
  const exact = !/[1-9]/.test(fraction.slice(places));
  return { floor: sign === '-' ? -magnitude - (exact ? 0n : 1n) : magnitude, exact };
}

/** The integer with which an integer of so many decimal places compares as the number does with the constant. */
export function comparand(operator: string, text: string, places: number): bigint {
  const { floor, exact } = placeOf(text, places);
  return roundedFor(operator, floor, exact);
}

/** The integer beside which an operator does what it does beside a number at that place. */
function roundedFor(operator: string, floor: bigint, exact: boolean): bigint {
  if (exact || operator === '<=' || operator === '>') return floor;
  // Between two integers: nothing is equal to it.
  return operator === '<' || operator === '>=' ? floor + 1n : least;
}

/**
 * The integer with which x compares as `factor * x + offset` does with `k`, which is a comparand; the factor is above 0. A NaN stays what it is: with a factor
 * above 0, both sides are greater than all numbers for it.
 */
export function solved(operator: string, k: bigint, factor: bigint, offset: bigint): bigint {
  if (k >= most || k === least) return k;
  const rest = (k - offset) % factor;
  const floor = (k - offset) / factor - (rest < 0n ? 1n : 0n);
  const found = roundedFor(operator, floor, rest === 0n);
  return found > farthest ? most : found < -farthest ? least : found;
}

/** The constant as an integer with its own decimal places; undefined for what is not finite or has too many digits. */
export function exactInteger(text: string): { readonly value: bigint; readonly places: number } | undefined {
  const [, sign = '', whole = '', fraction = ''] = plain.exec(text) ?? [];
  if (whole === '' || whole.length + fraction.length > 18) return undefined;
  return { value: BigInt(`${sign}${whole}${fraction}`), places: fraction.length };
}
