/** Names as SQL writes them, and the words that must be quoted to be names. */
/** Words that cannot name a column without quotes: the reserved ones of PostgreSQL's parser/kwlist.h, and those kept for types and functions. */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint
  create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct
  do else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
  leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using variadic
  verbose when where window with`.split(/\s+/),
);

/** Whether a word names nothing without quotes. */
export const isReserved = (word: string): boolean => reserved.has(word);

/** A name as SQL writes it: in quotes unless it would be read as it is (utils/adt/ruleutils.c, quote_identifier). */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
