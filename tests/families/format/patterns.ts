/** Random values and patterns for to_char, to_number, to_date and to_timestamp: those that people write, and any words in any order. */
import { interval, smallInterval, timestamp, timestamptz, type Random } from '../datetime/random.js';

const words = (r: Random, list: readonly string[], most: number): string =>
  Array.from({ length: 1 + r.below(most) }, () => r.of(list)).join('');

const usualNumbers = [
  'FM999990.00',
  '999,999.99',
  '0000',
  '9G999D99',
  'FM9.99',
  '999.9S',
  'S0999',
  '99.99PR',
  '9.99EEEE',
  'RN',
  'FMRN',
  '999th',
  'L99D9',
  'SG999',
  '99MI',
  'PL99',
  '99V99',
  'B999',
  'FM0.999',
  'FM9,990.09',
];
const numberWords = [
  '9',
  '9',
  '9',
  '99',
  '0',
  '0',
  '.',
  ',',
  'D',
  'G',
  'FM',
  'S',
  'MI',
  'PL',
  'SG',
  'PR',
  'L',
  'TH',
  'th',
  'V',
  'B',
  'RN',
  'rn',
  'EEEE',
  ' ',
  'x',
  '"é"',
  'SP',
  '-',
  'C',
  'fm',
  '\\"',
  '$',
];
const digitWords = ['9', '9', '9', '99', '0', '00', ',', 'G', '.', 'FM', ' ', '"a"'];
export const numberPattern = (r: Random): string =>
  r.chance(0.25) ? r.of(usualNumbers) : words(r, r.chance(0.6) ? [...digitWords, r.of(numberWords)] : numberWords, 9);

const usualDates = [
  'YYYY-MM-DD',
  'YYYY-MM-DD HH24:MI:SS',
  'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM',
  'DD Mon YYYY',
  'Day',
  'HH12:MI AM',
  'FMDay, FMDD FMMonth YYYY',
  'YYYY-MM-DD HH24:MI:SS.MS',
  'IYYY-IW-ID',
  'DDth Month YYYY',
  'Dy, DD Mon YYYY',
  'YYYYMMDD',
  'YYYYDDD',
  'J',
  'MM/DD/YY',
  'YYYY-MM-DD HH24:MI:SSOF',
];
export const dateWords = [
  'HH',
  'HH12',
  'HH24',
  'MI',
  'SS',
  'MS',
  'US',
  'FF1',
  'FF2',
  'FF3',
  'FF4',
  'FF5',
  'FF6',
  'SSSS',
  'SSSSS',
  'AM',
  'p.m.',
  'A.M.',
  'pm',
  'Y,YYY',
  'YYYY',
  'YYY',
  'YY',
  'Y',
  'IYYY',
  'IYY',
  'IY',
  'I',
  'BC',
  'ad',
  'A.D.',
  'b.c.',
  'MONTH',
  'Month',
  'month',
  'MON',
  'Mon',
  'mon',
  'MM',
  'DAY',
  'Day',
  'day',
  'DY',
  'Dy',
  'dy',
  'DDD',
  'IDDD',
  'DD',
  'D',
  'ID',
  'W',
  'WW',
  'IW',
  'CC',
  'J',
  'Q',
  'RM',
  'rm',
  'TZH',
  'TZM',
  'OF',
  'dd',
  'yyyy',
  'hh24',
  'y,yyy',
  'TZ',
  'tz',
  'ff3',
];
const between = [
  '-',
  '/',
  ' ',
  ':',
  '.',
  ', ',
  '',
  'T',
  '"T"',
  '"of é"',
  '\\"',
  '\\',
  ' - ',
  '_',
  'x',
  '  ',
  '"a\\"b"',
  '"',
  'Z',
];
export function datePattern(r: Random): string {
  if (r.chance(0.25)) return r.of(usualDates);
  const item = (): string =>
    `${r.chance(0.15) ? r.of(['FM', 'TM', 'fm', 'FX']) : ''}${r.of(dateWords)}${r.chance(0.12) ? r.of(['TH', 'th', 'SP']) : ''}`;
  return Array.from({ length: 1 + r.below(6) }, () => item() + r.of(between)).join('');
}

