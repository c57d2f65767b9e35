/** One directive of a format: `%[position$][-][width | * | *position$]type` (`text_format_parse_format` of utils/adt/varlena.c). */
import { isDigit } from '../../core/runtime/characters';
import { fail } from '../../core/runtime/raise';
import {
  ERR_FORMAT_ARGUMENT_ZERO, ERR_FORMAT_NUMBER_RANGE, ERR_FORMAT_UNTERMINATED, ERR_FORMAT_WIDTH_POSITION,
} from './errors.generated.ts';

/** The argument's number, or -1 for the next one. */
export let directivePosition: i32 = -1;
/** The number of the argument that says the width, 0 for the next one, or -1 when the width is in the directive. */
export let directiveWidthPosition: i32 = -1;
export let directiveWidth: i32 = 0;
export let directiveLeft: bool = false;

let at: usize = 0;
let stop: usize = 0;

function advance(): void {
  if (++at >= stop) fail(ERR_FORMAT_UNTERMINATED);
}

/** The number that begins here, or -1 when none does. */
function number(): i32 {
  if (!isDigit(load<u8>(at))) return -1;
  let value: i64 = 0;
  while (isDigit(load<u8>(at))) {
    value = value * 10 + <i64>(<u32>load<u8>(at) - 48);
    if (value > i32.MAX_VALUE) fail(ERR_FORMAT_NUMBER_RANGE);
    advance();
  }
  return <i32>value;
}

/** A position that ends in `$`, which is passed. */
function position(value: i32): i32 {
  if (value == 0) fail(ERR_FORMAT_ARGUMENT_ZERO);
  advance();
  return value;
}

/** Reads a directive from after the `%` on; returns the address of its type. */
export function readDirective(from: usize, end: usize): usize {
  at = from;
  stop = end;
  directivePosition = -1;
  directiveWidthPosition = -1;
  directiveWidth = 0;
  directiveLeft = false;
  const first = number();
  if (first >= 0) {
    if (<u32>load<u8>(at) != 36) {
      directiveWidth = first;
      return at;
    }
    directivePosition = position(first);
  }
  while (<u32>load<u8>(at) == 45) {
    directiveLeft = true;
    advance();
  }
  if (<u32>load<u8>(at) == 42) {
    advance();
    const value = number();
    if (value >= 0 && <u32>load<u8>(at) != 36) fail(ERR_FORMAT_WIDTH_POSITION);
    directiveWidthPosition = value < 0 ? 0 : position(value);
  } else directiveWidth = max(number(), 0);
  return at;
}
