/** How tables look, and the numbers in them. */
import type { TableConstructorOptions } from 'cli-table3';

/** Lines that every terminal and every log can show, without colour. */
export const tableStyle = {
  style: { head: [], border: [], compact: true },
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: ' ',
  },
} satisfies TableConstructorOptions;

/** Three figures are as much as a measurement deserves. */
export const nanoseconds = (ns: number): string =>
  ns >= 100 ? ns.toFixed(0) : ns >= 10 ? ns.toFixed(1) : ns.toFixed(2);

export const microseconds = (us: number): string =>
  us >= 1000 ? `${(us / 1000).toFixed(2)} ms` : us >= 100 ? `${us.toFixed(0)} µs` : `${us.toFixed(1)} µs`;

export const times = (ratio: number): string => `${ratio.toFixed(ratio >= 10 ? 1 : 2)} ×`;

/** Rows as people write them: 1,000,000. */
export const count = (n: number): string => n.toLocaleString('en-US');
