// biome-ignore-all format: lists of cases, a group a line
/**
 * Written expressions, by what could go wrong with them, over the columns of `tests/differential/written.test.ts`: a, b, z int4 (z is 0), s int2, l int8, r float4,
 * d float8, c, t text, p bool, q bool, f date, g timestamp; n is int4 NOT NULL.
 */
const operators = ['=', '<>', '<', '<=', '>', '>='];
const numbers = ['s', 'a', 'l', 'r', 'd'];

/** Comparisons of every pair of number types, of dates with timestamps, of texts bytewise. */
const comparisons = [
  ...numbers.flatMap((x) => numbers.flatMap((y) => [`${x} = ${y}`, `${x} < ${y}`, `${x} >= ${y}`])),
  ...operators.flatMap((op) => [`c ${op} t`, `c ${op} 'x7'`, `p ${op} q`, `f ${op} date '2000-01-01'`, `g ${op} f`, `f ${op} g`, `g ${op} timestamp '2000-01-01'`, `d ${op} 'NaN'`, `d ${op} -0.0`, `r ${op} 0.1`, `d ${op} 0.1`]),
  "c < 'é'", "'\u{1F600}' > '\uFFFF'", "c > '\uFFFF'", "'a' < 'B'", "'a ' = 'a'", "c = ''", 'l = 9007199254740993', 'd = 9007199254740993', 'a = 2147483648', 's = 65536', 'r = 16777217', 'r = 16777217::float4',
];

/** The edges of the ranges, and which error wins. */
const arithmetic = [
  ...['s', 'a', 'l', 'r', 'd'].flatMap((x) => [`-${x}`, `+${x}`, `abs(${x})`, `@ ${x}`, `${x} + 1`, `${x} - 1`, `${x} * 2`, `${x} / 2`, `${x} + ${x}`, `${x} * ${x}`, `${x} / z`, `${x} - ${x}`, `1 / ${x}`, `${x} / ${x}`]),
  ...['s', 'a', 'l'].flatMap((x) => [`${x} % 2`, `${x} % -1`, `${x} / -1`, `${x} * -1`, `${x} % ${x}`, `~ ${x}`, `${x} & 7`, `${x} | 8`, `${x} # 5`]),
  's + s', 's * s', 's + a', 's * l', 'l + s', 'a * l', 'l * l', 's / s', 's % s', 'a + s * s', 'mod(a, b)', 'mod(l, 3)',
  'r + d', 'd * r', 'd / 0', "d / 'NaN'", "'NaN'::float8 / 0", 'd * 1e308', 'd * 1e-308 * 1e-308', 'r * 1e38::float4', 'r * 1e-38::float4 * 1e-38::float4', '1e-300 * d * 1e-300', "'Infinity'::float8 - d", "'Infinity'::float8 * d", "d - 'Infinity'",
  '2147483647 + a', '-2147483648 - a', '32767::int2 + s', '9223372036854775807 + l', '(-9223372036854775808) / l', '(-2147483648) / a', '(-2147483648) % a', '(-32768)::int2 / s', 'a + b - a', 'a * b / 2', '(a + b) * (a - b)', 'a / (b - b)', 'b / a + a / b',
];

const logic = [
  ...['p AND q', 'p OR q', 'NOT p', 'NOT (p AND q)', 'NOT (p OR q)', 'p AND NULL', 'p OR NULL', 'NOT NULL::bool', 'p AND true', 'p OR false', 'p AND q AND p', 'p OR q OR NOT p', 'NOT NOT p', '(p AND q) OR (NOT p AND NOT q)', 'p = (q AND p)', 'p AND (q OR p)', 'p <> q AND p'],
  ...['TRUE', 'FALSE', 'UNKNOWN'].flatMap((test) => [`p IS ${test}`, `p IS NOT ${test}`, `(p AND q) IS ${test}`, `(p OR q) IS NOT ${test}`, `(a > b) IS ${test}`, `NOT (p IS ${test})`]),
  ...['a', 'c', 'd', 'p', 'n', 'a + b', 'p AND q', 'coalesce(a, b)', 'nullif(a, b)'].flatMap((x) => [`${x} IS NULL`, `(${x}) IS NOT NULL`]),
  ...['a', 'c', 'd', 'p', 'f', 'g', 'l', 's', 'r'].flatMap((x) => [`${x} IS DISTINCT FROM ${x}`, `${x} IS NOT DISTINCT FROM NULL`, `${x} IS DISTINCT FROM NULL`]),
  'a IS DISTINCT FROM b', 'a IS NOT DISTINCT FROM b', 'c IS DISTINCT FROM t', 'a IS DISTINCT FROM l', "d IS DISTINCT FROM 'NaN'", 'd IS NOT DISTINCT FROM -0.0::float8', 'NOT (a IS DISTINCT FROM b)', 'a IS DISTINCT FROM b AND p', '(a = b) IS DISTINCT FROM (b = a)', 'n IS DISTINCT FROM a',
];

