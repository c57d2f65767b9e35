/** Where one record of a JSON text ends: a line of NDJSON, or an object of an array or of a sequence, however it is laid out. */

export type JsonLayout = 'lines' | 'values';

/** A record between two addresses, and where to go on after it. */
export interface JsonRecord {
  start: number;
  end: number;
  next: number;
  /** Whether there is a record: not for a blank line, or for what separates objects. */
  blank: boolean;
}

/** Finds the record at an address into `found`; false when its end is not there yet. */
export type FindRecord = (bytes: Uint8Array, at: number, end: number, final: boolean, found: JsonRecord) => boolean;

const lineFeed = 0x0a;
const quote = 0x22;
const backslash = 0x5c;

export const findLine: FindRecord = (bytes, at, end, final, found) => {
  const feed = bytes.indexOf(lineFeed, at);
  const whole = feed >= 0 && feed < end;
  if (!whole && !final) return false;
  found.start = at;
  found.end = whole ? feed : end;
  found.next = whole ? feed + 1 : end;
  found.blank = false;
  return true;
};

/** White space, and between the objects of an array its commas and brackets. */
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Objects one after another, or in arrays: what stands between them is checked no further. */
export function valueFinder(): FindRecord {
  let depth = 0;
  let separated = true;
  return (bytes, at, end, final, found) => {
    let p = at;
    while (p < end && isSpace(bytes[p] ?? 0)) p++;
    found.start = p;
    found.end = p;
    found.next = p;
    found.blank = true;
    if (p === end) return true;
    const byte = bytes[p];
    const opens = byte === 0x5b && depth === 0;
    const separates = byte === 0x2c && depth === 1 && !separated;
    const closes = byte === 0x5d && depth === 1;
    if (opens || separates || closes) {
      depth = opens ? 1 : closes ? 0 : 1;
      separated = opens || separates;
      found.next = p + 1;
      return true;
    }
    const close = valueEnd(bytes, p, end);
    if (close < 0 && !final) return false;
    found.end = close < 0 ? end : close;
    found.next = found.end;
    found.blank = false;
    separated = false;
    return true;
  };
}

/** The address after the value at an address, by its brackets and strings alone; -1 when it is not there. What is no bracket goes to the line's end. It is never empty, so that whoever goes on there gets on. */
function valueEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let p = at; p < end; p++) {
    const byte = bytes[p] ?? 0;
    if (byte === quote) {
      p++;
      while (p < end && bytes[p] !== quote) p += bytes[p] === backslash ? 2 : 1;
      if (p >= end) return -1;
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if ((byte === 0x7d || byte === 0x5d) && --depth <= 0) return p + 1;
    else if (depth === 0 && (byte === lineFeed || byte === 0x2c)) return Math.max(p, at + 1);
  }
  return -1;
}
