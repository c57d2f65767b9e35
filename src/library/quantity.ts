/** Numbers as people read them: counts, parts of a whole, times. */

let grouped: Intl.NumberFormat | undefined;

/** A count, its digits in groups of three: `1,000,000`. */
export function count(number: number): string {
  // Made at its first use: it takes ten milliseconds or more.
  grouped ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return grouped.format(number);
}

/** A part of a whole in per cent, two digits of it: `1.0 %`, `89 %`. Only nothing is 0 % and only all is 100 %; of nothing there is no part: `–`. */
export function part(some: number, all: number): string {
  if (all === 0) return '–';
  const percent = (some / all) * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent < 0.01) return '<0.01 %';
  if (percent > 99.99) return '>99.99 %';
  if (percent < 1) return `${percent.toFixed(2)} %`;
  return `${percent < 9.95 ? percent.toFixed(1) : percent < 99.5 ? percent.toFixed(0) : percent.toFixed(2)} %`;
}

/** Nanoseconds, without the unit: `0.46`, `12.1`, `350`. */
export const nanoseconds = (number: number): string =>
  number < 1 ? number.toFixed(2) : number < 100 ? number.toFixed(1) : count(number);

/** A time that is given in nanoseconds, in the unit that suits it: `70 µs`, `2.60 ms`, `1.20 s`. */
export function time(number: number): string {
  if (number < 1e6) return `${(number / 1e3).toFixed(number < 1e4 ? 1 : 0)} µs`;
  if (number < 1e9) return `${(number / 1e6).toFixed(2)} ms`;
  return `${(number / 1e9).toFixed(2)} s`;
}
