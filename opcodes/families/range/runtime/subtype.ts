/** The types of ranges and of their bounds, by oid, and the order of bounds' values. A value stands in a cell of 16 bytes, as an argument does. */
import { numeric_cmp } from '../../numeric/runtime/compare';

const INT4RANGE: i32 = 3904;
const NUMRANGE: i32 = 3906;
const TSRANGE: i32 = 3908;
const TSTZRANGE: i32 = 3910;
const DATERANGE: i32 = 3912;
const INT8RANGE: i32 = 3926;

export const INT4: i32 = 23;
export const INT8: i32 = 20;
export const NUMERIC: i32 = 1700;
export const DATE: i32 = 1082;

/** The type of the bounds of a range type. */
export function subtypeOf(range: i32): i32 {
  switch (range) {
    case INT4RANGE:
      return INT4;
    case INT8RANGE:
      return INT8;
    case NUMRANGE:
      return NUMERIC;
    case TSRANGE:
      return 1114;
    case TSTZRANGE:
      return 1184;
    default:
      return DATE;
  }
}

/** Multirange types have the oids from 4532 on, but for that over int4. */
export function rangeOfMultirange(multirange: i32): i32 {
  switch (multirange) {
    case 4451:
      return INT4RANGE;
    case 4532:
      return NUMRANGE;
    case 4533:
      return TSRANGE;
    case 4534:
      return TSTZRANGE;
    case 4535:
      return DATERANGE;
    default:
      return INT8RANGE;
  }
}

/** The multirange type over a range type. */
export function multirangeOf(range: i32): i32 {
  switch (range) {
    case INT4RANGE:
      return 4451;
    case NUMRANGE:
      return 4532;
    case TSRANGE:
      return 4533;
    case TSTZRANGE:
      return 4534;
    case DATERANGE:
      return 4535;
    default:
      return 4536;
  }
}

/** Whether its values are held in 32 bits. */
export function isShort(subtype: i32): bool {
  return subtype == INT4 || subtype == DATE;
}

/** Whether every value has a next one, so that there is one form of each range. */
export function isDiscrete(subtype: i32): bool {
  return subtype == INT4 || subtype == DATE || subtype == INT8;
}

/** The values of two cells in order. */
export function compareValues(subtype: i32, a: usize, b: usize): i32 {
  if (isShort(subtype)) {
    const x = load<i32>(a);
    const y = load<i32>(b);
    return i32(x > y) - i32(x < y);
  }
  if (subtype == NUMERIC) return numeric_cmp(load<u32>(a), load<i32>(a, 4), load<u32>(b), load<i32>(b, 4));
  const x = load<i64>(a);
  const y = load<i64>(b);
  return i32(x > y) - i32(x < y);
}
