/** Random texts of dates, times, intervals, zones and units: good ones, odd ones and bad ones. */

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new TypeError('nothing to choose from');
    return item;
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

const years = (r: Random): string => {
  const kind = r.below(10);
  if (kind < 6) return String(1900 + r.below(150));
  if (kind < 8) return String(1 + r.below(3000)).padStart(4, '0');
  return String(r.of([1, 4713, 4714, 9999, 294276, 294277, 5874897, 1970, 2000, 2037, 2038, 2066, 100000]));
};

export function date(r: Random): string {
  if (r.chance(0.04)) return r.of(['infinity', '-infinity', 'epoch']);
  const day = r.chance(0.3) ? r.of([1, 28, 29, 30, 31]) : 1 + r.below(28);
  return `${years(r)}-${two(1 + r.below(12))}-${two(day)}${r.chance(0.08) ? ' BC' : ''}`;
}

export function time(r: Random): string {
  if (r.chance(0.05)) return r.of(['00:00:00', '24:00:00', '23:59:59.999999', '23:59:60', '12:00:00.5']);
  const fraction = r.chance(0.4)
    ? `.${String(r.below(1000000))
        .padStart(6, '0')
        .slice(0, 1 + r.below(6))}`
    : '';
  return `${two(r.below(24))}:${two(r.below(60))}:${two(r.below(60))}${fraction}`;
}

export const offsets = ['+00', '-08', '+05:30', '+02', '-03:30', '+15:59', '-15:59:59', '+01:02:03'] as const;

export function timestamp(r: Random): string {
  const day = date(r);
  if (/infinity|epoch/.test(day)) return day;
  const era = day.endsWith(' BC') ? ' BC' : '';
  return `${day.replace(' BC', '')} ${time(r)}${era}`;
}

export function timestamptz(r: Random): string {
  const text = timestamp(r);
  if (/infinity|epoch/.test(text)) return text;
  const era = text.endsWith(' BC') ? ' BC' : '';
  return `${text.replace(' BC', '')}${r.of(offsets)}${era}`;
}

export const timetz = (r: Random): string => `${time(r)}${r.of(offsets)}`;

const amounts = (r: Random): string => {
  const kind = r.below(12);
  if (kind < 6) return String(r.below(100) - 50);
  if (kind < 9) return (r.next() * 200 - 100).toFixed(r.below(8));
  if (kind < 11) return String(r.below(100000));
  return r.of([
    '2147483647',
    '-2147483648',
    '178956970',
    '9223372036854775807',
    '99999999999',
    '106751991',
    '2562047788',
  ]);
};

const unitWords = [
  ...[
    'year',
    'years',
    'mon',
    'month',
    'mons',
    'week',
    'day',
    'days',
    'hour',
    'hours',
    'min',
    'minutes',
    'sec',
    'seconds',
  ],
  ...['ms', 'milliseconds', 'us', 'microseconds', 'decade', 'century', 'millennium', 'y', 'm', 'd', 'h', 's', 'w', 'c'],
];

export function interval(r: Random): string {
  if (r.chance(0.05)) return r.of(['infinity', '-infinity', '0']);
  if (r.chance(0.08)) return isoInterval(r);
  const parts = Array.from({ length: 1 + r.below(4) }, () => `${amounts(r)} ${r.of(unitWords)}`);
  if (r.chance(0.4)) parts.push(`${r.of(['', '-', '+'])}${time(r)}`);
  return parts.join(' ') + (r.chance(0.06) ? ' ago' : '');
}

/** An interval that is not likely to overflow anything. */
export function smallInterval(r: Random): string {
  if (r.chance(0.03)) return r.of(['infinity', '-infinity']);
  const n = (most: number): number => r.below(2 * most) - most;
  const parts = [
    ...(r.chance(0.5) ? [`${n(40)} mons`] : []),
    ...(r.chance(0.5) ? [`${n(400)} days`] : []),
    ...(r.chance(0.7) ? [`${n(100)} hours ${n(4000)} seconds ${n(1000000)} us`] : []),
  ];
  return parts.length === 0 ? '0' : parts.join(' ');
}

