/**
 * The names of time zones that a date or a timestamp may carry, from `timezones.txt`: one line a name, with its kind
 * (see `datetime-keywords.ts`). Only hashes go into the runtime.
 */
import { readFileSync } from 'node:fs';

const kinds: Readonly<Record<string, number>> = { standard: 1, other: 2, zone: 3 };

/** FNV-1a, as `timeZoneKind` computes it. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(word, 'latin1')) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

export function timezonesSource(): string {
  const entries = new Map<number, number>();
  for (const line of readFileSync(new URL('timezones.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [name = '', word = ''] = line.split(' ');
    const kind = kinds[word];
    if (kind === undefined) throw new Error(`unknown kind of time zone: ${line}`);
    const key = (hash(name) & ~3) >>> 0;
    if (entries.has(key)) throw new Error(`two time zones with one hash: ${line}`);
    entries.set(key, kind);
  }
  const rows = [...entries].map(([key, kind]) => (key | kind) >>> 0).sort((a, b) => a - b);
  return `export const TIME_ZONE_COUNT: i32 = ${rows.length};
export const TIME_ZONES = memory.data<u32>([
${rows.map((row) => `  0x${row.toString(16)},`).join('\n')}
]);
`;
}
