/** A table of every supported type, and predicates over it: what drivers' rows are tested with. */

export const columns = [
  'id int8, b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, c text, d date, t timestamp',
  'n numeric, tz timestamptz, ti time, tt timetz, iv interval, ch char(5), vc varchar(8), na name, ce "char"',
  'u uuid, o oid, by bytea, bi bit(4), vb varbit, ip inet, ci cidr, ma macaddr, m8 macaddr8, mo money, j json, jb jsonb',
  'ra int4range, nr numrange, rt tsrange, rz tstzrange, rd daterange, mr int4multirange',
  'ai int4[], ax int8[], ac text[], an numeric[], ad date[], am timestamp[], az timestamptz[], ab bytea[], aj jsonb[], au uuid[]',
  'af float8[], al bool[], av interval[]',
].join(', ');

/** Values of each column but the first, in PostgreSQL's syntax. A driver's Date has milliseconds and no local time that summer time skips, so there is nothing finer and none of those. */
const values: Readonly<Record<string, readonly string[]>> = {
  b: ['true', 'false'],
  i2: ['-32768', '0', '7', '32767'],
  i4: ['-2147483648', '-1', '42', '2147483647'],
  i8: ['-9223372036854775808', '5', '9007199254740993', '9223372036854775807'],
  f4: ["'0.1'", "'-2.5'", "'NaN'", "'Infinity'"],
  f8: ["'0.1'", "'1e300'", "'NaN'", "'-Infinity'"],
  c: ["''", "'Oslo'", "'é'", "'😀'", "'a long text, of more than twenty-four characters'"],
  d: ["'1970-01-01'", "'2024-02-29'", "'2024-03-31'", "'2024-11-03'", "'infinity'"],
  t: ["'1969-12-31 23:59:59.999'", "'2024-02-29 00:00'", "'2024-06-30 23:30'", "'2024-12-31 12:00'", "'-infinity'"],
  n: ['1.50', '-0.001', '12345678901234567890.123456789', "'NaN'", '42'],
  tz: ["'1969-12-31 23:59:59.999+00'", "'2024-02-29 00:00+02'", "'2024-11-03 06:30+00'", "'infinity'"],
  ti: ["'00:00'", "'12:34:56.789'", "'24:00'"],
  tt: ["'00:00+01'", "'12:34:56.789-05:30'"],
  iv: ["'1 year 2 mons -3 days 04:05:06.7'", "'-1 day'", "'0'", "'30 days'", "'1 mon'"],
  ch: ["'a'", "'ab c'", "'Oslo '", "''"],
  vc: ["'a'", "'a '", "'Oslo'"],
  na: ["'pg_class'", "'a'"],
  ce: ["'a'", "'z'"],
  u: ["'00000000-0000-0000-0000-000000000001'", "'F47AC10B-58CC-4372-A567-0E02B2C3D479'"],
  o: ["'1'", "'4294967295'"],
  by: ["'\\x'", "'\\x00ff10'", "'\\xdeadbeef'"],
  bi: ["'0101'", "'1111'"],
  vb: ["''", "'101'", "'1100110011'"],
  ip: ["'10.0.0.1'", "'10.0.0.0/8'", "'::1'", "'2001:db8::/32'"],
  ci: ["'10.0.0.0/8'", "'192.168.1.0/24'"],
  ma: ["'08:00:2b:01:02:03'", "'ff:ff:ff:ff:ff:ff'"],
  m8: ["'08:00:2b:01:02:03:04:05'"],
  mo: ["'$1.00'", "'-$1,234.56'", "'0'"],
  j: ['\'{"kind": "click", "n": 1}\'', '\'[1, "a", null]\'', '\'"text"\'', "'5'", "'true'", '\'"5"\''],
  jb: [
    '\'{"kind": "click", "n": 1}\'',
    '\'{"kind": "view", "a": {"b": [1, 2.5]}}\'',
    '\'"text"\'',
    "'false'",
    "'[]'",
    '\'{"kind": null, "n": 20}\'',
  ],
  ra: ["'[1,5)'", "'empty'", "'(,3]'"],
  nr: ["'[1.5,2.5]'", "'empty'"],
  rt: ["'[2024-01-01 00:00,2024-06-01 12:00)'", "'(,)'"],
  rz: ["'[2024-01-01 00:00+00,2024-06-01 12:00+00)'"],
  rd: ["'[2024-01-01,2024-06-01)'", "'[2024-02-29,)'"],
  mr: ["'{[1,3),[5,9)}'", "'{}'"],
  ai: ["'{1,2,NULL}'", "'{}'", "'{{1,2},{3,4}}'"],
  ax: ["'{9007199254740993,-1}'", "'{5}'"],
  ac: ['\'{a,"b c","NULL",NULL,"\\\\"}\'', "'{}'", "'{Oslo}'"],
  an: ["'{1.50,2}'", "'{NaN}'"],
  ad: ["'{2024-02-29,NULL}'", "'{1970-01-01}'"],
  am: ["'{2024-02-29 00:00,2024-06-30 23:30:00.5}'"],
  az: ["'{2024-02-29 00:00+00}'", "'{2024-11-03 06:30+00,1969-12-31 23:59:59.999+00}'"],
  ab: ['E\'{"\\\\\\\\x00ff"}\'', "'{}'"],
  aj: ["ARRAY['{\"a\": [1]}', '\"text\"', '3']::jsonb[]"],
  au: ["'{00000000-0000-0000-0000-000000000001}'"],
  af: ["'{0.1,NaN,-Infinity}'", "'{}'"],
  al: ["'{t,f,NULL}'"],
  av: ["'{1 day,-02:00}'"],
};

