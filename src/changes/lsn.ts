/** Log sequence numbers: a place in PostgreSQL's write-ahead log, a bigint of 64 bits, written as two hexadecimal halves. */
import { SqlError } from '../error.js';

const halves = /^([0-9a-f]{1,8})\/([0-9a-f]{1,8})$/i;

/** As PostgreSQL prints it: `formatLsn(0x16B374D848n)` is `'16/B374D848'`. */
export function formatLsn(lsn: bigint): string {
  const hex = (half: bigint): string => half.toString(16).toUpperCase();
  return `${hex(lsn >> 32n)}/${hex(lsn & 0xffff_ffffn)}`;
}

/** The number that a text like `'16/B374D848'` stands for. Raises 22P02 for any other text. */
export function parseLsn(text: string): bigint {
  const [, high, low] = halves.exec(text) ?? [];
  if (high === undefined || low === undefined)
    throw new SqlError('22P02', `invalid input syntax for type pg_lsn: "${text}"`);
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
