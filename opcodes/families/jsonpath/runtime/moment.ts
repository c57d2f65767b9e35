/**
 * .datetime(), .date(), .time(), .time_tz(), .timestamp() and .timestamp_tz() (executeDateTimeMethod). Moments are read by the family format, and
 * converted, compared and printed by datetime (`path-moments.ts` of both), whose functions the host calls, because some errors are results.
 */
import { allocate } from '../../core/runtime/scratch';
import { STRING } from '../../json/runtime/container';
import { Node, node } from '../../json/runtime/node';
import { call_function, cellLength, cellPointer, newCell, setReference, try_function } from './attempt';
import { ERROR, throwing, zoned } from './context';
import { ERR_METHOD_OF_STRING, ERR_NOT_DATETIME, ERR_NOT_MOMENT, ERR_TIME_PRECISION } from './errors.generated.ts';
import { goOn } from './execute';
import { isInteger, integerOf } from './integers';
import { DATE, DATETIME, TIME, TIMESTAMP, TIME_TZ } from './kinds';
import { raiseFor, raiseText } from './raise';
import { nextOf, numericLengthOf, numericOf, operandOf, textLengthOf, textOf } from './stored';

/** The kind of a node that is a moment: no entry type of a container. */
export const MOMENT: u32 = 3;
const MOMENT_BYTES: i32 = 16;

/** The functions' numbers: they are the first of format, which is the family 9, and of datetime, which is 3. */
const TEMPLATE: i32 = 9 * 512;
const READ: i32 = TEMPLATE + 1;
const CONVERT: i32 = 3 * 512;
const COMPARE: i32 = CONVERT + 1;
const PRINT: i32 = CONVERT + 2;

const DATE_TYPE: i32 = 1082;
const TIME_TYPE: i32 = 1083;
const TIMESTAMP_TYPE: i32 = 1114;
const TIMESTAMPTZ_TYPE: i32 = 1184;
const TIMETZ_TYPE: i32 = 1266;

// @ts-ignore: decorator
@inline
function typeOf(moment: usize): i32 {
  return load<i32>(moment, 8);
}

/** Cells for a call, the first of which begins on 16 bytes. */
function cells(n: i32): usize {
  const at = (allocate((n << 4) + 16) + 15) & ~15;
  memory.fill(at, 0, <usize>n << 4);
  return at;
}

/** The moment that a text is by a template, or 0; raises the error if it is wanted. */
function read(text: Node, template: usize, length: i32, raises: bool): usize {
  const given = cells(2);
  setReference(given, text.pointer, text.length);
  setReference(given + 16, template, length);
  const result = newCell();
  if (raises) call_function(READ, given, 2, result);
  else if (try_function(READ, given, 2, result) == 0) return 0;
  return cellPointer(result);
}

/** By a template of the path. What is wrong with the template itself is an error in any case. */
function readByTemplate(text: Node, template: usize, length: i32): usize {
  const given = cells(1);
  setReference(given, template, length);
  call_function(TEMPLATE, given, 1, newCell());
  return read(text, template, length, throwing);
}

const DATE_TEMPLATE: string = 'yyyy-mm-dd';
const TIME_TEMPLATE: string = 'HH24:MI:SS';

/** One of the templates of ISO 8601 in scratch memory; `separator` is 0 for a time alone. */
function readIso(text: Node, separator: u32, hasTime: bool, hasFraction: bool, hasZone: bool): usize {
  const template = allocate(40);
  let n: usize = 0;
  if (separator != 0 || !hasTime) for (let i = 0; i < DATE_TEMPLATE.length; i++) store<u8>(template + n++, DATE_TEMPLATE.charCodeAt(i));
  if (separator == 84) {
    // In quotes.
    store<u16>(template + n, 0x5422);
    store<u8>(template + n, 34, 2);
    n += 3;
  } else if (separator != 0) store<u8>(template + n++, separator);
  if (hasTime) for (let i = 0; i < TIME_TEMPLATE.length; i++) store<u8>(template + n++, TIME_TEMPLATE.charCodeAt(i));
  if (hasFraction) {
    store<u16>(template + n, 0x552e);
    store<u8>(template + n, 83, 2);
    n += 3;
  }
  if (hasZone) {
    store<u16>(template + n, 0x5a54);
    n += 2;
  }
  return read(text, template, <i32>n, false);
}

function has(text: Node, byte: u32): bool {
  for (let i = 0; i < text.length; i++) if (<u32>load<u8>(text.pointer + i) == byte) return true;
  return false;
}

/** With a zone and without. */
function readIsoTime(text: Node, separator: u32, hasFraction: bool): usize {
  const found = readIso(text, separator, true, hasFraction, true);
  return found != 0 ? found : readIso(text, separator, true, hasFraction, false);
}

