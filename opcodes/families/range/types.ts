/** The range and multirange types, held as PostgreSQL stores them; all are read, printed and compared by the same functions. */
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

const multirangeType = (name: string, oid: number) =>
  defineType({
    name,
    oid,
    sqlName: name,
    representation: 'ref',
    storage: 'TEXT',
    input: 'multirange_in',
    output: 'multirange_out',
    equal: 'multirange_eq',
    hash: 'hash_multirange',
    ownOid: true,
  });

export const rangeTypes = [
  rangeType('int4range', 3904),
  rangeType('numrange', 3906),
  rangeType('tsrange', 3908),
  rangeType('tstzrange', 3910),
  rangeType('daterange', 3912),
  rangeType('int8range', 3926),
  multirangeType('int4multirange', 4451),
  multirangeType('nummultirange', 4532),
  multirangeType('tsmultirange', 4533),
  multirangeType('tstzmultirange', 4534),
  multirangeType('datemultirange', 4535),
  multirangeType('int8multirange', 4536),
];
