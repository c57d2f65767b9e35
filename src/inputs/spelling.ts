/**
 * Tells of which types a text is the canonical spelling: one that nobody uses for anything else and that loses nothing when it is read. `007`,
 * `4E3` and `+47` are identifiers, whatever number they could be read as.
 */
import { decodeText } from '../functions/text-value.js';
import { isIsoDate } from './iso-moment.js';
import { asciiText, shortestAt } from './number-text.js';

/** One bit a kind of spelling. */
export const spelled = {
  /** true or false, in lower case, upper case or with a capital. */
  boolWord: 1,
  /** t, f, T or F: a boolean only where both occur. */
  boolLetter: 2,
  /** Within the bounds of int8. */
  integer: 4,
  /** Digits with or without a point: numeric holds it as it is. */
  decimal: 8,
  /** A number that float8 holds without loss. */
  float: 16,
  date: 32,
  /** A date, with a time or without, and no zone. */
  timestamp: 64,
  /** A date and a time with a zone. */
  instant: 128,
  /** The same, and the zone is UTC. */
  utc: 256,
} as const;

const words: ReadonlyMap<string, number> = new Map([
  ...['true', 'false', 'TRUE', 'FALSE', 'True', 'False'].map((word) => [word, spelled.boolWord] as const),
  ...['t', 'f', 'T', 'F'].map((word) => [word, spelled.boolLetter] as const),
  ...['NaN', 'Infinity', '-Infinity', 'inf', '-inf', 'Inf', '-Inf'].map((word) => [word, spelled.float] as const),
]);

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const minus = 0x2d;
const point = 0x2e;

/** The kinds of spelling that the text between two addresses has; 0 when it is a text and nothing else. */
export function spellingOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const first = bytes[start] ?? 0;
  if (length === 0) return 0;
  if (isDigit(first) || first === point || (first === minus && ((bytes[start + 1] ?? 0) | 0x20) !== 0x69)) {
    if (length >= 10 && bytes[start + 4] === bytes[start + 7] && !isDigit(bytes[start + 4] ?? 0))
      return momentSpelling(bytes, start, end);
    return numberSpelling(bytes, start, end);
  }
  return length > 9 ? 0 : (words.get(decodeText(bytes, start, length)) ?? 0);
}

function numberSpelling(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === minus ? start + 1 : start;
  const digits = at;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  const whole = at - digits;
  // A leading zero makes a code.
  if (whole > 1 && bytes[digits] === 0x30) return 0;
  if (at === end) return integerSpelling(bytes, start, digits, end);
  let fraction = 0;
  const pointed = bytes[at] === point;
  if (pointed) {
    at++;
    const from = at;
    while (at < end && isDigit(bytes[at] ?? 0)) at++;
    fraction = at - from;
  }
  if (whole + fraction === 0) return 0;
  if (at === end) return spelled.decimal | (whole + fraction <= 15 || isExact(bytes, start, end) ? spelled.float : 0);
  return exponentSpelling(bytes, start, at, end, pointed);
}

function integerSpelling(bytes: Uint8Array, start: number, digits: number, end: number): number {
  const length = end - digits;
  if (length === 0) return 0;
  if (length === 1 && bytes[digits] === 0x30 && digits > start) return spelled.decimal | spelled.float;
  if (length <= 15) return spelled.integer | spelled.decimal | spelled.float;
  const value = length > 19 ? undefined : BigInt(decodeText(bytes, start, end - start));
  const fits = value !== undefined && value === BigInt.asIntN(64, value);
  return (fits ? spelled.integer : 0) | spelled.decimal | (isExact(bytes, start, end) ? spelled.float : 0);
}

/** `4E3` and `813752e1` are codes; `1.5e3`, `1e-05` and `1E+10` are numbers. */
function exponentSpelling(bytes: Uint8Array, start: number, at: number, end: number, pointed: boolean): number {
  if (((bytes[at] ?? 0) | 0x20) !== 0x65) return 0;
  const sign = bytes[at + 1];
  const signed = sign === 0x2b || sign === minus;
  const from = at + (signed ? 2 : 1);
  if (from >= end || (!pointed && !signed)) return 0;
  for (let digit = from; digit < end; digit++) if (!isDigit(bytes[digit] ?? 0)) return 0;
  return isExact(bytes, start, end) ? spelled.float : 0;
}

const isExact = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start > 40
    ? holdsExactly(decodeText(bytes, start, end - start))
    : !Number.isNaN(shortestAt(bytes, start, end)) || holdsExactly(asciiText(bytes, start, end));

/** The kinds of spelling of what is known to be a number: whatever way it is written in, numeric holds it. */
export function numberSpellings(bytes: Uint8Array, start: number, end: number): number {
  const spelling = spellingOf(bytes, start, end);
  const exact = spelling === 0 && holdsExactly(decodeText(bytes, start, end - start));
  return spelling | spelled.decimal | (exact ? spelled.float : 0);
}

/** Whether float8 gives the number back that was written. */
function holdsExactly(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && normalized(text) === normalized(String(value));
}

/** A number's sign, digits and power of ten, whatever way it is written in. */
function normalized(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Six digits of a second are all that a timestamp keeps; more must be zeros. */
const moment =
  /^\d{4}([-/])\d\d\1\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6}0*)?)?( ?UTC| ?Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?)?$/;

function momentSpelling(bytes: Uint8Array, start: number, end: number): number {
  if (!isIsoDate(bytes, start)) return 0;
  if (end - start === 10) return spelled.date | spelled.timestamp;
  const match = moment.exec(decodeText(bytes, start, Math.min(end - start, 60)));
  if (match === null || end - start > 60) return 0;
  const zone = match[2];
  if (zone === undefined) return spelled.timestamp;
  return spelled.instant | (/^( ?UTC| ?Z|[+-]00(:?00)?)$/.test(zone) ? spelled.utc : 0);
}