export function isoInterval(r: Random): string {
  const some = (letters: string): string =>
    [...letters].map((letter) => (r.chance(0.4) ? `${amounts(r).slice(0, 8)}${letter}` : '')).join('');
  const kind = r.below(4);
  if (kind === 0) return `P${years(r)}-${two(r.below(14))}-${two(r.below(33))}T${time(r)}`;
  if (kind === 1) return `P${r.below(99999999)}${r.chance(0.5) ? `T${r.below(999999)}` : ''}`;
  return `P${some('YMWD')}${r.chance(0.6) ? `T${some('HMS')}` : ''}`;
}

export const zones = [
  ...[
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'Africa/Cairo',
  ],
  ...[
    'europe/dublin',
    'Pacific/Apia',
    'EST',
    'pdt',
    'CET',
    'MSK',
    'art',
    'Z',
    'utc',
    '+02',
    '-3',
    'UTC+5',
    'EST5EDT',
    'CET-1CEST',
  ],
  ...[
    'FOO5BAR',
    'AAA3BBB,M10.2.0/0,M3.3.0/0',
    'Nowhere',
    'Foo/Bar',
    '',
    'EST5EDT,M3.2.0',
    'X1Y,J60,J300',
    'X-1Y-3,59/3,299/-2',
    '<+03>-3',
  ],
] as const;
export const zone = (r: Random): string => r.of(zones);

export const unitNames = [
  ...[
    'microseconds',
    'milliseconds',
    'second',
    'minute',
    'hour',
    'day',
    'week',
    'month',
    'quarter',
    'year',
    'decade',
    'century',
  ],
  ...[
    'millennium',
    'epoch',
    'julian',
    'dow',
    'isodow',
    'doy',
    'isoyear',
    'timezone',
    'timezone_hour',
    'timezone_minute',
    'YEAR',
    'y',
    'mon',
  ],
  ...[
    'now',
    'infinity',
    'fortnight',
    'ago',
    '@',
    'monday',
    'bc',
    '',
    'millenniumx',
    'timezone_h',
    'qtr',
    'j',
    'at',
    'epochs',
    'Ünit',
  ],
] as const;
export const unit = (r: Random): string => r.of(unitNames);

const soupWords = [
  ...[
    'today',
    'epoch',
    'infinity',
    '-infinity',
    'allballs',
    'jan',
    'February',
    'mar-3',
    '2001',
    '12',
    '3',
    '20010203',
    '040506',
    '04:05',
  ],
  ...[
    '04:05:06.7',
    '10:20',
    'pm',
    'am',
    'ad',
    'bc',
    'mon',
    'tuesday',
    't',
    'T040506',
    'j2451187',
    'J2451187.5',
    'dst',
    'est',
    'edt',
    'msk',
  ],
  ...[
    'utc',
    'z',
    '+02',
    '-05:30',
    '+2',
    '-123',
    'America/New_York',
    'europe/berlin',
    'Foo/Bar',
    'foo-3bar',
    '1.5',
    '.5',
    '-.5',
    '99',
    '366',
  ],
  ...[
    '2001-02-03',
    '2001.034',
    '1/2/2003',
    '29-Feb-2000',
    '2001-2',
    'at',
    'on',
    ',',
    '@',
    '1 day',
    'ago',
    '2 h',
    '5',
    'P1Y',
    '1-2',
    '-1-2',
  ],
  ...[
    '2001-02-03T04:05:06',
    '2001-02-03T04:05:06Z',
    '04:05:06-08',
    '040506+02',
    '3:4',
    '-04:05',
    '+1:2:3',
    '25:00:00',
    '1e3',
    'x',
    '\u00e9',
  ],
] as const;

/** Words and numbers of every kind, in any order. */
export function soup(r: Random): string {
  const words = Array.from({ length: 1 + r.below(4) }, () => r.of(soupWords));
  return words.join(r.chance(0.85) ? ' ' : '');
}

export const float = (r: Random): string =>
  r.chance(0.1)
    ? r.of(['NaN', 'Infinity', '-Infinity', '0', '-0', '1e300', '1e-300'])
    : String((r.next() * 20 - 10) * 10 ** r.below(4));
