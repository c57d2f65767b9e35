/** Dates and times: timestamptz, time, timetz and interval, their arithmetic, fields, time zones and the clock (utils/adt/timestamp.c, date.c). */
import { defineFamily } from '../../language/family.js';
import { casts } from './casts.js';
import { clock } from './clock.js';
import { dateCompare } from './date-compare.js';
import { datetimeErrors } from './errors.js';
import { extraction } from './extract.js';
import { hashes } from './hash.js';
import { intervalArithmetic } from './interval-arithmetic.js';
import { intervalCompare } from './interval-compare.js';
import { intervalInputOutput } from './interval-input-output.js';
import { makers } from './make.js';
import { order } from './order.js';
import { overlaps } from './overlaps.js';
import { pathMoments } from './path-moments.js';
import { timeFunctions } from './time.js';
import { timestampArithmetic } from './timestamp-arithmetic.js';
import { timestamptzCompare } from './timestamptz-compare.js';
import { timestamptzInputOutput } from './timestamptz.js';
import { timetzFunctions } from './timetz.js';
import { datetimeTypes } from './types.js';
import { zones } from './zones.js';

export const datetime = defineFamily({
  name: 'datetime',
  number: 3,
  summary: 'Dates and times with time zones, and intervals.',
  types: datetimeTypes,
  errors: datetimeErrors,
  functions: [
    ...pathMoments,
    ...timestamptzInputOutput,
    ...intervalInputOutput,
    ...intervalCompare,
    ...intervalArithmetic,
    ...dateCompare,
    ...timestamptzCompare,
    ...order,
    ...timestampArithmetic,
    ...extraction,
    ...casts,
    ...zones,
    ...timeFunctions,
    ...timetzFunctions,
    ...makers,
    ...overlaps,
    ...hashes,
    ...clock,
  ],
});
