/** Texts of values of every type: ordinary ones first, then the extreme ones. What a type does not list is made of what it consists of. */
import { catalogType } from '../../../src/catalog/catalog.js';
import type { Random } from '../../families/json-random.js';
import { subtypeOfRange } from './subtypes.js';
import { texts } from './texts.js';

const words = (text: string): string[] => text.trim().split(/\s+/);
const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

const moments = lines(`
  2000-01-01 00:00:00
  2024-02-29 12:34:56.789
  2023-03-26 02:30:00
  2023-10-29 01:30:00
  2024-01-31 23:59:59.999999
  1999-12-31 23:59:59.9999995
  1970-01-01 00:00:00
  0001-01-01 00:00:00
  0044-03-15 12:00:00 BC
  4713-11-24 00:00:00 BC
  294276-12-31 23:59:59.999999
  1900-01-01 00:00:00
  infinity
  -infinity`);

/** By the name of the type in pg_type. */
const listed: Readonly<Record<string, readonly string[]>> = {
  bool: ['t', 'f'],
  int2: words('0 1 -1 2 3 7 10 42 100 255 -32768 32767 -128 16'),
  int4: words('0 1 -1 2 3 4 5 7 10 12 60 100 2024 65536 -2147483648 2147483647 1114111 -7'),
  int8: words('0 1 -1 2 3 7 10 60 1000000 4294967296 -9223372036854775808 9223372036854775807 9007199254740993'),
  pg_lsn: words('0/0 0/1 16/B374D848 1/0 7FFFFFFF/FFFFFFFF 80000000/0 FFFFFFFF/FFFFFFFF'),
  oid: words('0 1 25 4294967295 2147483648 16384'),
  float4: words('0 1 -1 0.5 1.5 2.5 -0 1e10 1e-45 3.4028235e38 NaN Infinity -Infinity 0.1 16777217 -2.5 1e-38'),
  float8: words(
    '0 1 -1 0.5 1.5 2.5 -0 10 100 45 90 180 1e15 1e-7 5e-324 2.2250738585072014e-308 1.7976931348623157e308 NaN Infinity -Infinity 0.1 9007199254740993 -2.5 709.8 1e100 -1e-320',
  ),
  numeric: words(
    '0 1 -1 0.5 1.50 -2.5 2 3 10 100 123.456 0.0001 99999999999999999999.9999 1e-20 1e30 NaN Infinity -Infinity -0.00 9223372036854775808 1.000000000000000000000001 12345678901234567890 -32768.5 0.1',
  ),
  money: words('0 1.00 -1.50 12345.67 92233720368547758.07 -92233720368547758.08 0.01'),
  char: ['a', ' ', '~', 'A', '0', 'b', '-'],
  date: lines(`2000-01-01
    2024-02-29
    2024-01-31
    1999-12-31
    2023-03-26
    1970-01-01
    0044-03-15 BC
    4713-11-24 BC
    5874897-12-31
    294276-12-31
    infinity
    -infinity`),
  timestamp: moments,
  timestamptz: [
    ...moments,
    ...lines(`2024-07-01 12:00:00+02
    2024-11-03 01:30:00 America/New_York
    2000-01-01 00:00:00-15:59:59`),
  ],
  time: words('00:00:00 12:34:56.789 23:59:59.999999 24:00:00 06:30:00 00:00:00.000001'),
  timetz: words('00:00:00+00 12:34:56.789+02 23:59:59.999999-12 24:00:00+15:59 06:30:00-05:30 12:00:00+01:02:03'),
  interval: lines(`00:00:00
    1 day
    1 mon
    1 year 2 mons 3 days 04:05:06.789
    -1 mons +15 days -00:00:01
    30 days
    24:00:00
    -00:00:00.000001
    178956970 years 7 mons 2147483647 days 2562047788:00:54.775807
    -178956970 years -8 mons -2147483648 days
    infinity
    -infinity
    1.5 hours
    P1Y2M3DT4H5M6.7S`),
  uuid: words(
    '00000000-0000-0000-0000-000000000000 ffffffff-ffff-ffff-ffff-ffffffffffff 5b35380a-7143-4912-9b55-f322699c6770 01890a5d-ac96-774b-bcce-b302099a8057 a0eebc99-9c0b-1ef8-bb6d-6bb9bd380a11',
  ),
  bytea: ['', '\\x00', '\\xdeadbeef', 'abc', '\\x61c3a9', '\\xff00ff', `\\x${'0123456789abcdef'.repeat(9)}`, '%_b'],
  bit: ['0', '1', '101', '11111111', '0000000000000001', '1'.repeat(33), '10'.repeat(40), ''],
  varbit: ['', '0', '1', '101', '11111111', '0000000000000001', '1'.repeat(65), '01'.repeat(9)],
  inet: words(
    '0.0.0.0 127.0.0.1 192.168.1.5/24 10.0.0.0/8 255.255.255.255 ::1 2001:db8::/32 ::ffff:1.2.3.4 fe80::1/64 ::/0',
  ),
  cidr: words('0.0.0.0/0 10.0.0.0/8 192.168.1.0/24 127.0.0.1/32 ::/0 2001:db8::/32 ::1/128 172.16.0.0/12'),
  macaddr: words('00:00:00:00:00:00 08:00:2b:01:02:03 ff:ff:ff:ff:ff:ff 0a:1b:2c:3d:4e:5f'),
  macaddr8: words('00:00:00:00:00:00:00:00 08:00:2b:01:02:03:04:05 ff:ff:ff:ff:ff:ff:ff:ff 08:00:2b:ff:fe:01:02:03'),
  json: [],
  jsonb: [],
  jsonpath: lines(`$
    $.a
    $.a[*]
    strict $.a.b
    $[0 to last]
    $.** ? (@ > 1)
    $.a ? (@.b == "x")
    $[*].type()
    $.size()
    ($.a + 1) * 2
    $.a like_regex "^x" flag "i"
    exists($.a)
    $.keyvalue()
    $.a.double()
    $ ? (@ starts with "a")
    -$.a
    $[*] ? (@ == null || @ == true)
    "abc".string()
    $.datetime()
    $.a.datetime("YYYY-MM-DD")
    $[*].datetime().type()
    $.timestamp_tz(2)
    $.a.date() < "2024-01-01".timestamp()
    $.datetime("HH24:MI TZ").string()`),
};

