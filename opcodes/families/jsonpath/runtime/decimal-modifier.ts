/** The modifier of .decimal(precision, scale). */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { throwing } from './context';
import { ERR_DECIMAL_PRECISION, ERR_DECIMAL_PRECISION_RANGE, ERR_DECIMAL_SCALE, ERR_DECIMAL_SCALE_RANGE } from './errors.generated.ts';
import { isInteger, integerOf } from './integers';
import { DECIMAL } from './kinds';
import { raiseFor } from './raise';
import { numericLengthOf, numericOf, operandOf } from './stored';

function argument(item: i32): i32 {
  return <i32>integerOf(numericOf(item), numericLengthOf(item), i32.MIN_VALUE, i32.MAX_VALUE);
}

function outOfRange(error: i32, value: i32): i32 {
  if (throwing) {
    detailNumber(value);
    failWithDetail(error);
  }
  return -1;
}

/** numeric's modifier, or -1 for an error that is silent. */
export function decimalModifier(item: i32): i32 {
  const precision = argument(operandOf(item, 0));
  if (!isInteger) {
    raiseFor(ERR_DECIMAL_PRECISION, DECIMAL);
    return -1;
  }
  let scale = 0;
  const second = operandOf(item, 1);
  if (second >= 0) {
    scale = argument(second);
    if (!isInteger) {
      raiseFor(ERR_DECIMAL_SCALE, DECIMAL);
      return -1;
    }
  }
  if (precision < 1 || precision > 1000) return outOfRange(ERR_DECIMAL_PRECISION_RANGE, precision);
  if (scale < -1000 || scale > 1000) return outOfRange(ERR_DECIMAL_SCALE_RANGE, scale);
  return ((precision << 16) | (scale & 0x7ff)) + 4;
}
