/** json, which is its text, and jsonb, held as PostgreSQL stores it (JsonbContainer of utils/jsonb.h, without the varlena header). */
import { defineType } from '../../language/type.js';

/** Not `textual`, because a text must be checked before it is json. */
export const jsonType = defineType({
  name: 'json',
  oid: 114,
  sqlName: 'json',
  representation: 'ref',
  storage: 'TEXT',
  input: 'json_in',
  output: 'json_out',
});

export const jsonbType = defineType({
  name: 'jsonb',
  oid: 3802,
  sqlName: 'jsonb',
  representation: 'ref',
  storage: 'TEXT',
  input: 'jsonb_in',
  output: 'jsonb_out',
  equal: 'jsonb_eq',
  hash: 'jsonb_hash',
});
