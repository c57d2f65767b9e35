/** How dates and times of paths in JSON are read. They are the first functions of the family, for they are called by their numbers. */
import type { CallDefinition } from '../../language/call.js';
import { definePathMoment } from '../jsonpath/path-moment.js';

export const pathMoments: readonly CallDefinition[] = [
  definePathMoment('jsonpath_template', 'The parts that a template has.', { template: 'text' }, 'int4'),
  definePathMoment(
    'jsonpath_moment',
    'text → moment, as a template says.',
    { text: 'text', template: 'text' },
    'bytea',
  ),
];
