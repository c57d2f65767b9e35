/** How dates and times of paths in JSON are converted, compared and printed. They are the first functions of the family, for they are called by their numbers. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { definePathMoment } from '../jsonpath/path-moment.js';

export const pathMoments: readonly CallDefinition[] = [
  definePathMoment(
    'jsonpath_moment_as',
    'The moment as one of another type.',
    { type: 'int4', a: 'bytea', precision: 'int4', zoned: 'bool' },
    'bytea',
  ),
  definePathMoment(
    'jsonpath_moment_compare',
    '-1, 0 or 1 as a is before, at or after b; 2 where they cannot be compared.',
    { a: 'bytea', b: 'bytea', zoned: 'bool' },
    'int4',
  ),
  definePathMoment('jsonpath_moment_text', 'moment → text.', { a: 'bytea', styled: 'bool' }, 'text'),
  defineCall({
    name: 'abbreviation_offset',
    summary: 'The offset that an abbreviation stands for at a local time, for TZ of to_timestamp and of paths.',
    source: 'src/backend/utils/adt/datetime.c',
    args: { word: 'text', local: 'timestamp' },
    result: 'int4',
    mayReturnNull: true,
    internal: true,
    examples: [],
  }),
];
