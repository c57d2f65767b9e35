/** A table of every supported type, and predicates over it: what drivers' rows are tested with. */

export const columns = 'id int8, b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, c text, d date, t timestamp';

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

/** More than two hundred predicates: every comparison of each column with each of its values, tests for null, and combinations. */
export function predicates(): string[] {
  const types = new Map(columns.split(', ').map((column) => column.split(' ') as [string, string]));
  const simple = Object.entries(values).flatMap(([name, list]) => [
    `${name} IS NULL`,
    ...list.flatMap((value) => {
      const literal = value.startsWith("'") ? value : `'${value}'`;
      return ['=', '<>', '<', '>='].map((op) => `${name} ${op} ${types.get(name)} ${literal}`);
    }),
  ]);
  const combined = simple.flatMap((a, i) =>
    i % 3 === 0 ? [`${a} AND NOT (${simple[(i * 7 + 1) % simple.length]})`] : [],
  );
  const either = simple.flatMap((a, i) => (i % 4 === 0 ? [`(${a}) OR (${simple[(i * 5 + 2) % simple.length]})`] : []));
  const computed = [
    "c LIKE 'O%' OR c LIKE '%char%'",
    'length(c) = 1',
    'd + 1 > t',
    'i4::int8 < i8',
    "d::timestamp = timestamp '2024-02-29'",
    'i8 % 2 = 1',
  ];
  return [...simple, ...combined, ...either, ...computed];
}
