/** Numbers in the words of checks. */

/** How many times as much: `3.1 times`. */
export const timesAs = (ratio: number): string => `${ratio.toFixed(ratio >= 9.95 ? 0 : 2)} times`;

/** A part of something: `23.7 %`. */
export const perCent = (part: number): string => `${(part * 100).toFixed(Math.abs(part) < 0.0995 ? 2 : 1)} %`;

/** Nanoseconds with three digits. */
export const nanoseconds = (ns: number): string =>
  `${ns >= 100 ? ns.toFixed(0) : ns >= 10 ? ns.toFixed(1) : ns.toFixed(2)} ns`;

/** How many per cent of the time before are saved. */
export const saved = (before: number, after: number): string => perCent(1 - after / before);

/** What every experiment says that times something. */
export const aboutTimes =
  'Times are the fastest of many rounds in turn: whatever else the machine does can only make code slower. The range shown is up to the third quartile.';
