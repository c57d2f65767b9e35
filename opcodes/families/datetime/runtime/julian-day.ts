/** A Julian day with the fraction that the time of day is, as a numeric with the digits that PostgreSQL's division gives it. */
import { finishNumeric, incrementFraction, setFractionDigit, setWhole } from './numeric-value';

export const SECONDS_PER_DAY_F: f64 = 86400;
const USECS_PER_DAY: u64 = 86400000000;

/**
 * How many digits of base 10000 the quotient has after the point: division aims at sixteen decimal digits from the first (select_div_scale), as it
 * estimates that one from the first digits of base 10000 of both numbers. The divisor's first is 864, followed by two more.
 */
function fractionDigits(time: u64): i32 {
  let weight = 0;
  let first = time;
  while (first >= 10000) {
    first /= 10000;
    weight++;
  }
  const quotientWeight = weight - 2 - i32(first <= 864);
  return 4 - quotientWeight;
}

export function julianNumeric(day: i64, time: i64): usize {
  setWhole(<u64>abs(day));
  const count = fractionDigits(<u64>time);
  let rest = <u64>time;
  for (let n = 0; n < count; n++) {
    rest *= 10000;
    setFractionDigit(n, <u32>(rest / USECS_PER_DAY));
    rest %= USECS_PER_DAY;
  }
  if (rest * 2 >= USECS_PER_DAY) incrementFraction(count - 1);
  return finishNumeric(day < 0, count * 4);
}
