/** Dates, timestamps and instants in their usual spellings, read from a string without a call of their input functions. */
import { isoDays, isoMicroseconds } from './iso-moment.js';

const longest = 32;
/** The string's characters, as the readers of bytes take them. */
const bytes = new Uint8Array(longest);

type MomentType = 'date' | 'timestamp' | 'timestamptz';

/** The value of `2024-02-29`, `2024-02-29 12:00:00.5` (or with a T) and, of an instant, the same with `Z`, `+02` or `+02:00`; undefined for every other spelling. */
export function usualMoment(type: MomentType, text: string): number | bigint | undefined {
  const { length } = text;
  if (length < 10 || length > longest) return undefined;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) return undefined;
    bytes[i] = unit;
  }
  if (type === 'date') return length === 10 ? isoDays(bytes, 0) : undefined;
  if (type === 'timestamp') return wide(isoMicroseconds(bytes, 0, length));
  const zone = /(?:Z|([+-])(\d\d)(?::(\d\d))?)$/.exec(text.slice(16));
  if (zone === null) return undefined;
  const [written = '', sign, hours = '0', minutes = '0'] = zone;
  if (Number(hours) > 15 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60e6 * (sign === '-' ? -1 : 1);
  const local = isoMicroseconds(bytes, 0, length - written.length);
  return wide(local === undefined ? undefined : local - offset);
}

const wide = (microseconds: number | undefined): bigint | undefined =>
  microseconds === undefined ? undefined : BigInt(microseconds);