/** By the first template of ISO 8601 that fits, or 0. Those with a character that the text has not are passed over. */
function readAsIso(text: Node): usize {
  if (!has(text, 58)) return readIso(text, 0, false, false, false);
  const hasFraction = has(text, 46);
  const time = readIsoTime(text, 0, hasFraction);
  if (time != 0) return time;
  const spaced = has(text, 32) ? readIsoTime(text, 32, hasFraction) : 0;
  return spaced == 0 && has(text, 84) ? readIsoTime(text, 84, hasFraction) : spaced;
}

/** The type that a method gives, and whether a moment of another type can be converted to it. */
function targetOf(kind: i32): i32 {
  if (kind == DATE) return DATE_TYPE;
  if (kind == TIME) return TIME_TYPE;
  if (kind == TIME_TZ) return TIMETZ_TYPE;
  return kind == TIMESTAMP ? TIMESTAMP_TYPE : TIMESTAMPTZ_TYPE;
}
function canBecome(from: i32, to: i32): bool {
  const isTime = from == TIME_TYPE || from == TIMETZ_TYPE;
  if (to == TIME_TYPE) return from != DATE_TYPE;
  if (to == TIMETZ_TYPE) return isTime || from == TIMESTAMPTZ_TYPE;
  return !isTime;
}

function converted(moment: usize, type: i32, precision: i32): usize {
  const given = cells(4);
  store<i32>(given, type);
  setReference(given + 16, moment, MOMENT_BYTES);
  store<i32>(given, precision, 32);
  store<i32>(given, i32(zoned), 48);
  const result = newCell();
  call_function(CONVERT, given, 4, result);
  return cellPointer(result);
}

function notRecognized(kind: i32, text: Node): i32 {
  return raiseText(kind == DATETIME ? ERR_NOT_DATETIME : ERR_NOT_MOMENT, kind, ' format is not recognized: "', text);
}

export function momentMethod(item: i32, kind: i32, value: Node, found: usize): i32 {
  if (value.kind != STRING) return raiseFor(ERR_METHOD_OF_STRING, kind);
  const argument = kind == DATE ? -1 : operandOf(item, 0);
  let precision = -1;
  let moment: usize = 0;
  if (kind == DATETIME && argument >= 0) {
    moment = readByTemplate(value, textOf(argument), textLengthOf(argument));
    if (moment == 0) return ERROR;
  } else {
    if (argument >= 0) {
      precision = <i32>integerOf(numericOf(argument), numericLengthOf(argument), i32.MIN_VALUE, i32.MAX_VALUE);
      if (!isInteger) return raiseFor(ERR_TIME_PRECISION, kind);
    }
    moment = readAsIso(value);
    if (moment == 0) return notRecognized(kind, value);
  }
  if (kind != DATETIME) {
    const type = targetOf(kind);
    if (!canBecome(typeOf(moment), type)) return notRecognized(kind, value);
    moment = converted(moment, type, precision);
  }
  return goOn(nextOf(item), node(MOMENT, moment, MOMENT_BYTES), found);
}

/** -1, 0 or 1 as a is before, at or after b; 2 where they cannot be compared. */
export function compareMoments(a: Node, b: Node): i32 {
  const given = cells(3);
  setReference(given, a.pointer, MOMENT_BYTES);
  setReference(given + 16, b.pointer, MOMENT_BYTES);
  store<i32>(given, i32(zoned), 32);
  const result = newCell();
  call_function(COMPARE, given, 3, result);
  return load<i32>(result);
}

/** The moment's text, as JSON has it or in the session's style. */
export function momentText(value: Node, styled: bool): Node {
  const given = cells(2);
  setReference(given, value.pointer, MOMENT_BYTES);
  store<i32>(given, i32(styled), 16);
  const result = newCell();
  call_function(PRINT, given, 2, result);
  return node(STRING, cellPointer(result), cellLength(result));
}

/** Makes a string of a moment, which JSON has not. */
export function settle(value: Node): Node {
  if (value.kind != MOMENT) return value;
  const text = momentText(value, false);
  value.kind = STRING;
  value.pointer = text.pointer;
  value.length = text.length;
  return value;
}

/** What .type() says. */
export function momentTypeName(value: Node): string {
  switch (typeOf(value.pointer)) {
    case DATE_TYPE: return 'date';
    case TIME_TYPE: return 'time without time zone';
    case TIMETZ_TYPE: return 'time with time zone';
    case TIMESTAMP_TYPE: return 'timestamp without time zone';
    default: return 'timestamp with time zone';
  }
}
