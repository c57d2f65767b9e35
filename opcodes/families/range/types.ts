/** The range types, held as PostgreSQL stores them; all are read, printed and compared by the same functions. */
import { defineType } from '../../language/type.js';

const rangeType = (name: string, oid: number) =>
  defineType({
    name,
    oid,
    sqlName: name,
    representation: 'ref',
    storage: 'TEXT',
    input: 'range_in',
    output: 'range_out',
    equal: 'range_eq',
    hash: 'hash_range',
    ownOid: true,
  });

export const rangeTypes = [
  rangeType('int4range', 3904),
  rangeType('numrange', 3906),
  rangeType('tsrange', 3908),
  rangeType('tstzrange', 3910),
  rangeType('daterange', 3912),
  rangeType('int8range', 3926),
];
