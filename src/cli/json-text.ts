/** Rows as JSON objects: with values from a batch, or with the values of an NDJSON line as they stand there. */
import type { TypeName, Value } from '../index.js';
import type { NdjsonReader } from '../inputs/ndjson.js';
import { decodeText, formatValue } from '../functions/text-value.js';
import type { RowValues } from './csv-text.js';

/** An object with the values of a batch's columns. */
export function typedObject(columns: readonly number[]): (batch: RowValues, row: number) => string {
  return (batch, row) => {
    const members = columns.map((column) => {
      const definition = batch.schema[column];
      const value = batch.get(column, row);
      if (definition === undefined) return '';
      return `${JSON.stringify(definition.name)}:${value === null ? 'null' : jsonValue(batch, definition.type, value)}`;
    });
    return `{${members.join(',')}}`;
  };
}

/** Numbers keep all their digits; a float that is not finite is a string, as is what JSON has no kind for. */
function jsonValue({ arena }: RowValues, type: TypeName, value: Value): string {
  switch (type) {
    case 'bool':
      return value === 1 ? 'true' : 'false';
    case 'int2':
    case 'int4':
    case 'int8':
      return String(value);
    case 'float4':
    case 'float8': {
      const text = formatValue(arena, type, value);
      return Number.isFinite(Number(value)) ? text : JSON.stringify(text);
    }
    default:
      return JSON.stringify(formatValue(arena, type, value));
  }
}

/** An object with some of the values of an NDJSON line; what is missing is null. */
export function copiedObject(
  reader: NdjsonReader,
  columns: readonly number[],
): (batch: RowValues, row: number) => string {
  return ({ arena }, row) => {
    const values = reader.valuesOf(row);
    const members = columns.map((column) => {
      const place = values[column];
      return `${JSON.stringify(reader.schema[column]?.name ?? '')}:${place == null ? 'null' : decodeText(arena.views.u8, place[0], place[1] - place[0])}`;
    });
    return `{${members.join(',')}}`;
  };
}
