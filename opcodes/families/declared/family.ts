/** declared: the types that schemas declare. The values of enums are numbers, and their comparisons those of int4 (utils/adt/enum.c, domains.c). */
import { defineFamily } from '../../language/family.js';
import { defineCall } from '../../language/call.js';
import { declaredErrors } from './errors.js';

const source = 'src/backend/utils/adt/enum.c';

/** No type is there before a schema declares it, so the examples of these functions are in tests/families/declared.test.ts. */
export const declared = defineFamily({
  name: 'declared',
  number: 15,
  summary: 'Enums and domains.',
  types: [],
  errors: declaredErrors,
  functions: [
    defineCall({
      name: 'enum_in',
      summary: 'A label to its value; the second argument is the oid of the type.',
      source,
      args: { a: 'cstring', type: 'int4' },
      result: 'anyenum',
      examples: [],
    }),
    defineCall({
      name: 'enum_out',
      summary: 'A value to its label.',
      source,
      args: { a: 'anyenum' },
      result: 'cstring',
      examples: [],
    }),
    defineCall({
      name: 'enum_first',
      summary: 'The first value of the type of a, which may be null.',
      source,
      args: { a: 'anyenum' },
      result: 'anyenum',
      nulls: 'called',
      needsTypes: true,
      examples: [],
    }),
    defineCall({
      name: 'enum_last',
      summary: 'The last value of the type of a, which may be null.',
      source,
      args: { a: 'anyenum' },
      result: 'anyenum',
      nulls: 'called',
      needsTypes: true,
      examples: [],
    }),
    defineCall({
      name: 'enum_cmp',
      summary: '-1, 0 or 1 as a comes before, is, or comes after b.',
      source,
      args: { a: 'anyenum', b: 'anyenum' },
      result: 'int4',
      examples: [],
    }),
    defineCall({
      name: 'enum_smaller',
      summary: 'The one that comes first.',
      source,
      args: { a: 'anyenum', b: 'anyenum' },
      result: 'anyenum',
      examples: [],
    }),
    defineCall({
      name: 'enum_larger',
      summary: 'The one that comes last.',
      source,
      args: { a: 'anyenum', b: 'anyenum' },
      result: 'anyenum',
      examples: [],
    }),
    defineCall({
      name: 'domain_violation',
      summary: 'Raises 23514; the text says which domain, and which of its constraints.',
      source: 'src/backend/utils/adt/domains.c',
      args: { detail: 'text' },
      result: 'bool',
      examples: [{ detail: 'd violates check constraint "c"', raises: '23514' }],
    }),
    defineCall({
      name: 'domain_null',
      summary: 'Raises 23502; the text is the name of the domain.',
      source: 'src/backend/utils/adt/domains.c',
      args: { name: 'text' },
      result: 'bool',
      examples: [{ name: 'd', raises: '23502' }],
    }),
  ],
});
