/** Tables that are aligned for a terminal and Markdown for a file, so that a page's table is what its command prints. */
import Table from 'cli-table3';
import { tableStyle } from './table.js';

export interface PrintedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many columns from the left are text; the others are numbers. One unless given. */
  readonly texts?: number;
}

/** Ends with a line break. */
export function printTable(
  { head, rows, texts = 1 }: PrintedTable,
  isTerminal: boolean = process.stdout.isTTY,
): string {
  if (isTerminal) {
    const table = new Table({
      head: [...head],
      colAligns: head.map((_, n) => (n < texts ? 'left' : 'right')),
      ...tableStyle,
    });
    table.push(...rows.map((row) => [...row]));
    return `${table.toString()}\n`;
  }
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [line(head), `|${head.map((_, n) => (n < texts ? '---' : '---:')).join('|')}|\n`, ...rows.map(line)].join('');
}
