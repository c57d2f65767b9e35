/** Moves over a vector: single values, a dictionary's, or lists. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { formatValue } from '../../functions/text-value.js';
import { Batch } from '../../memory/batch.js';
import { arrayText } from '../array-text.js';
import { bitAt, eightBits } from '../columnar/bits.js';
import type { ColumnCursor, ValueCondition } from '../columnar/column-run.js';
import { Dictionary, type NumberedRows } from '../columnar/dictionary.js';
import { copyValidity, notNull, setValid, type IsNull } from '../columnar/store.js';
import { formOf } from '../columnar/value-form.js';
import { storeValues } from '../columnar/values.js';
import { valuesOf } from './values.js';
import { indicesOf, mustHave, offsetsOf, type ArrowVector } from './vector.js';

type Fill = (batch: Batch, column: number, at: number, rows: number, from: number) => void;

/** Dictionaries that are stored already, so that record batches share them. */
export interface Dictionaries {
  of(parts: readonly ArrowVector[], make: () => Dictionary): Dictionary;
}

export function arrowCursor(arena: Arena, vector: ArrowVector, dictionaries: Dictionaries): ColumnCursor {
  const numbered = vector.type.layout.layout === 'dictionary' ? numberedRows(arena, vector, dictionaries) : undefined;
  const fill = numbered?.fill ?? filler(arena, vector, dictionaries);
  let row = 0;
  return {
    answer: (condition, batch, column, rows) =>
      numbered !== undefined && row + rows <= vector.rows && numbered.answer(condition, batch, column, rows, row),
    skip: (rows) => {
      row += rows;
    },
    fill: (batch, column, at, rows) => {
      if (row + rows > vector.rows)
        throw new SqlError('XX001', `a column has ${vector.rows} rows, and its record batch more`, { row: at });
      try {
        fill(batch, column, at, rows, row);
      } catch (error) {
        throw error instanceof SqlError && error.row === undefined ? error.with({ row: at }) : error;
      }
      row += rows;
    },
    free: () => undefined,
  };
}

function filler(arena: Arena, vector: ArrowVector, dictionaries: Dictionaries): Fill {
  const { validity, bit, rows } = vector;
  if (validity !== undefined) mustHave(validity, (bit + rows + 7) >> 3);
  const isNull = (from: number): IsNull | undefined =>
    validity === undefined ? undefined : (i) => !bitAt(validity, bit + from + i);
  const { layout } = vector.type;
  switch (layout.layout) {
    case 'null':
      return (batch, column, at, count) => {
        for (let i = 0; i < count; i++) batch.setNull(column, at + i);
      };
    case 'dictionary':
      return numberedRows(arena, vector, dictionaries).fill;
    case 'list':
      return listFiller(arena, vector, offsetsOf(vector, layout.large), dictionaries, isNull);
    case 'fixed-list':
      return listFiller(
        arena,
        vector,
        Float64Array.from({ length: rows + 1 }, (_, i) => i * layout.size),
        dictionaries,
        isNull,
      );
    default: {
      const { kind } = vector.type;
      if (kind === undefined) throw new SqlError('XX000', 'a column without values is read');
      const column = { form: formOf(kind), values: valuesOf(vector) };
      return (batch, place, at, count, from) => {
        if (validity === undefined) setValid(batch, place, at, count);
        else copyValidity(batch, place, at, count, validity, bit + from);
        storeValues(batch, place, at, count, column, from, isNull(from));
      };
    }
  }
}

interface Numbered {
  readonly fill: Fill;
  readonly answer: (condition: ValueCondition, batch: Batch, column: number, rows: number, from: number) => boolean;
}

/** What stores rows that are numbers of values, and what conditions are for them. */
function numberedRows(arena: Arena, vector: ArrowVector, dictionaries: Dictionaries): Numbered {
  const { validity, bit, rows, dictionary: parts } = vector;
  if (validity !== undefined) mustHave(validity, (bit + rows + 7) >> 3);
  const numbers = indicesOf(vector);
  const rowsFrom = (from: number): NumberedRows => ({
    numbers,
    from,
    there: validity === undefined ? undefined : (first) => eightBits(validity, bit + from + first),
  });
  const dictionary = dictionaries.of(parts, () => dictionaryOf(arena, parts));
  return {
    fill: (batch, column, at, count, from) => {
      dictionary.gather(batch, column, at, count, rowsFrom(from));
    },
    answer: (condition, batch, column, count, from) =>
      dictionary.answer(condition, batch, column, 0, count, rowsFrom(from)),
  };
}

function dictionaryOf(arena: Arena, parts: readonly ArrowVector[]): Dictionary {
  const kind = parts[0]?.type.kind ?? { kind: 'null' };
  const values = parts.reduce((sum, { rows }) => sum + rows, 0);
  const column = { name: 'dictionary', type: formOf(kind).type, notNull: false };
  return new Dictionary(arena, column, values, (batch) => {
    let at = 0;
    for (const part of parts) {
      filler(arena, part, noDictionaries)(batch, 0, at, part.rows, 0);
      at += part.rows;
    }
  });
}

const noDictionaries: Dictionaries = {
  of: () => {
    throw new SqlError('0A000', 'a dictionary of a dictionary is not supported');
  },
};

/** Elements are stored in a batch of their own, and printed; the array is read from its text. */
function listFiller(
  arena: Arena,
  { children }: ArrowVector,
  offsets: Int32Array | Float64Array,
  dictionaries: Dictionaries,
  isNull: (from: number) => IsNull | undefined,
): Fill {
  const [child] = children;
  const kind = child?.type.kind;
  if (child === undefined || kind === undefined) throw new SqlError('XX001', 'a list has no elements');
  const fillElements = filler(arena, child, dictionaries);
  const { type } = formOf(kind);
  return (batch, column, at, rows, from) => {
    const first = offsets[from] ?? 0;
    const last = offsets[from + rows] ?? 0;
    if (!(first >= 0 && first <= last && last <= child.rows))
      throw new SqlError('XX001', 'the offsets of a list lead out of its elements');
    const elements = new Batch(arena, [{ name: 'element', type, notNull: false }], Math.max(last - first, 1));
    try {
      atRow(at, () => {
        fillElements(elements, 0, 0, last - first, first);
      });
      const asked = isNull(from);
      for (let i = 0; i < rows; i++) {
        const start = offsets[from + i] ?? 0;
        const end = offsets[from + i + 1] ?? 0;
        if (asked?.(i) === true) {
          if (batch.schema[column]?.notNull === true) throw notNull(batch, column, at + i);
          batch.setNull(column, at + i);
          continue;
        }
        if (start < first || end < start || end > last)
          throw new SqlError('XX001', 'the offsets of a list lead out of its elements', { row: at + i });
        const texts = Array.from({ length: end - start }, (_, element) => {
          const value = elements.get(0, start - first + element);
          return value === null ? null : formatValue(arena, type, value);
        });
        batch.set(column, at + i, arrayText(texts));
      }
    } finally {
      elements.free();
    }
  };
}

/** An element's row is none of the batch: an error among the elements of several rows is told with the first of them. */
function atRow(row: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof SqlError ? error.with({ row }) : error;
  }
}