const fixed = (r: Random): string => `${r.chance(0.3) ? '-' : ''}${(r.next() * 10 ** r.below(8)).toFixed(r.below(6))}`;
/** Values by type. */
export const values: Readonly<Record<string, (r: Random) => string>> = {
  numeric: (r) =>
    r.chance(0.1)
      ? r.of(['NaN', 'Infinity', '-Infinity', '0', '0.00', '1e50', '-1e-30', '9.995', '999.9999', '3999', '4000.4'])
      : fixed(r),
  int4: (r) =>
    String(r.chance(0.1) ? r.of([0, 2147483647, -2147483648, 3999, 11, 112]) : r.below(10 ** r.below(7)) - 50),
  int8: (r) =>
    r.chance(0.1)
      ? r.of(['9223372036854775807', '-9223372036854775808', '0', '1000'])
      : String(r.below(10 ** r.below(9)) - 50),
  float8: (r) =>
    r.chance(0.15)
      ? r.of([
          'NaN',
          'Infinity',
          '-Infinity',
          '0',
          '-0',
          '1e300',
          '5e-324',
          '0.5',
          '1.5',
          '2.5',
          '-0.001',
          '1e15',
          '123456789012345.67',
        ])
      : fixed(r),
  float4: (r) =>
    r.chance(0.15)
      ? r.of(['NaN', 'Infinity', '-Infinity', '0', '-0', '1e30', '1e-45', '0.5', '2.5', '-0.001', '123456.7'])
      : fixed(r),
  timestamp,
  timestamptz,
  interval: (r) => (r.chance(0.7) ? smallInterval(r) : interval(r)),
};

const numberTexts = ['1', '12', '345', '0', '.', ',', '-', '+', ' ', '<', '>', '$', 'x', 'é', '5.01', 'th', '9'];
/** A text that a number pattern may read. */
export const numberText = (r: Random): string =>
  r.chance(0.15)
    ? r.of(['MCMXCIV', 'iv', 'IIX', 'MMMM', ' XL', 'LXLI', 'XIXX'])
    : r.chance(0.4)
      ? words(r, numberTexts, 6)
      : fixed(r);

const dateTexts = [
  '2024',
  '24',
  '02',
  '29',
  '12',
  '5',
  '0',
  '1',
  '366',
  '53',
  'Feb',
  'march',
  'TUESDAY',
  'wed',
  'PM',
  'a.m.',
  'BC',
  'a.d.',
  'xii',
  'VI',
  '+02',
  '-05:30',
  '123456',
  '86399',
  '2,024',
  'th',
  'x',
  'é',
  '2460000',
  '99999999999',
];
const pairs = [
  ['2024-02-29', 'YYYY-MM-DD'],
  ['2023-02-29', 'YYYY-MM-DD'],
  ['29 Feb 2024', 'DD Mon YYYY'],
  ['20240229', 'YYYYMMDD'],
  ['2024 366', 'YYYY DDD'],
  ['2020-W53-7', 'IYYY-"W"IW-ID'],
  ['2024-02-29T13:14:15.5Z', 'YYYY-MM-DD"T"HH24:MI:SS.US'],
  ['12:30 AM 1/2/03', 'HH12:MI AM MM/DD/YY'],
  ['2024-02-29 13:14:15-03', 'YYYY-MM-DD HH24:MI:SSTZH'],
  ['44 BC 03', 'YYYY BC MM'],
  ['21 5', 'CC YY'],
  ['29  Feb,2024', 'DD-Month-YYYY'],
] as const;
/** A text and a pattern that may read it. */
export function dateText(r: Random): [text: string, pattern: string] {
  if (r.chance(0.3)) return [...r.of(pairs)];
  if (r.chance(0.3)) return [r.of(pairs)[0], r.of(pairs)[1]];
  const text = Array.from(
    { length: 1 + r.below(5) },
    () => r.of(dateTexts) + r.of(['-', ' ', '/', '', ':', '  ', '.', ' -']),
  ).join('');
  return [text, datePattern(r).replaceAll(/TZ(?![HM])/gi, 'OF')];
}
