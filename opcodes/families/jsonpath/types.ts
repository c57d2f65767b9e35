/** jsonpath, held as PostgreSQL stores it (utils/jsonpath.h), without the varlena header. */
import { defineType } from '../../language/type.js';

export const jsonpathType = defineType({
  name: 'jsonpath',
  oid: 4072,
  sqlName: 'jsonpath',
  representation: 'ref',
  storage: 'TEXT',
  input: 'jsonpath_in',
  output: 'jsonpath_out',
});
