/**
 * The dates and times of paths in JSON, read as a template says, to the letter (`parse_datetime` of utils/adt/formatting.c). The family datetime
 * says what a moment is, and does all else with it (`path-moment.ts` there).
 */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_NO_DATE_OR_TIME, ERR_ZONED_NOT_TIMED } from './errors.generated.ts';
import { readDate, readInstant, readLocal, readOffset, readStandard, readTimeOfDay } from './from-text';
import { DATED, TIMED, ZONED, partsOfTemplate } from './template';

const DATE: i32 = 1082;
const TIME: i32 = 1083;
const TIMESTAMP: i32 = 1114;
const TIMESTAMPTZ: i32 = 1184;
const TIMETZ: i32 = 1266;

function moment(type: i32, value: i64, offset: i32): usize {
  const result = allocate(16);
  store<i64>(result, value);
  store<i32>(result, type, 8);
  store<i32>(result, offset, 12);
  return textResult(result, 16);
}

/** Raises the error of a template that no text can match, and says which parts the template has. */
export function jsonpath_template(template: usize, length: i32): i32 {
  return partsOfTemplate(template, length);
}

/** Reads a text as a template says. The type is that of which the template has the parts. */
export function jsonpath_moment(text: usize, length: i32, template: usize, templateLength: i32): usize {
  const parts = partsOfTemplate(template, templateLength);
  readStandard(text, length, template, templateLength);
  switch (parts) {
    case DATED: return moment(DATE, readDate(), 0);
    case TIMED: return moment(TIME, readTimeOfDay(), 0);
    case TIMED | ZONED: return moment(TIMETZ, readTimeOfDay(), readOffset());
    case DATED | TIMED: return moment(TIMESTAMP, readLocal(), 0);
    case DATED | TIMED | ZONED: return moment(TIMESTAMPTZ, readInstant(), readOffset());
    default: {
      fail((parts & DATED) != 0 ? ERR_ZONED_NOT_TIMED : ERR_NO_DATE_OR_TIME);
      return 0;
    }
  }
}
