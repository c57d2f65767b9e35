/** The type numeric, held as PostgreSQL stores it (NumericShort or NumericLong of utils/adt/numeric.c, without the varlena header). */
import { defineType } from '../../language/type.js';

export const numericType = defineType({
  name: 'numeric',
  oid: 1700,
  sqlName: 'numeric',
  representation: 'ref',
  storage: 'TEXT',
  input: 'numeric_in',
  output: 'numeric_out',
  equal: 'numeric_eq',
  hash: 'hash_numeric',
  modifier: true,
});