const documents = lines(`
  null
  true
  1
  -1.50
  "x"
  "é😀"
  []
  {}
  [1,2,3]
  [1,"a",null,[2]]
  {"a":1}
  {"a":{"b":"x"},"c":[1,{"d":null}]}
  {"a":null,"b":false}
  {"a":[1,2,3.0],"a":"2"}
  [[1,2],[3,4]]
  {"aa":1,"b":2,"":3}
  1e5
  12345678901234567890.5
  "2024-02-29T12:00:00"
  "2024-02-29"
  {"k":"a","e":"\\u00e9\\n"}`);

function elementText(text: string | null): string {
  if (text === null) return 'NULL';
  const plain = text !== '' && !/^null$/i.test(text) && !/[\s{},"\\]/.test(text);
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function arrayText(element: string, random: Random): string {
  const one = (): string => elementText(random.below(6) === 0 ? null : valueText(element, random));
  const list = (length: number): string => `{${Array.from({ length }, one).join(',')}}`;
  switch (random.below(10)) {
    case 0:
      return '{}';
    case 1:
      return `{${list(2)},${list(2)}}`;
    case 2:
      return `[0:1]=${list(2)}`;
    case 3:
      return `[-1:0][2:3]={${list(2)},${list(2)}}`;
    default:
      return list(1 + random.below(4));
  }
}

/** Bounds in order more often than not would be asking a comparison of each type: a range that is none is read as an error, so it is a literal only. */
function rangeText(type: string, random: Random): string {
  const subtype = subtypeOfRange(type);
  const pool = boundsOf[subtype] ?? [];
  if (random.below(8) === 0) return 'empty';
  const from = random.below(pool.length);
  const to = from + random.below(pool.length - from);
  const bound = (at: number): string => (random.below(6) === 0 ? '' : `"${pool[at] ?? ''}"`);
  return `${random.pick(['[', '('])}${bound(from)},${bound(to)}${random.pick([']', ')'])}`;
}

/** In ascending order; bounds that the canonical form can go beyond. */
const boundsOf: Readonly<Record<string, readonly string[]>> = {
  int4: words('-2147483648 -1 0 1 2 5 10 2147483646'),
  int8: words('-9223372036854775808 -1 0 1 2 5 10 9223372036854775806'),
  numeric: words('-Infinity -1.5 0 0.5 1 1.00 2 10 1e20 Infinity NaN'),
  date: ['-infinity', '0044-03-15 BC', '1999-12-31', '2000-01-01', '2024-02-29', '2024-03-01', 'infinity'],
  timestamp: [
    '-infinity',
    '0044-03-15 BC',
    '1999-12-31 23:59:59',
    '2000-01-01 00:00:00',
    '2024-02-29 12:00:00',
    'infinity',
  ],
  timestamptz: ['-infinity', '1999-12-31 23:59:59+00', '2000-01-01 00:00:00+00', '2024-02-29 12:00:00+00', 'infinity'],
};

/** A value's text, in the syntax of the type's input. It is always one of the type. */
export function valueText(type: string, random: Random): string {
  const { element, kind, category } = catalogType(type);
  if (element !== null) return arrayText(element, random);
  if (kind === 'r') return rangeText(type, random);
  if (kind === 'm') {
    const range = type.replace('multirange', 'range');
    return `{${Array.from({ length: random.below(4) }, () => rangeText(range, random)).join(',')}}`;
  }
  if (type === 'json' || type === 'jsonb') return random.pick(documents);
  const own = listed[type];
  if (own !== undefined) return random.pick(own);
  if (category !== 'S') throw new RangeError(`no values of type ${type}: list some in tests/random/catalog/values.ts`);
  const text = texts(random);
  return type === 'name' ? clipped(text) : text;
}

/** A name as PostgreSQL holds it: at most 63 bytes. */
function clipped(text: string): string {
  let result = [...text];
  while (Buffer.byteLength(result.join('')) > 63) result = result.slice(0, -1);
  return result.join('');
}
