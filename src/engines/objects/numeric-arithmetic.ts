/**
 * Sums, differences, products and remainders of numerics as the closures hold them. Decimals of few digits are computed as whole numbers, exactly; all others by the runtime's
 * own function. Only the value counts: how many digits a result is printed with is not held, so a quotient, which depends on it, is not among them.
 */
import type { Arena } from '../../arena/arena.js';
import { callOn } from '../../functions/call.js';
import { storedBytes, textOfStored } from '../../functions/stored-value.js';
import { holdNumeric, mostDigits, powers, type HeldNumeric } from './numeric.js';
import type { RowValue } from './tree.js';

/** The first whole number of too many digits. */
const tooLarge = 10 ** mostDigits;
const power = (places: number): number => powers[places] ?? Number.NaN;

/** How many digits behind the point the number has, as JavaScript prints it; -1 where it has more than 15 digits in all, or is not finite. */
export function placesOf(x: number): number {
  for (let places = 0; places <= mostDigits; places++) {
    const whole = Math.round(x * power(places));
    if (!(Math.abs(whole) < tooLarge)) return -1;
    // The quotient is rounded once: it is the double of that decimal, and no other decimal of 15 digits has the same.
    if (whole / power(places) === x) return places;
  }
  return -1;
}

/** The whole numbers of two decimals of so many places → the result's, NaN where it is none. */
type WholeNumbers = (a: number, b: number) => number;
type Operation = (a: RowValue, b: RowValue) => RowValue;

/** PostgreSQL's own function of the name. */
function ofRuntime(arena: Arena, name: string): (...args: readonly RowValue[]) => RowValue {
  return (...args) => {
    const bytes = args.map((arg) => storedBytes(arena, 'numeric', String(arg as HeldNumeric)));
    const text = callOn(arena, name, bytes, (at, length) => textOfStored(arena, 'numeric', Number(at), length));
    return holdNumeric(String(text));
  };
}

/** An operation on decimals that have been brought to the same number of places. */
function aligned(arena: Arena, name: string, compute: WholeNumbers): Operation {
  const slow = ofRuntime(arena, name);
  return (a, b) => {
    if (typeof a !== 'number' || typeof b !== 'number') return slow(a, b);
    const [p, q] = [placesOf(a), placesOf(b)];
    if (p < 0 || q < 0) return slow(a, b);
    const places = p > q ? p : q;
    const x = Math.round(a * power(p)) * power(places - p);
    const y = Math.round(b * power(q)) * power(places - q);
    if (!(Math.abs(x) < tooLarge && Math.abs(y) < tooLarge)) return slow(a, b);
    const whole = compute(x, y);
    return Math.abs(whole) < tooLarge ? whole / power(places) : slow(a, b);
  };
}

export const sum = (arena: Arena, name: string): Operation => aligned(arena, name, (x, y) => x + y);
export const difference = (arena: Arena, name: string): Operation => aligned(arena, name, (x, y) => x - y);
/** NaN for a division by zero, which the runtime's function raises. */
export const remainder = (arena: Arena, name: string): Operation => aligned(arena, name, (x, y) => x % y);

export function product(arena: Arena, name: string): Operation {
  const slow = ofRuntime(arena, name);
  return (a, b) => {
    if (typeof a !== 'number' || typeof b !== 'number') return slow(a, b);
    const [p, q] = [placesOf(a), placesOf(b)];
    if (p < 0 || q < 0 || p + q > mostDigits) return slow(a, b);
    const whole = Math.round(a * power(p)) * Math.round(b * power(q));
    return Math.abs(whole) < tooLarge ? whole / power(p + q) : slow(a, b);
  };
}

/** Finite numbers and long decimals change their sign; NaN has none. */
export const negative = (a: RowValue): RowValue =>
  typeof a === 'number' ? 0 - a : String(a).startsWith('-') ? String(a).slice(1) : `-${String(a)}`;
export const absolute = (a: RowValue): RowValue =>
  typeof a === 'number' ? Math.abs(a) : String(a).startsWith('-') ? String(a).slice(1) : a;
