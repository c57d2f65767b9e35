/**
 * The square root, exact up to a place beyond the wanted scale: long root extraction in base 10^8, limb by limb, with signed limbs that are
 * put right at the end, as in the long division.
 */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { Decimal, decimal, mark, release, strip, zero } from './decimal';
import { ERR_SQUARE_ROOT_OF_NEGATIVE } from './errors.generated.ts';
import { SIGNED_BASE, fromLimbs, limbCount, toLimbs } from './limbs';
import { narrow, propagate, widen } from './quotient';
import { significantScale } from './exponential';
import { round } from './rounding';
import { MINUS_INFINITY, headerOf, isSpecial, pack, unpack } from './stored';

/** After so many steps the remainder's limbs are brought back below the base: a step adds up to 4 × 10^16 to them. */
const STEPS: i32 = 64;

// @ts-ignore: decorator
@inline
function at(limbs: usize, i: i32): i64 {
  return load<i64>(limbs + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function addTo(limbs: usize, i: i32, value: i64): void {
  const place = limbs + (<usize>i << 3);
  store<i64>(place, load<i64>(place) + value);
}

/** Moves what is in a limb to the one below. */
// @ts-ignore: decorator
@inline
function moveDown(limbs: usize, i: i32): void {
  addTo(limbs, i - 1, at(limbs, i) * SIGNED_BASE);
  store<i64>(limbs + (<usize>i << 3), 0);
}

/** rest -= (2 × root + q × unit) × q × unit, where the unit is limb k; then root += q × unit. */
function subtractStep(rest: usize, root: usize, count: i32, k: i32, q: i64): void {
  for (let i = k + 1; i < count; i++) addTo(rest, i + k, -2 * q * at(root, i));
  addTo(rest, k << 1, -q * q);
  addTo(root, k, q);
}

/** -1, 0 or 1 as the remainder, whose limbs are propagated, is below 0, in 0 … 2 × root, or greater. */
function excess(rest: usize, root: usize, count: i32): i32 {
  if (at(rest, (count << 1) - 1) < 0) return -1;
  for (let i = (count << 1) - 1; i > count; i--) if (at(rest, i) != 0) return 1;
  let difference = at(rest, count);
  for (let i = count - 1; i >= 0; i--) {
    difference = difference * SIGNED_BASE + at(rest, i) - 2 * at(root, i);
    // Lower limbs can change it by less than three.
    if (difference > 2) return 1;
    if (difference < -2) return 0;
  }
  return difference > 0 ? 1 : 0;
}

/** Adds ±1 to the root. */
function correct(rest: usize, root: usize, count: i32, by: i64): void {
  for (let i = 0; i < count; i++) addTo(rest, i, -2 * by * at(root, i));
  addTo(rest, 0, -1);
  addTo(root, 0, by);
  propagate(root, count);
  propagate(rest, count << 1);
}

/** The second limb of the root: its own square counts beside its product with the first. */
function secondLimb(rest: usize, root: usize, top: i32): i64 {
  const base = <f64>SIGNED_BASE;
  const first = <f64>at(root, top) * base;
  const left = <f64>at(rest, top * 2 - 1) * base + <f64>at(rest, top * 2 - 2);
  return <i64>floor(left / (first + sqrt(first * first + left)));
}

/** A further limb: the remainder, whose highest limb is at `place`, by twice the root so far. */
function nextLimb(rest: usize, root: usize, top: i32, place: i32): i64 {
  const base = <f64>SIGNED_BASE;
  const left = (<f64>at(rest, place) * base + <f64>at(rest, place - 1)) * base + <f64>at(rest, place - 2);
  const leading = (<f64>at(root, top) * base + <f64>at(root, top - 1)) * base + <f64>at(root, top - 2);
  return <i64>floor(left / (2 * leading));
}

/**
 * The whole root of 2 × `count` signed limbs, of which the upper two are not both zero, into `count` limbs; the number becomes the remainder.
 */
function rootOfLimbs(root: usize, rest: usize, count: i32): void {
  const base = <f64>SIGNED_BASE;
  memory.fill(root, 0, <usize>count << 3);
  // The first two limbs come from a floating-point root, the others from a quotient each.
  const top = count - 1;
  const first = <i64>floor(sqrt(<f64>at(rest, top * 2 + 1) * base + <f64>at(rest, top * 2)));
  subtractStep(rest, root, count, top, first);
  moveDown(rest, top * 2 + 1);
  let sinceCarry = 0;
  for (let k = top - 1; k >= 0; k--) {
    moveDown(rest, top + k + 1);
    const place = top + k;
    const q = k == top - 1 ? secondLimb(rest, root, top) : nextLimb(rest, root, top, place);
    if (q != 0) subtractStep(rest, root, count, k, q);
    if (++sinceCarry == STEPS) {
      sinceCarry = 0;
      propagate(rest, place + 1);
    }
  }
  propagate(root, count);
  propagate(rest, count << 1);
  for (let side = excess(rest, root, count); side != 0; side = excess(rest, root, count)) correct(rest, root, count, side);
}

/** √v, rounded to `scale` places; the scale may be negative. */
export function squareRoot(v: Decimal, scale: i32): Decimal {
  if (v.count == 0) return zero(scale);
  if (v.negative) fail(ERR_SQUARE_ROOT_OF_NEGATIVE);
  // At least one decimal place more than is wanted, in digits of base 10,000, and at least one digit.
  const places = max((scale + 4) >> 2, -(v.weight >> 1));
  const shift = v.weight - v.count + 1 + 2 * places;
  const count = shift < 0 ? v.count + shift : v.count;
  const zeros = max(shift, 0);
  const rootLimbs = (limbCount(count + zeros) + 1) >> 1;
  const digits = allocate(rootLimbs << 2);
  const end = allocate(0);
  const root = allocate(rootLimbs << 3);
  const rest = allocate(rootLimbs << 4);
  const limbs = allocate(rootLimbs << 3);
  memory.fill(limbs, 0, <usize>rootLimbs << 3);
  toLimbs(limbs, v.digits, count, zeros);
  widen(rest, limbs, rootLimbs << 1);
  rootOfLimbs(root, rest, rootLimbs);
  narrow(root, rootLimbs);
  fromLimbs(digits, root, rootLimbs);
  release(end);
  const result = decimal(digits, rootLimbs << 1, (rootLimbs << 1) - 1 - places, false, scale);
  round(result, scale);
  strip(result);
  return result;
}

export function numeric_sqrt(a: usize, length: i32): usize {
  if (isSpecial(a)) {
    if (headerOf(a) == MINUS_INFINITY) fail(ERR_SQUARE_ROOT_OF_NEGATIVE);
    return textResult(a, length);
  }
  const from = mark();
  const v = unpack(a, length);
  return pack(squareRoot(v, significantScale((v.weight * 4) / 2 + 1, v.scale)), from);
}