/** Which error, if any: at the top of a WHERE a null ends the row, below it does not. */
const precedence = [
  'a > 0 AND 1 / z > 0', 'NULL::int4 > 0 AND 1 / z > 0', 'b > 0 AND 1 / z > 0', '(b > 0 AND 1 / z > 0) IS TRUE', 'false AND 1 / z > 0', '1 / z > 0 AND false', 'true OR 1 / z > 0', '1 / z > 0 OR true', 'b > 0 OR 1 / z > 0', 'b IS NULL OR 1 / b > 0', 'b IS NOT NULL AND 1 / b > 0',
  'NOT (b > 0 AND 1 / z > 0)', 'NOT (b > 0 OR 1 / z > 0)', '(b > 0 OR 1 / z > 0) AND p', 'b + 1 / z', '1 / z + b', 'b + a / z', '(a + 2147483647) / z', 'a / z + (a + 2147483647)', 'c || (1 / z)::text', 'nullif(1 / z, 1)', 'nullif(1, 1 / z)', 'coalesce(a, 1 / z)', 'coalesce(1 / z, a)', 'coalesce(NULL, a, 1 / z)',
  'CASE WHEN z = 0 THEN 0 ELSE 1 / z END', 'CASE WHEN z = 0 THEN 1 / z ELSE 0 END', 'CASE WHEN p THEN a WHEN 1 / z > 0 THEN b END', 'CASE z WHEN 0 THEN a WHEN 1 / z THEN b END', 'CASE WHEN z <> 0 THEN 1 / 0 ELSE 1 END', 'CASE WHEN true THEN 1 ELSE 1 / 0 END', 'CASE WHEN false THEN 1 / 0 ELSE 2 END', 'CASE 1 WHEN 1 THEN 2 ELSE 1 / 0 END',
  'greatest(a, 1 / z)', 'least(b, 1 / z)', 'a IN (1, 1 / z)', '1 / z IN (1, 2)', 'a BETWEEN 1 / z AND 2', 'a BETWEEN 2 AND 1 / z', 'a NOT BETWEEN 3 AND 1 / z', 'b = 1 / z', '1 / z = b', '1 / z IS NULL', '1 / z IS DISTINCT FROM b', 'b IS DISTINCT FROM 1 / z', '1 / 0 IS NULL', 'false AND 1 / 0 = 1', 'true OR 1 / 0 = 1', '1 / 0 = 1 AND false', 'NULL + 1 / 0', '1 / 0 + NULL', '1 / z + NULL', 'NULL::int4 + 1 / z', 'p AND 1 / 0 = 1', 'b > 0 AND c::int4 > 0', "c = 'x7' AND c::int4 > 0", "t::int4 > 0 OR p", 'c::int4 + t::int4', '(c || t)::int4',
  'length(c) / z > length(t)', "lower(c) LIKE 'a\\' AND p", 'a / z > 0 OR a + 2147483647 > 0', 'a + 2147483647 > 0 OR a / z > 0', 'NOT (a / z > 0) AND p', 'p AND a / z > 0', 'a / z > 0 AND p', 'coalesce(p, a / z > 0) OR q', 's + s > 0 AND a / z > 0',
];

