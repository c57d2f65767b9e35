/** A table for people: columns aligned by the widths of the first rows, nulls visible, wide cells cut. */
import type { TypeName } from '../catalog/types.js';
import type { Reader, Writer } from '../inputs/reader.js';
import { allColumns, type OutputColumn } from './output-column.js';
import { rowWriter } from './row-writer.js';
import type { Sink } from './sink.js';

/** How many rows the widths are taken from. */
const measuredRows = 1000;
const widestCell = 40;
/** How a null looks, which no text in quotes can be taken for. */
const nullCell = '∅';

/** The types whose values are read from the right. */
const rightAligned: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);

/** Writes a table with all columns by default. */
export function tableWriter<B>(sink: Sink, reader: Reader<B>, given?: readonly OutputColumn<B>[]): Writer<B> {
  const columns: readonly OutputColumn<B>[] = given ?? allColumns(reader);
  const typeOf = (column: OutputColumn<B>): TypeName =>
    'values' in column ? column.type : (reader.schema[column.column]?.type ?? 'text');
  const right = columns.map((column) => rightAligned.has(typeOf(column)));
  let held: string[][] | undefined = [columns.map(({ name }) => cellText(name))];
  let widths: number[] = [];
  const print = (cells: readonly string[]): void => {
    sink.add(
      `${cells
        .map((cell, index) => padded(cell, widths[index] ?? 0, right[index] === true))
        .join('  ')
        .trimEnd()}\n`,
    );
  };
  const release = (): void => {
    if (held === undefined) return;
    const [header = [], ...rows] = held;
    widths = columns.map((_, index) => Math.max(...lengths(held ?? [], index)));
    held = undefined;
    print(header);
    sink.add(`${widths.map((width) => '-'.repeat(width)).join('  ')}\n`);
    rows.forEach(print);
  };
  return rowWriter(sink, columns, {
    row: (row, computed) => {
      const cells = columns.map((column, index) =>
        cellText('values' in column ? (computed[index] ?? null) : reader.text(row, column.column)),
      );
      if (held === undefined) print(cells);
      else if (held.push(cells) > measuredRows) release();
    },
    end: release,
  });
}

const lengths = (rows: readonly (readonly string[])[], index: number): number[] =>
  rows.map((cells) => [...(cells[index] ?? '')].length);

/** One line, without control characters. */
function cellText(text: string | null): string {
  if (text === null) return nullCell;
  const line = text
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}/gu, '\ufffd');
  const characters = [...line];
  return characters.length > widestCell ? `${characters.slice(0, widestCell - 1).join('')}…` : line;
}

function padded(cell: string, width: number, right: boolean): string {
  const room = ' '.repeat(Math.max(0, width - [...cell].length));
  return right ? room + cell : cell + room;
}
