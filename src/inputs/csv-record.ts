/**
 * Splits one CSV record into fields, over bytes, as RFC 4180 says; it tells a quoted field from an unquoted one, because an empty field is null
 * only without quotes (commands/copyfromparse.c, CopyReadAttributesCSV). Stricter than COPY: a quote inside an unquoted field is an error.
 */

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** How a field is written: as it is, in quotes, or in quotes with doubled quotes inside. */
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
  readonly form: Uint8Array;
  count = 0;
  /** Some field is in quotes, so the record may have several lines. */
  anyQuoted = false;
  /** What is wrong with a malformed record, and where. */
  problem = { message: '', hint: '', address: 0 };

  constructor(capacity: number) {
    this.capacity = capacity;
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.form = new Uint8Array(capacity);
  }

  add(start: number, end: number, form: number): void {
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.form[this.count] = form;
    this.count++;
  }
}

/**
 * Scans the record at `at`, before `end`, and returns the address after its line end. Unless `final`, a record that reaches `end` is
 * incomplete.
 */
export function scanRecord(
  bytes: Uint8Array,
  at: number,
  end: number,
  final: boolean,
  delimiter: number,
  fields: CsvFields,
): number {
  fields.count = 0;
  fields.anyQuoted = false;
  let p = at;
  for (;;) {
    const start = p;
    if (p < end && bytes[p] === quote) {
      fields.anyQuoted = true;
      p = scanQuoted(bytes, p, end, final, fields);
      if (p < 0) return p;
    } else {
      while (p < end) {
        const byte = bytes[p] ?? 0;
        // Most bytes are above all four that matter, unless the delimiter is not a comma.
        if (byte === delimiter || (byte <= quote && (byte === lineFeed || byte === carriageReturn || byte === quote)))
          break;
        p++;
      }
      fields.add(start, p, unquoted);
    }
    if (p >= end) return final ? end : incomplete;
    const byte = bytes[p] ?? 0;
    if (byte === delimiter) p++;
    else if (byte === lineFeed) return p + 1;
    else return afterField(bytes, p, end, final, fields);
  }
}

/** What follows a field and is neither a delimiter nor a line feed. */
function afterField(bytes: Uint8Array, at: number, end: number, final: boolean, fields: CsvFields): number {
  if (bytes[at] === carriageReturn) {
    if (at + 1 >= end) return final ? end : incomplete;
    if (bytes[at + 1] === lineFeed) return at + 2;
    fields.problem = {
      message: 'unquoted carriage return found in data',
      hint: 'Put the field in quotes.',
      address: at,
    };
  } else if (bytes[at] === quote) {
    fields.problem = {
      message: 'quote inside an unquoted field',
      hint: 'Put the field in quotes and double the quote.',
      address: at,
    };
  } else {
    fields.problem = {
      message: 'unexpected data after a closing quote',
      hint: 'Double a quote that is part of the field.',
      address: at,
    };
  }
  return malformed;
}

/** Scans a field in quotes and returns the address after the closing one. */
function scanQuoted(bytes: Uint8Array, at: number, end: number, final: boolean, fields: CsvFields): number {
  let form = quoted;
  for (let p = at + 1; ; p += 2) {
    while (p < end && bytes[p] !== quote) p++;
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
    if (p + 1 >= end || bytes[p + 1] !== quote) {
      fields.add(at + 1, p, form);
      return p + 1;
    }
    form = escaped;
  }
}

/** The bytes of an escaped field, each doubled quote made one. */
export function unescaped(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const result = new Uint8Array(end - start);
  let length = 0;
  for (let p = start; p < end; p++) {
    const byte = bytes[p] ?? 0;
    result[length++] = byte;
    if (byte === quote) p++;
  }
  return result.subarray(0, length);
}
