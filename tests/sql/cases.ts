// biome-ignore-all format: lists of cases, a group a line
/** Expressions over the table of the differential test: written ones, and every combination of operator, function or cast with operands. */

export const tableDefinition = 'a int4 not null, b int4, c text, d float8 not null, e int8, f date, g timestamp, h int2, i float4, j bool, "Ä" text';

const operands = ['a', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', "'1'", 'NULL', '1', '3000000000', '1.5', '$1', 'true', "date '2020-01-01'"];
const operators = ['=', '<>', '<', '>=', '+', '-', '*', '/', '%', '||', '~~', '!~~*', '^', '&', '<<', '@>', '->', '===', '~>=~'];

const pairs = operands.flatMap((left) => operands.map((right) => [left, right] as const));

const combined = [
  ...pairs.flatMap(([left, right]) => operators.map((operator) => `${left} ${operator} ${right}`)),
  ...pairs.flatMap(([left, right]) => [
    `CASE WHEN j THEN ${left} ELSE ${right} END`, `CASE ${left} WHEN ${right} THEN 1 END`, `coalesce(${left}, ${right})`,
    `${left} IN (${right}, ${right})`, `${left} IN (${right}, 1, b)`, `nullif(${left}, ${right})`, `${left} IS DISTINCT FROM ${right}`,
    `greatest(${left}, ${right})`, `${left} BETWEEN ${right} AND ${left}`,
  ]),
  ...operands.flatMap((operand) => ['+', '-', '@', '~', '!', '|/', 'NOT '].map((operator) => `${operator}${operand}`)),
  ...operands.flatMap((operand) => ['lower', 'upper', 'length', 'char_length', 'character_length', 'abs', 'nosuch', 'text', 'float8', 'int4', 'date', 'textlen', 'pg_catalog.lower', 'nosuch.lower'].map((name) => `${name}(${operand})`)),
  ...operands.flatMap((operand) => ['boolean', 'smallint', 'int', 'int8', 'real', 'double precision', 'float(24)', 'float(25)', 'text', 'date', 'timestamp', 'nosuch', 'nosuch.t', 'pg_catalog.int4', 'public.int4'].map((type) => `${operand}::${type}`)),
  ...operands.flatMap((operand) => ['IS NULL', 'IS NOT NULL', 'ISNULL', 'NOTNULL', 'IS TRUE', 'IS NOT FALSE', 'IS UNKNOWN', 'IS NOT UNKNOWN'].map((test) => `${operand} ${test}`)),
];

const written = [
  'a', 'A', 'nosuch', 'aa', 'bb + 1', '"Aä"', 'dd.d', 'u.a', 'u.v.a', '"Ä"', 'é + 1', "'é' || nosuch", 'a.b.c.d', 'a.b.c.d.e', 'u.*', 'ctid', 'Ä',
  '1', '-1', '2147483647', '2147483648', '-2147483648', '9223372036854775807', '9223372036854775808', '-9223372036854775808',
  '0x1F', '0b11', '0o17', '1_000', '1e10', '.5', '5.', '0xFFFFFFFFF', '0xFFFFFFFFFFFFFFFFFF::float8', '1e400 > d', "'x'", 'NULL', 'true', 'FALSE',
  "int4 '7'", "float8 'NaN'", "date '2020-02-03'", "DATE 'abc'", "timestamp '2020-02-03 04:05'", "int4 'x'", "bool 'yes'", "bool 'o'", "'99999999999'::int4", "smallint '70000'",
  "'1'::int4 + 'x'", "a = 'x'", "'x' = a", "d = '1e999'", "a IN ('1', 'x')", "f = '2020-01-01'", "f > 'nonsense'", 'a::int4(3)', 'c::text(3)', 'a::nosuch(3)', 'a::nosuch[]', 'a::pg_catalog.nosuch',
  'd > 2.66', 'i > 2.66', 'd IN (1.5, 2)', 'd IN (1.5, 2, b)', '1.5::int4', '(-2.5)::int4', '1.50::text', '1e3::text', '2.5::int2', '1.5::float4', "'1.5'::numeric::float8", '1.5::bool', '1::numeric::int8',
  'd + 1.5', 'd * -1.5', 'abs(-1.5)', '- (1.5)', '+ 1.5 > d', '- d < 1.5', 'coalesce(d, 1.5)', 'CASE WHEN j THEN 1.5 ELSE d END', 'greatest(d, 1.5, 2)', 'd BETWEEN 1.5 AND 2.5',
  'a AND j', 'j AND a', 'j OR c', 'NOT a', 'NOT c', "j AND 'true'", "j OR 'x'", 'j AND NULL', 'NOT NULL', 'j AND (a = 1 OR 5)', 'a IS TRUE', 'a + 1 IS NOT TRUE', "'t' IS TRUE", 'c IS UNKNOWN',
  'CASE WHEN a THEN 1 END', 'CASE a WHEN 1 THEN 2 END', "CASE a WHEN 'x' THEN 2 END", 'CASE a WHEN c THEN 2 END', "CASE 'x' WHEN c THEN 2 END", 'CASE WHEN j THEN 1 ELSE c END', 'CASE WHEN j THEN c WHEN p THEN 1 END',
  'CASE WHEN j THEN NULL END', 'CASE WHEN j THEN f ELSE g END', "CASE WHEN j THEN 'x' ELSE 1 END", "CASE WHEN j THEN a ELSE 'x' END", 'CASE NULL WHEN 1 THEN 2 END', 'CASE $1 WHEN c THEN 2 END', 'CASE a WHEN $1 THEN $2 ELSE 5 END',
  'coalesce(a, c)', 'coalesce(a, e, h)', "coalesce(a, 'x')", 'coalesce(NULL, NULL)', 'coalesce($1, $2)', 'coalesce($1, a)', 'greatest(f, g)', "least(f, '2020-01-01')", 'greatest(a, j)', 'nullif(a, c)', 'nullif(a, e)', 'nullif(h, 1)', 'nullif(NULL, NULL)',
  'a BETWEEN 1 AND 2', "a BETWEEN 1 AND 'x'", 'a BETWEEN 1 AND c', 'a NOT BETWEEN b AND e', 'a BETWEEN SYMMETRIC 2 AND 1', 'a NOT BETWEEN SYMMETRIC b AND d', 'f BETWEEN g AND g',
  'a IN (1)', 'a IN (1, 2)', 'a NOT IN (1, 2, b)', 'a IN (b)', 'a IN (b, e)', 'a IN (1, 3000000000)', 'a IN (1, c)', 'a IN (c, 1, 2)', "a IN (1, 'x')", 'a IN (1, true)', 'c IN (1, 2)', "c IN ('a', 'b')", 'a IN (NULL, 1)', 'h IN (1, 2)', 'e IN (1, 2)', 'a IN ($1, $2)', 'a IN ($1, 2, b)', 'f IN (g, g)', "f IN ('2020-01-01', date '2020-01-02')", 'NULL IN (1, 2)', "'1' IN (1, 2)", 'a IN (1.5, 2)', 'd IN (1, 2)', 'j IN (true, false)', 'a IN (d, 1)',
  "c LIKE 'x%'", "c NOT LIKE 'x'", "c ILIKE 'x'", "c NOT ILIKE 'x'", "c LIKE 'x' ESCAPE '!'", "c LIKE a", 'a LIKE c', "c LIKE NULL", "c LIKE $1", "c LIKE $1 ESCAPE $2", "f LIKE 'x'", "'a' LIKE 'b'",
  "c || 'x'", 'c || a', 'a || c', 'a || b', "'a' || 'b'", "a || 'x'", 'c || NULL', 'NULL || NULL', 'c || j', 'f || c', 'c || $1', '$1 || $2', 'j || c', 'c || 1.5', 'h || g',
  'f + 1', '1 + f', 'f - 1', 'f - f', 'f + h', 'f + e', 'f - g', 'g - g', "f - '2020-01-01'", "f + '1'", "g - '2020-01-01'", 'f + $1', 'f - $1', 'g + 1', 'f < g', 'g = f', 'f = a', 'f + f', 'f + 1.5',
  '$1', '$1 + 1', '$1 + $2', '$1 = $1', '$2 = 1', '$0', '$1 IS NULL', '$1 IS NULL AND $1 = 5', '$1 = 5 AND $1 IS NULL', '$1 = 1 AND $1 = 2', "$1 = 1 AND $1 = 'x'", '$1 = a AND $1 = c', '$1 = c AND $1 = 1.5', '$1 > 1.5', '$1::int4 = $1', '$1::text || $1', 'lower($1)', 'abs($1)', '-$1', 'NOT $1', '$1 AND j', '$1 IS DISTINCT FROM NULL', '$1 IS DISTINCT FROM a', '$1 = e AND $1 = a', 'a = $1 AND e = $1', "$1 = '5'",
  'a IS DISTINCT FROM b', 'a IS NOT DISTINCT FROM c', 'NULL IS DISTINCT FROM NULL', 'NULL IS NOT DISTINCT FROM a', 'a IS DISTINCT FROM NULL', "a IS DISTINCT FROM 'x'",
  'lower(c)', 'lower(a)', 'lower()', 'lower(c, c)', 'upper(NULL)', "length('abc')", 'length(a)', 'abs(c)', "abs('1')", 'abs(NULL)', 'abs(h)', 'nosuch()', 'nosuch(a, c)', 'x.lower(c)', 'pg_catalog.nosuch(a)', 'int4(d)', "int4('5')", "date('2020-01-01')", 'text(a)', 'text(j)', 'float8(c)', 'bool(a)', 'bool(c)', 'int8(a)', 'mod(a, 2)', 'mod(a, e)', 'mod(a, d)', 'lower(c) = upper(c)', 'length(c) > 3',
  'a + c', 'a + j', 'c + c', 'c - c', "'1' + '2'", "'x' < 'y'", "a + '1'", "'1' - a", 'j + j', 'j < j', 'a = j', 'a % d', 'd % d', '1 % 1.5', 'd ^ 2', 'a ^ 2', '@ a', '@ c', '@ -5', '~ a', 'a & h', 'a # e', 'h << 2', 'a << e', '- c', "- '1'", '- j', '+ NULL', 'a === b', 'a <=> b', '! a', 'a OPERATOR(pg_catalog.+) b', 'a OPERATOR(nosuch.+) b', 'c ~ c', 'a ~ c', 'c @@ c', 'a @@ b',
  'a::date', 'f::int4', 'j::int4', 'j::int8', 'a::bool', 'e::bool', 'd::bool', 'j::text', 'c::int4', 'c::date', 'c::bool', 'g::date', 'f::timestamp', 'f::text', 'd::date', 'j::float8', 'a::text::int4::text', 'CAST(a AS text)', 'CAST(c AS nosuch)', 'CAST(1 AS boolean)', 'NULL::int4', "''::int4", "' 5 '::int4", 'a::double precision', 'CAST(a AS timestamp without time zone)', 'treat(a AS int8)',
  'a NOT /* c */ IN (1, 2)', 'a NOT -- c\n IN (1, 2)', 'a NOT /* /* é */ */ BETWEEN 1 AND nosuch', "c NOT /* c */ LIKE 'x%'", "'foo' -- é\n'bar'", "'foo'\n-- c\n\n'bar' + nosuch", "'foo' /* c */\n'bar'", "'foo' -- c\n /* c */ 'bar'", "U&'!0061' /* c */ UESCAPE '!'", "timestamp without /* c */ time zone '2024-01-01'", "'2024-01-01'::timestamp without -- c\n time zone", "'/* c */' || '-- c' || nosuch", "$$ -- c $$ || nosuch", 'a /* \u{1F600} */ + nosuch', 'a+/* c */-a', 'a +--c\n b',
  'int4 $1', 'f > date $1', 'pg_catalog.int4 $1', 'double precision $1', 'lower $1', 'nosuch $1 + nosuch', '"a" $1', 'timestamp(3) $1', 'interval $1', "'1'::_interval(1)", '\'1\'::"interval"(1)', "'1'::_interval(32767, 9)", "'1'::pg_catalog.interval(4)", "'1'::interval day to second (3)", 'a AND $1', 'a BETWEEN $1 AND $2', 'f AT TIME ZONE $1', 'c LIKE $1 ESCAPE $2', '$1e3$$', 'date $2038-01-19$$', '$1a$', '$12 $1', "'a' || $1 $2",
  '1 OPERATOR(pg_catalog.~~) 2', 'OPERATOR(pg_catalog.!!) 1', "'1' OPERATOR(pg_catalog.+) '2'", "'1'::pg_catalog.int4(3)", "'a'::pg_catalog.text(3)", '1::a.b.c', '1 OPERATOR(a.b.+) 2', 'a.b.lower(c)',
  'NOT 1.5::float8', '1.5::float4 AND true', 'CASE WHEN 0.5::real THEN 1 END', 'NOT (+1.5)', 'NOT (- 1.5)', 'NOT 9223372036854775808::int4', "CASE WHEN true THEN (-2.5)::float8 ELSE date '2024-01-01' END", 'GREATEST(true, 1.5::float8)', '(0.1::float8) IS TRUE', 'NOT CAST(1.5 AS int4)', 'coalesce(j, 2.5::int8)',
  '-1e131071 IS NULL', '1e131072 IS NULL', '-1e131072 IS NULL', "'{}'::_pg_class", 'NULL::_pg_nosuch', "'x'::_bit(1)", "'x'::_int4(1)", 'information_schema.cardinal_number(1)', 'information_schema.nosuch(1)',
  "'a' < c AND a < b OR d > 1 AND NOT j", '(a, b) = (1, 2)', 'a = ANY (ARRAY[1,2])', 'EXISTS (SELECT 1)', 'a = (SELECT 1)', 'ARRAY[1]', 'current_date', 'count(a)', 'count(*)', 'sum(a) OVER ()', 'now()', 'random() > 1', "interval '1 day'", "c COLLATE \"C\"", 'extract(year FROM f)', 'a[1]', '(a).b', 'DEFAULT', "B'1'", "X'1F'", 'row_number() OVER ()', "c SIMILAR TO 'x'", 'a IS OF (int4)', 'position(c IN c)', 'substring(c FROM 1)', 'trim(c)', 'a AT TIME ZONE c', 'xmin', 'a IS JSON',
];

/** Predicates: in a WHERE each must be a boolean. */
export const predicates = ['a', 'a = 1', "'true'", "'x'", 'NULL', '$1', 'c', '1', 'a + 1', 'lower(c)', 'j', 'CASE WHEN j THEN 1 END', '1.5', 'coalesce(a, 1)', 'd', 'f', '(a)', 'true', 'a::bool', "'t'::text", '  a', 'nullif(a, 1)', 'NOT a = 1'];

/** Texts that are not one expression: what PostgreSQL says of them at the end of a statement. */
export const malformed = ['', '  ', '1 +', '(1', '1)', '1 1', "'abc", '"abc', '/* abc', '1 AND', 'a = = 1', '1 2 3', 'SELECT 1', '1, 2', '1 AS x', 'é +', 'é é', "'é' 'é'", '1a', '$1a b', '""', "U&'\\00zz'", "E'\\u00'", 'a IS', 'CASE END', 'CASE WHEN 1 THEN 2', 'CAST(1 AS)', 'a NOT 1', 'a BETWEEN 1', 'a IN ()', 'a IN 1', 'LIKE 1', 'a::', 'f(', '1 FROM t', 'float(54) 1', '1::float(54)', '1::float(0)', 'a < b < c', '1 !', "$$abc", '@', '0x', '1__0', '1_', '0b12', '\u{1F600} + ', '-- x', 'a IS NULL IS', ':a', 'a ? b ?', '{', '\\', 'sum(1) OVER (ROWS UNBOUNDED FOLLOWING)', 'sum(1) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING)', 'sum(1) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED PRECEDING)', 'sum(1) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW)', 'sum(1) OVER (ROWS 1 FOLLOWING)', "JSON('{}' FORMAT JSON ENCODING foo)", "(SELECT 1 FROM json_table('{}', 'a' || 'b' COLUMNS (x int)))", '(SELECT 1 LIMIT 1, 2)', '1 /* c */ /* d', '1 /* c */ = = -- d', '/* é */ 1 1', '1 AND -- é\n = 2'];

export const expressions: readonly string[] = [...new Set([...written, ...combined])];
