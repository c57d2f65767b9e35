/** Random numerics as texts, many of them extreme, from a seed. */

export type Random = () => number;

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[whole(random, 0, list.length - 1)] ?? list[0];
}

/** Digits, sometimes long runs of nines and zeros, where carries go far. */
export function digits(random: Random, count: number): string {
  let text = '';
  while (text.length < count) {
    const run = whole(random, 1, 9);
    const kind = random();
    if (kind < 0.15) text += '9'.repeat(run);
    else if (kind < 0.3) text += '0'.repeat(run);
    else for (let i = 0; i < run; i++) text += whole(random, 0, 9);
  }
  return text.slice(0, count);
}

const special = ['NaN', 'Infinity', '-Infinity'] as const;
const edges = [
  '0',
  '0.0',
  '0.000000',
  '1',
  '-1',
  '1.0',
  '1.00000000000000000000',
  '2',
  '10',
  '0.1',
  '0.5',
  '-0.5',
  '1.5',
  '2.5',
  '9999',
  '10000',
  '10001',
  '99999999',
  '100000000',
  '0.0001',
  '0.00010',
  '0.00001',
  '0.00000001',
  '9999.9999',
  '0.9',
  '1.1',
  '0.99999999999999999999',
  '1.00000000000000000001',
  '1.0000000000000000000000000000000000001',
  '32767',
  '32767.5',
  '-32768',
  '-32768.5',
  '2147483647',
  '2147483647.5',
  '-2147483648',
  '2147483648',
  '4294967296',
  '9223372036854775807',
  '9223372036854775807.5',
  '-9223372036854775808',
  '-9223372036854775808.5',
  '18446744073709551616',
  '1e63',
  '1e-63',
  '1e256',
  '1e-256',
  '100.00',
  '249.99',
  '49.5',
  '4.95',
  '9.995',
] as const;
const giants = ['1e131071', '-9e131071', '1e-16383', '123456789e-16383', '1e5000', '1e-5000', '9.9e40000'] as const;

/** A decimal with up to so many digits before and after the point. */
export function decimalText(random: Random, before: number, after: number): string {
  const sign = random() < 0.4 ? '-' : '';
  const left = digits(random, whole(random, 1, before));
  const right = random() < 0.25 ? '' : `.${digits(random, whole(random, 0, after))}`;
  return `${sign}${left}${right}`;
}

/** Any numeric; `giant` is how often it has thousands of digits. */
export function anyNumeric(random: Random, giant = 0.01): string {
  const kind = random();
  if (kind < 0.03) return pick(random, special);
  if (kind < 0.2) return pick(random, edges);
  if (kind < 0.2 + giant) return random() < 0.5 ? pick(random, giants) : decimalText(random, 4000, 3000);
  if (kind < 0.35) return decimalText(random, 3, 2);
  if (kind < 0.6) return decimalText(random, 9, 6);
  if (kind < 0.8) return decimalText(random, 30, 30);
  if (kind < 0.88) return `${decimalText(random, 3, 3)}e${whole(random, -40, 40)}`;
  if (kind < 0.95) return `0.${'0'.repeat(whole(random, 0, 30))}${digits(random, whole(random, 1, 20))}`;
  return decimalText(random, 200, 150);
}

/** What `numeric_in` may be given, well formed or not. */
export function anyText(random: Random): string {
  const text =
    random() < 0.2
      ? pick(random, ['0x1F', '0o17', '0b101', '0XfF_ff', `0x${digits(random, 40)}`, '0b', '0x_1', '0o8'] as const)
      : anyNumeric(random);
  const kind = random();
  if (kind < 0.4) return text;
  const at = whole(random, 0, text.length);
  const inserted = pick(random, [
    '_',
    '.',
    'e',
    'E5',
    ' ',
    '-',
    '+',
    'e-3',
    '_1',
    '__',
    'x',
    'inf',
    'NaN',
    '\t',
    'e+2_0',
    'e2147483648',
    '0',
  ] as const);
  if (kind < 0.8) return text.slice(0, at) + inserted + text.slice(at);
  return ` ${pick(random, ['+', '-', '', '--'] as const)}${text}${pick(random, ['', ' ', '\n', 'e3', 'e-2', '_', '.'] as const)}`;
}

/** A float as text, with many that end on a half. */
export function anyFloat(random: Random): string {
  const kind = random();
  if (kind < 0.06)
    return pick(random, [
      'NaN',
      'Infinity',
      '-Infinity',
      '0',
      '-0',
      '5e-324',
      '1.7976931348623157e308',
      '2.2250738585072014e-308',
    ] as const);
  if (kind < 0.3) return String((whole(random, -4, 4) || 1) * 10 ** 15 + whole(random, 0, 9999));
  if (kind < 0.5) return String(whole(random, 1, 2 ** 31) / 2 ** whole(random, 0, 60));
  if (kind < 0.7) return String(random() * 10 ** whole(random, -20, 20));
  return String((random() - 0.5) * 10 ** whole(random, -320, 307));
}
