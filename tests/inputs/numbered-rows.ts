/** Rows of a test as a reader may have them: every column as numbers of values in a dictionary that has nulls, and values that no row has. */
import { ColumnarReader } from '../../src/inputs/columnar/columnar-reader.js';
import type { ColumnCursor, RunSource } from '../../src/inputs/columnar/column-run.js';
import { Dictionary, type NumberedRows } from '../../src/inputs/columnar/dictionary.js';
import { SqlError } from '../../src/error.js';
import { selectedRows } from '../../src/library/filter-table.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import type { Batch } from '../../src/memory/batch.js';
import type { Outcome } from '../engines/outcome.js';
import type { Row, Table } from '../engines/table.js';

/** Batches have no more rows than a run has. */
const runRows = 16;

export class NumberedReader extends ColumnarReader {
  /** How many batches were selected by the values' numbers, and how many by the rows. */
  answers = 0;
  others = 0;

  constructor(table: Table) {
    super(table.arena, new NumberedSource(table));
  }

  override async read(batch: Batch): Promise<number> {
    const rows = await super.read(batch);
    if (rows > 0 && this.answered) this.answers++;
    else if (rows > 0) this.others++;
    return rows;
  }
}

class NumberedSource implements RunSource {
  readonly columns: RunSource['columns'];
  readonly #columns: readonly NumberedColumn[];
  readonly #rows: number;
  #next = 0;

  constructor({ arena, schema, rows }: Table) {
    this.#rows = rows.length;
    this.columns = schema.map((column) => ({ ...column, numbered: true }));
    this.#columns = schema.map((column, place) => {
      const all = rows.map((row) => row[place] ?? null);
      // A Set would take -0 for 0.
      const values: Row = [...all.filter((value, n) => all.findIndex((one) => Object.is(one, value)) === n), null];
      const nulls = values.flatMap((value, number) => (value === null ? [number] : []));
      const dictionary = new Dictionary(arena, { ...column, notNull: false }, values.length, (batch) => {
        values.forEach((value, number) => {
          batch.set(0, number, value);
        });
      });
      const there = rows.map((row, n) => (row[place] ?? null) !== null || n % 2 === 0);
      const numbers = rows.map((row, n) => {
        const value = row[place] ?? null;
        return value !== null
          ? values.findIndex((one) => Object.is(one, value))
          : there[n] === true
            ? (nulls[n % nulls.length] ?? 0)
            : -7;
      });
      return { dictionary, numbers, there };
    });
  }

  next(): ReturnType<RunSource['next']> {
    const firstRow = this.#next;
    if (firstRow >= this.#rows) return Promise.resolve(undefined);
    this.#next = Math.min(firstRow + runRows, this.#rows);
    return Promise.resolve({
      name: undefined,
      firstRow,
      rows: this.#next - firstRow,
      statistics: () => undefined,
      open: (columns) => Promise.resolve(columns.map((column) => this.#open(column, firstRow))),
    });
  }

  close(): Promise<void> {
    for (const { dictionary } of this.#columns) dictionary.free();
    return Promise.resolve();
  }

  #open(place: number, firstRow: number): ColumnCursor {
    const column = this.#columns[place];
    if (column === undefined) throw new Error(`there is no column ${place}`);
    const { dictionary, numbers, there } = column;
    let row = firstRow;
    const rowsFrom = (from: number): NumberedRows => ({
      numbers,
      from,
      there: (first) =>
        Array.from({ length: 8 }, (_, i) => (there[from + first + i] === true ? 1 << i : 0)).reduce((a, b) => a | b),
    });
    return {
      skip: (rows) => {
        row += rows;
      },
      fill: (batch, target, at, rows) => {
        dictionary.gather(batch, target, at, rows, rowsFrom(row));
        row += rows;
      },
      answer: (condition, batch, target, rows) => dictionary.answer(condition, batch, target, 0, rows, rowsFrom(row)),
      free: () => undefined,
    };
  }
}

interface NumberedColumn {
  readonly dictionary: Dictionary;
  readonly numbers: readonly number[];
  readonly there: readonly boolean[];
}

/** How a predicate answers over the table's rows as numbers of values where that is not what the rows' outcomes say; undefined if it is. */
export async function numberedDifference(
  sql: string,
  table: Table,
  outcomes: readonly Outcome[],
  reader: NumberedReader,
): Promise<string | undefined> {
  const raising = outcomes.findIndex((outcome) => outcome.startsWith('!'));
  const expected =
    raising >= 0
      ? `in row ${raising} ${outcomes[raising] ?? ''}`
      : outcomes.flatMap((outcome, row) => (outcome === '= 1' ? [row] : [])).join();
  const found = await answerOf(sql, table, reader);
  return firstLine(found) === firstLine(expected)
    ? undefined
    : `by numbers of values: ${found}, but by the rows: ${expected}`;
}

/** Without the hint. */
const firstLine = (text: string): string | undefined => text.split('\n')[0];

async function answerOf(sql: string, { arena, schema }: Table, reader: NumberedReader): Promise<string> {
  let compiled: Predicate | undefined;
  try {
    compiled = await predicate(sql, { schema, arena });
    return (await selectedRows(reader, compiled)).join();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    // An error of compiling is every row's.
    const [, row = '0', message = error.message] = /^row (\d+): (.*)$/s.exec(error.message) ?? [];
    return `in row ${row} ! ${error.code} ${message}`;
  } finally {
    compiled?.free();
    await reader.close();
  }
}
