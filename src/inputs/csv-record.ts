/**
 * Splits one CSV record into fields, over bytes, as RFC 4180 says; it tells a quoted field from an unquoted one, because an empty field is null
 * only without quotes (commands/copyfromparse.c, CopyReadAttributesCSV). Stricter than COPY: a quote inside an unquoted field is an error.
 */
import type { Dialect } from './csv-dialect.js';
import type { SpecialBytes } from './special-bytes.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** How a field is written: as it is, in quotes, or in quotes with escapes inside. */
export const unquoted = 0;
export const quoted = 1;
export const escaped = 2;

/** What `scanRecord` returns when there is no whole record. */
export const incomplete = -1;
export const malformed = -2;

/** The fields of a record: those beyond the capacity are counted only. */
export class CsvFields {
  readonly capacity: number;
  /** Addresses without the quotes. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The address of the delimiter before the field, and for the first the one before the record. */
  readonly before: Int32Array;
  readonly form: Uint8Array;
  count = 0;
  /** Some field is in quotes, so the record may have several lines. */
  anyQuoted = false;
  /** The address of the quote that closes the field scanned last. */
  quotedEnd = 0;
  /** What is wrong with a malformed record, and where. */
  problem = { message: '', hint: '', address: 0 };

  constructor(capacity: number) {
    this.capacity = capacity;
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.before = new Int32Array(capacity);
    this.form = new Uint8Array(capacity);
  }
}

/**
 * Scans the record at `at`, before `end`, and returns the address after its line end. Unless `final`, a record that
 * reaches `end` is incomplete. With `specials`, which look up to the same end, bytes that mean nothing are not looked at one by one.
 */
export function scanRecord(
  bytes: Uint8Array,
  at: number,
  end: number,
  final: boolean,
  dialect: Dialect,
  fields: CsvFields,
  specials?: SpecialBytes,
): number {
  const { delimiter, quote, lineEnd, spaced, special } = dialect;
  const { start: starts, end: ends, before: befores, form: forms, capacity } = fields;
  fields.anyQuoted = false;
  let count = 0;
  let p = at;
  let before = at - 1;
  for (;;) {
    let start = p;
    let form = unquoted;
    let after = p;
    if (specials !== undefined) p = specials.next(p);
    else while (p < end && special[bytes[p] ?? 0] === 0) p++;
    if (quote >= 0 && bytes[p] === quote && p < end && onlySpaces(bytes, start, p)) {
      fields.anyQuoted = true;
      form = scanQuoted(bytes, p, end, final, dialect, fields);
      if (form < 0) return form;
      start = p + 1;
      after = fields.quotedEnd;
      p = after + 1;
      while (bytes[p] === space && space !== delimiter) p++;
    } else {
      after = Math.min(p, end);
      if (spaced) while (start < after && bytes[start] === space) start++;
    }
    if (count < capacity) {
      starts[count] = start;
      ends[count] = after;
      befores[count] = before;
      forms[count] = form;
    }
    count++;
    if (p >= end) {
      fields.count = count;
      return final ? end : incomplete;
    }
    const byte = bytes[p] ?? 0;
    before = p;
    if (byte === delimiter) p++;
    else {
      fields.count = count;
      if (byte === lineEnd) return p + 1;
      if (byte === carriageReturn && bytes[p + 1] === lineFeed) return p + 1 < end ? p + 2 : final ? end : incomplete;
      return afterField(bytes, p, end, final, form, dialect, fields);
    }
  }
}

/** Whether the line at an address is whole and has nothing on it. */
export function isBlankLine(bytes: Uint8Array, at: number, end: number, { lineEnd }: Dialect): boolean {
  const from = bytes[at] === carriageReturn && lineEnd === lineFeed ? at + 1 : at;
  return from < end && bytes[from] === lineEnd;
}

function onlySpaces(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== space) return false;
  return true;
}

/** What follows a field and is neither a delimiter nor a line end. */
function afterField(
  bytes: Uint8Array,
  at: number,
  end: number,
  final: boolean,
  form: number,
  { lineEnd, quote }: Dialect,
  fields: CsvFields,
): number {
  if (form !== unquoted)
    fields.problem = {
      message: 'unexpected data after a closing quote',
      hint: 'Double a quote that is part of the field, or say --escape if another character escapes it.',
      address: at,
    };
  else if (bytes[at] === quote)
    fields.problem = {
      message: 'quote inside an unquoted field',
      hint: "Put the field in quotes and double the quote, or say --quote '' if quotes mean nothing in this file.",
      address: at,
    };
  else if (lineEnd === lineFeed && at + 1 >= end) return final ? end : incomplete;
  else
    fields.problem = {
      message: lineEnd === lineFeed ? 'unquoted carriage return found in data' : 'unquoted line feed found in data',
      hint: 'Put the field in quotes.',
      address: at,
    };
  return malformed;
}

/** Scans a field in quotes, whose end it notes, and returns its form, or why there is none. */
function scanQuoted(
  bytes: Uint8Array,
  at: number,
  end: number,
  final: boolean,
  { quote, escapeWith }: Dialect,
  fields: CsvFields,
): number {
  let form = quoted;
  for (let p = at + 1; ; ) {
    while (p < end && bytes[p] !== quote && bytes[p] !== escapeWith) p++;
    if (p >= end) {
      if (!final) return incomplete;
      fields.problem = {
        message: 'unterminated CSV quoted field',
        hint: 'The quote that opens on this line is never closed.',
        address: at,
      };
      return malformed;
    }
    if (p + 1 >= end && !final) return incomplete;
    const next = p + 1 < end ? bytes[p + 1] : -1;
    if (bytes[p] === escapeWith && (next === quote || next === escapeWith)) {
      form = escaped;
      p += 2;
    } else if (bytes[p] === quote) {
      fields.quotedEnd = p;
      return form;
    } else p++;
  }
}

/** The bytes of an escaped field, each escape with what it escapes made one. */
export function unescaped(bytes: Uint8Array, start: number, end: number, { quote, escapeWith }: Dialect): Uint8Array {
  const result = new Uint8Array(end - start);
  let length = 0;
  for (let p = start; p < end; p++) {
    if (bytes[p] === escapeWith && p + 1 < end && (bytes[p + 1] === quote || bytes[p + 1] === escapeWith)) p++;
    result[length++] = bytes[p] ?? 0;
  }
  return result.subarray(0, length);
}
