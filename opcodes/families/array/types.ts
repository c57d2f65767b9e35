/** The array types: one for each type of elements, all read, printed and compared by the same functions. */
import { defineType, type TypeDefinition } from '../../language/type.js';

/** Oids of the array types in pg_type, by the types of their elements. */
const oids: Readonly<Record<string, number>> = {
  bool: 1000,
  bytea: 1001,
  char: 1002,
  name: 1003,
  int2: 1005,
  int4: 1007,
  text: 1009,
  bpchar: 1014,
  varchar: 1015,
  int8: 1016,
  float4: 1021,
  float8: 1022,
  oid: 1028,
  macaddr: 1040,
  inet: 1041,
  timestamp: 1115,
  date: 1182,
  time: 1183,
  timestamptz: 1185,
  interval: 1187,
  numeric: 1231,
  timetz: 1270,
  bit: 1561,
  varbit: 1563,
  cidr: 651,
  macaddr8: 775,
  money: 791,
  json: 199,
  uuid: 2951,
  pg_lsn: 3221,
  jsonb: 3807,
  int4range: 3905,
  numrange: 3907,
  tsrange: 3909,
  tstzrange: 3911,
  daterange: 3913,
  int8range: 3927,
  jsonpath: 4073,
  int4multirange: 6150,
  nummultirange: 6151,
  tsmultirange: 6152,
  tstzmultirange: 6153,
  datemultirange: 6155,
  int8multirange: 6157,
};

/** The array types over these types. */
export const arrayTypesOf = (elements: readonly TypeDefinition[]): readonly TypeDefinition[] =>
  elements.flatMap((element) => {
    const oid = oids[element.name];
    if (oid === undefined) return [];
    return [
      defineType({
        name: `_${element.name}`,
        oid,
        sqlName: `${element.sqlName}[]`,
        representation: 'ref',
        storage: 'TEXT',
        input: 'array_in',
        output: 'array_out',
        equal: 'array_eq',
        modifier: true,
        element: element.name,
      }),
    ];
  });
