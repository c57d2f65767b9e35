/** What writers of columnar formats do alike: they collect the selected rows as typed values, and hand them on in groups of columns. */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { parseValue } from '../functions/text-value.js';
import type { Reader, RowValues, Writer } from '../inputs/reader.js';
import { allColumns, columnsCopied, columnsRead, type OutputColumn } from './output-column.js';
import { computed } from './row-writer.js';
import type { Sink } from './sink.js';

/** A column of the output. */
export interface TypedColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
}

/** What a format makes of a value that is not null. */
export type Cell = string | number | bigint | boolean | Uint8Array;

export interface Format {
  /** Raises 22008 or 22003 for a value that the format has not. */
  readonly cell: (type: TypeName, value: Value) => Cell;
  /** How many rows make a group. */
  readonly groupRows: number;
  begin(): void;
  /** Takes a group: as many values of each column. */
  group(columns: readonly (Cell | null)[][], rows: number): void;
  /** Called at the end, if nothing went wrong: without it the output is not whole. */
  end(): void;
}

/** The columns that are written, all of the reader unless some are given. Raises 0A000 for one that cannot be read. */
export function typedColumns<B>(reader: Reader<B>, columns: readonly OutputColumn<B>[] | undefined): TypedColumn[] {
  return (columns ?? allColumns(reader)).map((column) => {
    if ('values' in column) return { name: column.name, type: column.type, notNull: false };
    const { type = 'text', notNull = false } = reader.schema[column.column] ?? {};
    return { name: column.name, type, notNull };
  });
}

export function typedWriter<B extends RowValues>(
  sink: Sink,
  reader: Reader<B>,
  given: readonly OutputColumn<B>[] | undefined,
  format: Format,
): Writer<B> {
  const columns: readonly OutputColumn<B>[] = given ?? allColumns(reader);
  const types = typedColumns(reader, given).map(({ type }) => type);
  let group: (Cell | null)[][] = columns.map(() => []);
  let size = 0;
  const release = (): void => {
    if (size > 0) format.group(group, size);
    group = columns.map(() => []);
    size = 0;
  };
  const add = (batch: B, row: number, texts: readonly (string | null | undefined)[]): void => {
    const cells = columns.map((column, index): Cell | null => {
      const type = types[index] ?? 'text';
      const value = 'values' in column ? computedValue(batch, type, texts[index]) : batch.get(column.column, row);
      return value === null ? null : format.cell(type, value);
    });
    // Only whole rows are added.
    group.forEach((values, index) => {
      values.push(cells[index] ?? null);
    });
    size++;
  };
  return {
    columns: [...columnsRead(columns), ...columnsCopied(columns)],
    fixedTypes: true,
    begin: () => {
      format.begin();
    },
    rows: (batch, rows) => {
      const { values, count, error } = computed(batch, rows, columns);
      for (let index = 0; index < count; index++) {
        const row = rows[index] ?? 0;
        try {
          add(
            batch,
            row,
            values.map((column) => column?.[index]),
          );
        } catch (raised) {
          throw raised instanceof SqlError ? raised.with({ row }) : raised;
        }
        if (size >= format.groupRows) release();
      }
      if (error !== undefined) throw error.with({ row: rows[count] });
    },
    flush: () => sink.flush(),
    end: (whole) => {
      if (!whole) return;
      release();
      format.end();
    },
  };
}

const computedValue = ({ arena }: RowValues, type: TypeName, text: string | null | undefined): Value | null =>
  text == null ? null : parseValue(arena, type, text);

/** From 1970 to 2000, where PostgreSQL counts from. */
const epochDays = 10957;
const epochMicroseconds = BigInt(epochDays) * 86_400_000_000n;

/** A day, counted from 1970. Raises 22008 for the infinities, which files have no day for. */
export function dayFrom1970(value: Value): number {
  const day = Number(value);
  if (day === 2147483647 || day === -2147483648) throw noInfinity('date');
  return day + epochDays;
}

/** Microseconds from 1970. Raises 22008 for the infinities. */
export function microsecondsFrom1970(value: Value): bigint {
  const moment = BigInt(value);
  if (moment === 9223372036854775807n || moment === -9223372036854775808n) throw noInfinity('timestamp');
  return moment + epochMicroseconds;
}

const noInfinity = (type: string): SqlError =>
  new SqlError('22008', `an infinite ${type} cannot be written in this format`, {
    hint: 'Select its text instead: --select with a cast to text.',
  });

/** The bytes of a bytea as PostgreSQL prints it. */
export function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 + i * 2, 4 + i * 2), 16);
  return bytes;
}