const sets = [
  ...['a', 's', 'l', 'r', 'd'].flatMap((x) => [`${x} IN (1, 2, 3)`, `${x} NOT IN (1, 2, 3)`, `${x} IN (1, NULL)`, `${x} NOT IN (1, NULL)`, `${x} IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 42)`, `${x} NOT IN (1, 2, 3, 4, 5, 6, 7, 8, 9)`, `${x} IN (1, 2, 3, 4, 5, 6, 7, 8, 9, NULL)`, `${x} NOT IN (NULL, 1, 2, 3, 4, 5, 6, 7, 8, 9)`]),
  "d IN ('NaN', 0, 1, 2, 3, 4, 5, 6, 7, 8)", "r IN ('NaN', 0, 1, 2, 3, 4, 5, 6, 7, 8)", "d IN ('-0', 1, 2, 3, 4, 5, 6, 7, 8)", "d NOT IN ('NaN', '-0', 1, 2, 3, 4, 5, 6, 7)", "d IN ('Infinity', '-Infinity', 1, 2, 3, 4, 5, 6, 7)",
  "c IN ('x7', 'abc', '')", "c NOT IN ('x7', NULL)", "c IN ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'x7', '')", "c IN ('a text of more than twelve bytes', 'a text of more than twelve Bytes', 'c', 'd', 'e', 'f', 'g', 'h', 'é')", "c NOT IN ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'x7')", "c IN (NULL, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'x7')",
  "f IN ('2000-01-01', 'infinity')", "f IN ('2000-01-01', 'infinity', '2000-01-02', '2000-01-03', '2000-01-04', '2000-01-05', '2000-01-06', '2000-01-07', '1999-12-31')", "g IN ('2000-01-01', '-infinity')", "g NOT IN ('2000-01-01', 'infinity', '2000-01-02', '2000-01-03', '2000-01-04', '2000-01-05', '2000-01-06', '2000-01-07', '1999-12-31')",
  'p IN (true)', 'a IN (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)', 'a NOT IN (-2147483648, 2147483647, 1, 2, 3, 4, 5, 6, 7)', 'a IN (1, 3, 5, 7, 9, 11, 13, 15, 1000)', 's IN (1, 3, 5, 7, 9, 11, 13, 15, -32768)', 'n NOT IN (1, 3, 5, 7, 9, 11, 13, 15, 42)', 'a IN (2147483640, 2147483641, 2147483642, 2147483643, 2147483644, 2147483645, 2147483646, 2147483647, 2147483639)', 'p IN (true, false, true, false, true, false, true, false, true)', 'p NOT IN (false, NULL)', 'a IN (b)', 'a IN (b, 1)', 'a NOT IN (b, 1)', 'a IN (b, NULL)', 'a IN (l, s)', 'a IN (1, 3000000000)', 'a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 3000000000)', 'a IN (1.5, 2)', 'a + 1 IN (2, 3)', 'NULL IN (1, 2)', 'NULL NOT IN (1)', '1 IN (1, NULL)', 'a IN (a)', 'a IN (NULL)', 'n IN (1, 2, 3, 4, 5, 6, 7, 8, 9)', '(a IN (1, 2)) IS NULL', 'NOT (a IN (1, NULL))', 'a IN (1, 2) = p',
  'a BETWEEN 1 AND 5', 'a NOT BETWEEN 1 AND 5', 'a BETWEEN 5 AND 1', 'a BETWEEN SYMMETRIC 5 AND 1', 'a NOT BETWEEN SYMMETRIC 5 AND 1', 'a BETWEEN b AND l', 'a BETWEEN NULL AND 5', 'a NOT BETWEEN NULL AND 5', 'a BETWEEN SYMMETRIC b AND 0', 'd BETWEEN 0 AND 1', "d BETWEEN 0 AND 'NaN'", "c BETWEEN 'a' AND 'x'", "f BETWEEN '1999-01-01' AND '2001-01-01'", 'f BETWEEN g AND g', 'a BETWEEN 1 AND 3000000000', 'a BETWEEN a AND a', 'b NOT BETWEEN SYMMETRIC a AND l',
];

