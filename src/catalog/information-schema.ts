/** The functions of information_schema, which nobody calls by accident; quern has none of them. */

/** Its functions, and its domains, which are called as casts. A test compares them with PostgreSQL. */
export const informationSchemaFunctions: ReadonlySet<string> = new Set(
  `_pg_char_max_length _pg_char_octet_length _pg_datetime_precision _pg_expandarray _pg_index_position _pg_interval_type _pg_numeric_precision
  _pg_numeric_precision_radix _pg_numeric_scale _pg_truetypid _pg_truetypmod
  cardinal_number character_data sql_identifier time_stamp yes_or_no`.split(/\s+/),
);
