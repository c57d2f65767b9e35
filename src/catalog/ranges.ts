/** The range types, with the types of their bounds and of their multiranges (catalog/pg_range.dat). */

export interface RangeTypes {
  readonly range: string;
  readonly subtype: string;
  readonly multirange: string;
}

const all: readonly RangeTypes[] = [
  { range: 'int4range', subtype: 'int4', multirange: 'int4multirange' },
  { range: 'int8range', subtype: 'int8', multirange: 'int8multirange' },
  { range: 'numrange', subtype: 'numeric', multirange: 'nummultirange' },
  { range: 'tsrange', subtype: 'timestamp', multirange: 'tsmultirange' },
  { range: 'tstzrange', subtype: 'timestamptz', multirange: 'tstzmultirange' },
  { range: 'daterange', subtype: 'date', multirange: 'datemultirange' },
];

const byRange = new Map(all.map((types) => [types.range, types]));
const byMultirange = new Map(all.map((types) => [types.multirange, types]));

/** The types that belong to a range type. */
export const typesOfRange = (range: string): RangeTypes | undefined => byRange.get(range);

/** The types that belong to a multirange type. */
export const typesOfMultirange = (multirange: string): RangeTypes | undefined => byMultirange.get(multirange);
