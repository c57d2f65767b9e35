/**
 * The words that dates and times may contain: `datetktbl` in PostgreSQL's `utils/adt/datetime.c`, each with its kind
 * and value as numbered in `utils/datetime.h` (see `datetime-codes.ts`).
 */
const RESERV = 0, MONTH = 1, IGNORE_DTF = 8, AMPM = 9, DOW = 16, UNITS = 17, ADBC = 18, ISOTIME = 23, DTZMOD = 28;

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const longMonths =
  'january february march april may june july august september october november december'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');
const longDays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

const units: Readonly<Record<string, number>> = {
  s: 18, mm: 19, h: 20, d: 21, m: 23, y: 25, j: 31, jd: 31, julian: 31, dow: 32, doy: 33, isoyear: 36, isodow: 37,
};
const reserved: Readonly<Record<string, number>> = {
  '-infinity': 9, '+infinity': 10, infinity: 10, epoch: 11, now: 12, yesterday: 13, today: 14, tomorrow: 15, allballs: 16,
};

const words = new Map<string, readonly [kind: number, value: number]>();
months.forEach((word, i) => words.set(word, [MONTH, i + 1]));
longMonths.forEach((word, i) => words.set(word, [MONTH, i + 1]));
words.set('sept', [MONTH, 9]);
days.forEach((word, i) => words.set(word, [DOW, i]));
longDays.forEach((word, i) => words.set(word, [DOW, i]));
for (const [word, day] of [['tues', 2], ['weds', 3], ['thur', 4], ['thurs', 4]] as const) words.set(word, [DOW, day]);
for (const [word, value] of Object.entries(units)) words.set(word, [UNITS, value]);
for (const [word, value] of Object.entries(reserved)) words.set(word, [RESERV, value]);
words.set('at', [IGNORE_DTF, 0]).set('on', [IGNORE_DTF, 0]);
words.set('am', [AMPM, 0]).set('pm', [AMPM, 1]);
words.set('ad', [ADBC, 0]).set('bc', [ADBC, 1]);
words.set('t', [ISOTIME, 3]);
words.set('dst', [DTZMOD, 4]);

/** Entries of two 64-bit words: the first eight letters; the ninth, the kind and the value. */
function encode(word: string, kind: number, value: number): [bigint, bigint] {
  const bytes = Buffer.alloc(16);
  if (word.length > 9) throw new Error(`keyword too long: ${word}`);
  bytes.write(word, 0, 'latin1');
  bytes[9] = kind;
  bytes[10] = value;
  return [bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(8)];
}

export function keywordsSource(): string {
  const rows = [...words].map(([word, [kind, value]]) => {
    const [head, tail] = encode(word, kind, value);
    return `  0x${head.toString(16)}, 0x${tail.toString(16)}, // ${word}`;
  });
  return `export const KEYWORD_COUNT: i32 = ${words.size};
export const KEYWORDS = memory.data<u64>([
${rows.join('\n')}
]);
`;
}
