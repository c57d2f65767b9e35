/** The key words of PostgreSQL 18 that an identifier must be quoted for: all but the unreserved ones (`pg_get_keywords`), in order. */

/** Each word ends in a space or a newline. */
const WORDS = `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
char character check coalesce collate collation column concurrently constraint create cross current_catalog
current_date current_role current_schema current_time current_timestamp current_user dec decimal default
deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant
greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join
json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize
json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national natural
nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay placing
position precision primary real references returning right row select session_user setof similar smallint some
substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique
user using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
`;

/** Where the words with each first letter begin, as offsets of 16 bits; made when the first word is looked up. */
const starts = memory.data(54);
let indexed: bool = false;

// @ts-ignore: decorator
@inline
function letterAt(i: i32): u32 {
  return <u32>load<u16>(changetype<usize>(WORDS) + (<usize>i << 1));
}

function makeIndex(): void {
  let letter: u32 = 97;
  let i = 0;
  while (i < WORDS.length) {
    for (; letter <= letterAt(i); letter++) store<u16>(starts + ((letter - 97) << 1), i);
    while (letterAt(i) > 32) i++;
    i++;
  }
  for (; letter <= 123; letter++) store<u16>(starts + ((letter - 97) << 1), i);
  indexed = true;
}

/** Whether a text of small letters, digits and `_` is one of the words. */
export function isReservedWord(text: usize, length: i32): bool {
  const first = <u32>load<u8>(text) - 97;
  if (length < 2 || length > 17 || first > 25) return false;
  if (!indexed) makeIndex();
  let i: i32 = load<u16>(starts + (first << 1));
  const end: i32 = load<u16>(starts + (first << 1), 2);
  while (i < end) {
    let j = 0;
    while (j < length && letterAt(i + j) == <u32>load<u8>(text + j)) j++;
    if (j == length && letterAt(i + j) <= 32) return true;
    i += j;
    while (letterAt(i) > 32) i++;
    i++;
  }
  return false;
}
