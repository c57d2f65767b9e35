/**
 * The dataset `lineitem`: of the table that TPC-H calls so, the columns that the filters of its queries 6 and 12 read, by the rules of its generator (dbgen, specification 4.2.3).
 * What is simpler here: every order has four lines, which is dbgen's mean of one to seven; parts are those of scale 1; the numbers are drawn by this project's own generator, so the rows
 * are not dbgen's. Scale 1 is 6,000,000 rows. Rows are numbered from 0, and any range of them can be had by itself.
 */
import { RowRandom } from './random.js';

/** The header of the CSV form. */
export const lineitemHeader =
  'l_orderkey,l_linenumber,l_quantity,l_extendedprice,l_discount,l_shipdate,l_commitdate,l_receiptdate,l_shipmode\n';

const linesOfOrder = 4;
/** Parts at scale 1. */
const parts = 200_000;
/** 1992-01-01, the first day of an order, in days from 1970-01-01. */
const firstDay = 8035;
/** Orders are from then to 151 days before the last day of 1998. */
const orderDays = 2557 - 151;
const shipModes = ['REG AIR', 'AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB'] as const;

/** One row: the price and the discount in hundredths, dates in days from 1970-01-01. */
export interface LineitemRow {
  order: number;
  line: number;
  quantity: number;
  price: number;
  discount: number;
  ship: number;
  commit: number;
  receipt: number;
  mode: string;
}

export const emptyLineitemRow = (): LineitemRow => ({
  ...{ order: 0, line: 0, quantity: 0, price: 0, discount: 0 },
  ...{ ship: 0, commit: 0, receipt: 0, mode: '' },
});

/** Draws the rows of a seed. The order of the draws is the dataset's definition. */
export function lineitemRows(seed: number): (row: number, into: LineitemRow) => void {
  const orders = new RowRandom(seed);
  const lines = new RowRandom(seed + 1);
  return (row, into) => {
    const order = Math.floor(row / linesOfOrder);
    orders.start(order);
    const ordered = firstDay + orders.below(orderDays);
    lines.start(row);
    into.order = order + 1;
    into.line = (row % linesOfOrder) + 1;
    into.quantity = 1 + lines.below(50);
    const part = 1 + lines.below(parts);
    into.price = into.quantity * (90_000 + (Math.floor(part / 10) % 20_001) + 100 * (part % 1000));
    into.discount = lines.below(11);
    into.ship = ordered + 1 + lines.below(121);
    into.commit = ordered + 30 + lines.below(61);
    into.receipt = into.ship + 1 + lines.below(30);
    into.mode = shipModes[lines.below(shipModes.length)] ?? 'AIR';
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
const hundredths = (n: number): string => `${Math.floor(n / 100)}.${two(n % 100)}`;
const dates = new Map<number, string>();
function dateText(day: number): string {
  let text = dates.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    dates.set(day, text);
  }
  return text;
}

/** The rows `first` to `first + rows - 1` as CSV, without the header, in pieces of some hundred kilobytes. */
export function* lineitemCsv(
  rows: number,
  { seed = 1, first = 0 }: { seed?: number; first?: number } = {},
): Generator<string> {
  const draw = lineitemRows(seed);
  const drawn = emptyLineitemRow();
  let lines = '';
  for (let row = first; row < first + rows; row++) {
    draw(row, drawn);
    const { order, line, quantity, price, discount, ship, commit, receipt, mode } = drawn;
    lines += `${order},${line},${quantity}.00,${hundredths(price)},${hundredths(discount)},${dateText(ship)},${dateText(commit)},${dateText(receipt)},${mode}\n`;
    if (lines.length >= 256 * 1024) {
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}
