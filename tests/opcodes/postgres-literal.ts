/** An example's value as an SQL expression of a type, for the oracle. */
import type { ExampleValue, SqlType } from '../../opcodes/language/function.js';

export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const microsecondsPerDay = 86_400_000_000n;

/** Written without PostgreSQL's date output, and without the functions under test where they could be wrong together. */
export function literal(type: SqlType, value: ExampleValue): string {
  if (value === null) return `null::${type}`;
  if (type === 'date' && typeof value === 'number') {
    if (value === 2147483647 || value === -2147483648) return `date '${value < 0 ? '-' : ''}infinity'`;
    return `(date 'J${2451545 + value}')`;
  }
  if (type === 'timestamp' && typeof value === 'bigint') {
    if (value === 2n ** 63n - 1n || value === -(2n ** 63n)) return `timestamp '${value < 0n ? '-' : ''}infinity'`;
    const time = ((value % microsecondsPerDay) + microsecondsPerDay) % microsecondsPerDay;
    return `(date 'J${2451545n + (value - time) / microsecondsPerDay}' + (interval '1 microsecond' * ${time}))`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return `${quoted(text)}::${type}`;
}
