/** What the ranges are ranges of. */
const subtypes: Readonly<Record<string, string>> = {
  int4range: 'int4',
  int8range: 'int8',
  numrange: 'numeric',
  daterange: 'date',
  tsrange: 'timestamp',
  tstzrange: 'timestamptz',
};

/** The type of a range's bounds. */
export function subtypeOfRange(range: string): string {
  const subtype = subtypes[range];
  if (subtype === undefined) throw new RangeError(`no bounds of type ${range}`);
  return subtype;
}

export const rangeTypes: readonly string[] = Object.keys(subtypes);
