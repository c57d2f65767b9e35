/**
 * The dataset `demo`, which the benchmarks and the examples use: the same rows for the same seed, in memory or as CSV, and any range of them by
 * itself. Rows are numbered from 0.
 */
import type { Batch, BatchColumn } from '../memory/batch.js';
import { RowRandom } from './random.js';

/** The modifier of numeric(12,2). */
const hundredthsOf12 = ((12 << 16) | 2) + 4;

/** The columns. */
export const demoSchema: readonly BatchColumn[] = [
  { name: 'a', type: 'int4', notNull: true },
  { name: 'b', type: 'int4', notNull: false },
  { name: 'c', type: 'text', notNull: false },
  { name: 'd', type: 'float8', notNull: true },
  { name: 'e', type: 'int8', notNull: true },
  { name: 'f', type: 'date', notNull: true },
  { name: 'g', type: 'numeric', notNull: false, typmod: hundredthsOf12 },
  { name: 'h', type: 'timestamp', notNull: true },
];

/** The header of the CSV form. */
export const demoHeader = 'a,b,c,d,e,f,g,h\n';

/** The seed of the rows that everybody means. */
export const demoSeed = 1;

/** 1992-01-01, the first value of `f`, in days from 2000-01-01. */
export const demoFirstDay = -2922;

/** The days to 1998-12-31. */
const days = 2557;

/** One row: b is null when negative, c is `x` and a number or null when negative, f counts from 1992-01-01, g is in hundredths or null when negative. */
export interface DemoRow {
  a: number;
  b: number;
  c: number;
  d: number;
  f: number;
  g: number;
}

/** Draws a row. The order of the draws is the dataset's definition. */
export function drawDemo(random: RowRandom, row: number, into: DemoRow): void {
  random.start(row);
  into.a = random.below(100);
  into.b = random.below(10) === 0 ? -1 : random.below(100);
  into.c = random.below(10) === 0 ? -1 : random.below(1000);
  into.d = random.fraction();
  into.f = random.below(days);
  into.g = random.below(20) === 0 ? -1 : random.below(1_000_001);
}

/** A row to draw into. */
export const emptyDemoRow = (): DemoRow => ({ a: 0, b: 0, c: 0, d: 0, f: 0, g: 0 });

/** The texts of `c`, as UTF-8. */
export const demoWords: readonly Uint8Array[] = Array.from({ length: 1000 }, (_, n) =>
  new TextEncoder().encode(`x${n}`),
);

/** Fills the batch, which must be of `demoSchema`, with as many rows as it holds, or fewer. */
export function fillDemo(
  batch: Batch,
  { seed = demoSeed, first = 0, rows = batch.capacity }: { seed?: number; first?: number; rows?: number } = {},
): void {
  batch.clear();
  const random = new RowRandom(seed);
  const drawn = emptyDemoRow();
  const count = Math.min(rows, batch.capacity);
  for (let row = 0; row < count; row++) {
    drawDemo(random, first + row, drawn);
    batch.set(0, row, drawn.a);
    batch.set(1, row, drawn.b < 0 ? null : drawn.b);
    const word = demoWords[drawn.c];
    if (word === undefined) batch.setNull(2, row);
    else batch.setText(2, row, word);
    batch.set(3, row, drawn.d);
    batch.set(4, row, BigInt(first + row));
    batch.set(5, row, demoFirstDay + drawn.f);
    batch.set(6, row, drawn.g < 0 ? null : hundredths(drawn.g));
    batch.set(7, row, BigInt(first + row) * 1_000_000n);
  }
  batch.rows = count;
}

/** The rows `first` to `first + rows - 1` as CSV, without the header, in pieces of some hundred kilobytes. */
export function* demoCsv(
  rows: number,
  { seed = demoSeed, first = 0 }: { seed?: number; first?: number } = {},
): Generator<string> {
  const random = new RowRandom(seed);
  const drawn = emptyDemoRow();
  let lines = '';
  for (let row = first; row < first + rows; row++) {
    drawDemo(random, row, drawn);
    const { a, b, c, d, f, g } = drawn;
    lines += `${a},${b < 0 ? '' : b},${c < 0 ? '' : `x${c}`},${d},${row},${dateText(f)},${g < 0 ? '' : hundredths(g)},${secondText(row)}\n`;
    if (lines.length >= 256 * 1024) {
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const hundredths = (g: number): string => `${Math.floor(g / 100)}.${two[g % 100]}`;

const isoDay = (millisecond: number): string => new Date(millisecond).toISOString().slice(0, 10);
const dates = Array.from({ length: days }, (_, day) => isoDay(Date.UTC(1992, 0, 1 + day)));
const dateText = (day: number): string => dates[day] ?? '';

let lastDay = -1;
let lastDayText = '';

/** The timestamp that many seconds after 2000-01-01. */
function secondText(second: number): string {
  const day = Math.floor(second / 86_400);
  if (day !== lastDay) {
    lastDay = day;
    lastDayText = isoDay(Date.UTC(2000, 0, 1) + day * 86_400_000);
  }
  const rest = second - day * 86_400;
  return `${lastDayText} ${two[Math.floor(rest / 3600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}`;
}
