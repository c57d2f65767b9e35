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
  // 10^18 is below 2^63, whose neighbours stand for what no column holds.
  scaled: { digits: 18, value: 'numeric_of_scaled' },
});