const choices = [
  'CASE WHEN a > 0 THEN 1 END', 'CASE WHEN a > 0 THEN b ELSE a END', "CASE a WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END", 'CASE a WHEN b THEN 1 WHEN NULL THEN 2 ELSE 3 END', 'CASE NULL WHEN NULL THEN 1 ELSE 2 END', 'CASE WHEN NULL THEN 1 ELSE 2 END', 'CASE WHEN p THEN a WHEN q THEN l ELSE s END', 'CASE WHEN p THEN 1.5 ELSE d END', 'CASE c WHEN t THEN a END', "CASE WHEN p THEN c ELSE 'x' || c END", "CASE WHEN p THEN NULL ELSE 'a' END", 'CASE WHEN p THEN q END', 'CASE a WHEN 1 THEN CASE b WHEN 1 THEN 11 ELSE 10 END ELSE CASE b WHEN a THEN 1 ELSE 0 END END', 'CASE d WHEN 0 THEN 1 WHEN \'NaN\' THEN 2 END', 'CASE f WHEN date \'2000-01-01\' THEN g ELSE f END', 'CASE l WHEN a THEN 1 WHEN s THEN 2 ELSE 3 END', 'CASE WHEN a IS NULL THEN 0 WHEN b IS NULL THEN 1 ELSE a - b END', 'CASE n WHEN 1 THEN n ELSE NULL END', '(CASE WHEN p THEN a END) + 1', '(CASE WHEN p THEN q ELSE p END) AND q', 'CASE WHEN p THEN n ELSE a END + CASE WHEN q THEN a ELSE n END', 'CASE p WHEN true THEN 1 WHEN false THEN 0 END',
  'coalesce(a, b)', 'coalesce(a, 0)', 'coalesce(NULL, a)', 'coalesce(a, b, l)', 'coalesce(n, a)', 'coalesce(c, t)', "coalesce(c, 'none')", 'coalesce(d, 1.5)', 'coalesce(p, q)', 'coalesce(a, n) + 1', 'coalesce(f, g)', 'coalesce(NULL, NULL, s)', 'coalesce(a + b, a, b)', 'coalesce(nullif(a, 1), nullif(b, 2), n)',
  'nullif(a, b)', 'nullif(a, 1)', 'nullif(c, t)', "nullif(c, 'x7')", 'nullif(d, 0)', "nullif(d, 'NaN')", 'nullif(l, a)', 'nullif(s, a)', 'nullif(p, q)', 'nullif(a, NULL)', 'nullif(NULL, a)', 'nullif(f, g)', 'nullif(n, a)', 'nullif(a, a)', 'nullif(nullif(a, 1), 2)',
  'greatest(a, b)', 'least(a, b)', 'greatest(a, b, l)', 'least(a, NULL)', 'greatest(NULL, NULL, a)', 'greatest(c, t)', "least(c, t, 'm')", "greatest(d, 'NaN')", "least(d, 'NaN')", 'greatest(d, -0.0)', "least(d, '-0', 0)", "greatest('-0', d)", 'greatest(f, g)', 'least(p, q)', 'greatest(r, d)', 'greatest(n, a)', 'least(n, n)', 'greatest(s, 1)', 'greatest(1, 2)', 'least(a, b, n) + greatest(a, b, n)',
];

const texts = [
  ...['x%', '%7', '%x%', '_7', '%', '', '\\%', 'a\\_%', '%\\', '__', '%é%', '_', '%a%b%', 'X%'].flatMap((pattern) => [`c LIKE '${pattern}'`, `c NOT LIKE '${pattern}'`, `c ILIKE '${pattern}'`, `c NOT ILIKE '${pattern}'`]),
  'c LIKE t', 'c ILIKE t', 't LIKE c', "c LIKE 'x#%' ESCAPE '#'", "c LIKE 'x!_' ESCAPE '!'", "c LIKE '%\\' ESCAPE ''", "c LIKE 'x' ESCAPE 'ab'", "c LIKE t ESCAPE c", "c NOT LIKE 'a#' ESCAPE '#'", 'c LIKE NULL', "NULL LIKE 'a'", "c ILIKE 'ÄA%'", "c || '%' LIKE t || '%'", "c LIKE 'é' ESCAPE 'é'", "c SIMILAR TO 'x%'",
  'c || t', "c || 'x'", "'' || c", 'c || NULL', 'c || a', 'a || c', 'c || d', 'c || p', 'f || c', "c || t || c", 'g || t', "'a' || 'b'", 'c || l || s', 'a::text || b::text',
  'lower(c)', 'upper(c)', 'lower(t || c)', 'length(c)', 'length(t)', 'char_length(c || t)', 'length(upper(c))', "length('é')", "lower('ABC')", 'upper(NULL)', "lower(c) = 'abc'", 'length(c) > length(t)', 'upper(lower(c)) = upper(c)', 'starts_with(c, t)', "c ^@ 'a'",
];

