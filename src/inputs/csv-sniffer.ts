/** Finds how a CSV file is written: what the options do not say is found in the first bytes. */
import { SqlError } from '../error.js';
import type { Dialect } from './csv-dialect.js';
import type { DialectOptions } from './csv-options.js';
import { CsvFields, scanRecord } from './csv-record.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
/** The delimiters that are looked for; the first wins among equals. */
const candidates = [',', ';', '\t', '|'];
const lookedAt = 50;

/** One byte of an option, -1 for none. Raises 22023. */
function byteOf(name: string, text: string | undefined, usual: number, mayBeNone = true): number {
  if (text === undefined) return usual;
  if (text === '' && mayBeNone) return -1;
  if (!/^[\t\x20-\x7e]$/.test(text)) throw new SqlError('22023', `the ${name} must be a single one-byte character`);
  return text.charCodeAt(0);
}

/** The dialect that the options say. Raises 22023 for what cannot be one. */
function stated(options: DialectOptions, delimiter: string, lineEnd: number, spaced: boolean): Dialect {
  const quote = byteOf('quote', options.quote, 0x22);
  const dialect = {
    delimiter: byteOf('delimiter', delimiter, 0x2c, false),
    quote,
    escapeWith: byteOf('escape', options.escape, quote),
    comment: byteOf('comment', options.comment, -1),
    lineEnd,
    spaced,
  };
  if (dialect.delimiter === quote) throw new SqlError('22023', 'the delimiter and the quote must be different');
  const special = new Uint8Array(256);
  for (const byte of [dialect.delimiter, quote, lineFeed, carriageReturn]) if (byte >= 0) special[byte] = 1;
  return { ...dialect, special };
}

/** The dialect of a text whose first bytes lie between two addresses; `final` when there are no more. */
export function dialectOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  final: boolean,
  options: DialectOptions,
): Dialect {
  const head = bytes.subarray(start, end);
  const lineEnd = !head.includes(lineFeed) && head.includes(carriageReturn) ? carriageReturn : lineFeed;
  const { delimiter } = options;
  if (delimiter !== undefined) return spacedOrNot(bytes, start, end, final, options, delimiter, lineEnd);
  let best = ',';
  let bestScore = 0;
  for (const candidate of candidates.filter((one) => one !== options.quote)) {
    const score = consistency(counts(bytes, start, end, final, stated(options, candidate, lineEnd, true)));
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return spacedOrNot(bytes, start, end, final, options, best, lineEnd);
}

/** Whether every record has as many fields as the first, and how many that are; a half where they have not. */
function consistency(found: readonly number[]): number {
  const [first = 1] = found;
  if (first < 2) return 0;
  const equal = found.filter((count) => count === first).length;
  return (equal === found.length ? 1000 : (equal / found.length) * 500) + Math.min(first, 400);
}

/** How many fields the first records have. */
function counts(bytes: Uint8Array, start: number, end: number, final: boolean, dialect: Dialect): number[] {
  const fields = new CsvFields(1);
  const found: number[] = [];
  let at = start;
  while (at < end && found.length < lookedAt) {
    const next = scanRecord(bytes, at, end, final, dialect, fields);
    if (next < 0) break;
    if (bytes[at] !== dialect.comment && (fields.count > 1 || fields.start[0] !== fields.end[0]))
      found.push(fields.count);
    at = next;
  }
  return found;
}

/** Spaces after delimiters are no part of fields where every field but the first, in all of the first records, has one. */
function spacedOrNot(
  bytes: Uint8Array,
  start: number,
  end: number,
  final: boolean,
  options: DialectOptions,
  delimiter: string,
  lineEnd: number,
): Dialect {
  const plain = stated(options, delimiter, lineEnd, false);
  if (plain.delimiter === space) return plain;
  const fields = new CsvFields(256);
  let at = start;
  let seen = 0;
  for (let record = 0; record < lookedAt && at < end; record++) {
    const next = scanRecord(bytes, at, end, final, plain, fields);
    if (next < 0) break;
    for (let field = 1; field < Math.min(fields.count, fields.capacity); field++, seen++)
      if (bytes[(fields.before[field] ?? 0) + 1] !== space) return plain;
    at = next;
  }
  return seen === 0 ? plain : { ...plain, spaced: true };
}