const rowCount = 40;

/** The statement that makes the table `driver_rows`. */
export function tableSql(): string {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const cells = Object.values(values).map((list, column) => {
      // Every few rows a null, in each column at another place.
      if ((row + column) % 7 === 0) return 'NULL';
      return list[(row * (column + 1)) % list.length] ?? 'NULL';
    });
    return `(${[row, ...cells].join(', ')})`;
  });
  return `CREATE TABLE driver_rows (${columns}); INSERT INTO driver_rows VALUES ${rows.join(', ')}`;
}

/** Hundreds of predicates: every comparison of each column with each of its values, tests for null, and combinations. */
export function predicates(): string[] {
  const types = new Map(
    columns
      .replaceAll('(5)', '')
      .replaceAll('(8)', '')
      .split(', ')
      .map((column) => column.split(' ') as [string, string]),
  );
  const simple = Object.entries(values).flatMap(([name, list]) => {
    const type = types.get(name) ?? '';
    // json has no operators of its own that compare, and a modifier of bit would cut it.
    const operators = type === 'json' ? [] : ['=', '<>', '<', '>='];
    return [
      `${name} IS NULL`,
      ...list.flatMap((value) => {
        const literal = /^(ARRAY|E?')/.test(value) ? value : `'${value}'`;
        const cast = type === 'bit(4)' ? 'varbit' : type;
        return operators.map((op) => `${name} ${op} CAST(${literal} AS ${cast})`);
      }),
    ];
  });
  const combined = simple.flatMap((a, i) =>
    i % 7 === 0 ? [`${a} AND NOT (${simple[(i * 7 + 1) % simple.length]})`] : [],
  );
  const either = simple.flatMap((a, i) => (i % 9 === 0 ? [`(${a}) OR (${simple[(i * 5 + 2) % simple.length]})`] : []));
  const computed = [
    "c LIKE 'O%' OR c LIKE '%char%'",
    'length(c) = 1',
    'd + 1 > t',
    'i4::int8 < i8',
    "d::timestamp = timestamp '2024-02-29'",
    'i8 % 2 = 1',
    'n > 1 AND n < 100',
    'n = i4',
    'n + 1 = 2.5',
    'n IN (1.5, 42.0, 7)',
    'n BETWEEN -1 AND 50.5',
    "tz > d AND tz < timestamptz '2025-01-01 00:00+00'",
    "tz BETWEEN '2024-01-01 00:00+00' AND '2024-12-31 00:00+00'",
    "iv = interval '30 days'",
    "ch = 'Oslo' OR ch = 'a'",
    'length(ch) = 4 OR octet_length(ch) <> 5',
    "ch || '|' = 'Oslo|'",
    "ch LIKE 'a%'",
    "vc || '|' = 'a |'",
    "u = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'",
    "u IN ('f47ac10b-58cc-4372-a567-0e02b2c3d479', '00000000-0000-0000-0000-000000000002')",
    'octet_length(by) = 3',
    "bi & B'0101' = B'0101'",
    "ip << inet '10.0.0.0/8' OR family(ip) = 6",
    "mo > '0.5'::money",
    "j->>'kind' = 'click'",
    "j->>0 = '1' OR j->>1 = 'a'",
    "j::text = '5' OR j #>> '{}' = 'text'",
    "json_typeof(j) IN ('string', 'boolean')",
    "jb->>'kind' = 'click' OR jb->>'kind' IS NULL",
    "(jb->>'n')::int4 > 5",
    "jb->'a'->'b' @> '2.5'",
    "jb->'a'->>'b' = '[1, 2.5]'",
    'jb @> \'{"kind": "view"}\'',
    "jb ? 'n' AND NOT jb ? 'a'",
    "jb = '\"text\"' OR jb = 'false'",
    "jsonb_typeof(jb) = 'array'",
    '3 <@ ra OR isempty(ra)',
    "rt @> timestamp '2024-02-29 10:00'",
    "rz @> tz OR rd @> DATE '2024-03-01'",
    'mr @> 6',
    '2 = ANY(ai) OR cardinality(ai) = 4',
    "'b c' = ANY(ac) OR 'NULL' = ANY(ac)",
    "DATE '2024-02-29' = ANY(ad)",
    "timestamp '2024-06-30 23:30:00.5' = ANY(am)",
    "timestamptz '2024-11-03 06:30+00' = ANY(az)",
    "aj[2] = '\"text\"' AND aj[1]->'a' = '[1]'",
    "'NaN' = ANY(af) OR true = ANY(al)",
    "interval '24 hours' = ANY(av)",
  ];
  return [...simple, ...combined, ...either, ...computed];
}