const casts = [
  ...['s', 'a', 'l', 'r', 'd'].flatMap((x) => ['int2', 'int4', 'int8', 'float4', 'float8', 'text', 'bool'].map((type) => `${x}::${type}`)),
  ...['int2', 'int4', 'int8', 'float4', 'float8', 'bool', 'date', 'timestamp', 'text'].flatMap((type) => [`c::${type}`, `t::${type}`]),
  ...['f', 'g', 'p'].flatMap((x) => ['text', 'date', 'timestamp', 'int4', 'bool'].map((type) => `${x}::${type}`)),
  'a::text::int2', 'l::text::int4', 'd::text::float4', 'f::text::date', 'g::text::timestamp', 'g::date::timestamp', 'p::int4::bool', 'd::int4::float8', "' 12 '::int4", "'0x1F'::int4", "'1_000'::int8", "'1e5'::float8", "'.5'::float4", "'1e400'::float8", "'1e-400'::float8", "'nan'::float4", "'inf'::float8", "' tru'::bool", "'off'::bool", "'2'::bool", "''::int4", "'12a'::int4", "'99999999999'::int4", "'-32769'::int2", '(2147483647.5)::float8::int4', '0.5::float8::int4', '1.5::float8::int4', '2.5::float8::int4', '(-0.5)::float8::int4', '1.5::int4', '2.5::int4', '(-2.5)::int2', '1.10::text', '1e20::int8', 'NULL::date', 'a::float4::int4', 'l::float8::int8', 'l::float4',
];

/** An IN list is an array, which is built before it is searched. */
const built = [
  "f IN ('2000-01-01', ('1e3'::text)::date)", "f NOT IN ('2000-01-01', ('2024-13-01'::text)::date)", "a IN (1, 5, length(('2024-13-01'::text)::date::text))", "f IN (('x'::text)::date)", "g IN (timestamp '2000-01-01', ('2024-01-01 25:00'::text)::timestamp, '1999-01-01')", "f IN ('2000-01-01', ('2000-01-02'::text)::date, NULL)",
];

/** The arguments of `integer + date` are computed in the order in which they are written. */
const reversed = [
  "1/0 + (date '2024-01-01' + 2147483647)", "(1000000 * 1000000) + (date '2024-01-01' + 2147483647)", "1/0 + (date 'infinity' - date 'infinity' + date '2024-01-01')", "(date '2024-01-01' + 2147483647) + 1/0", 'a / z + (f + 2147483647)', 'a + f', '2147483647 + f',
];

const dates = [
  'f + 1', 'f - 1', '1 + f', 'f + a', 'f - a', 'f - f', "f - date '2000-01-01'", 'f + 2147483647', 'f - 2147483647', 'f = f + 0', "f > 'infinity'", "f < '-infinity'", "g = 'infinity'", 'f::timestamp = g', 'g::date = f', 'g::date - f', "date '2020-02-29' + 365", "date 'infinity' + 1", "date 'infinity' - date '2000-01-01'", "date '4713-11-24 BC'", "date '5874897-12-31' + 1", "timestamp '294276-12-31 23:59:59.999999'", "timestamp '294277-01-01'", "date '2020-02-30'", "date '2020-13-01'", "date 'nonsense'", "date '0000-01-01'", "'2020-01-01'::date < f", "f >= DATE '1994-01-01' AND f < DATE '1995-01-01'", "'J2451545'::date", "'20200229'::date", "'Feb 29, 2020'::date", "'2020-02-29 24:00:00'::timestamp", "'2020-02-29T12:34:56.1234567'::timestamp", "'2020-02-29 25:00'::timestamp", "timestamp '2000-01-01 00:00:00.0000005'", "'epoch'::timestamp", "date '294277-01-01'::timestamp", "date '294277-01-01' > timestamp '2000-01-01'", 'f > g OR g > f OR f = g',
];

export const groups: Readonly<Record<string, readonly string[]>> = { comparisons, arithmetic, logic, precedence, sets, choices, texts, casts, dates, built, reversed };
