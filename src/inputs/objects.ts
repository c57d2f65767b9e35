/** JavaScript objects become rows of a batch: each value is checked to be one of its column's type, because a typed array would change it silently. */
import { SqlError } from '../error.js';
import type { Batch } from '../memory/batch.js';
import { objectValue } from './object-value.js';

export type ObjectRow = Readonly<Record<string, unknown>>;

/**
 * Fills the batch with the objects from `first` on, as many as it holds, and returns how many there are. A value may be a boolean, number, bigint,
 * string, Date (in UTC), null or undefined; a date may be a text in PostgreSQL's syntax. Raises 42804 for a wrong kind, 22003, 22P02, 22021 or
 * 23502, naming the row (its place in `rows`) and the column.
 */
export function rowsToBatch(rows: readonly ObjectRow[], batch: Batch, first = 0): number {
  batch.clear();
  const count = Math.max(Math.min(rows.length - first, batch.capacity), 0);
  for (let row = 0; row < count; row++) storeObject(batch, row, rows[first + row], first + row);
  batch.rows = count;
  return count;
}

/** Stores the object, the `index`th of the caller's, as the batch's row. */
function storeObject(batch: Batch, row: number, object: ObjectRow | undefined, index: number): void {
  if (object === null || typeof object !== 'object')
    throw new SqlError('42804', `row ${index}: an object is expected`, { row: index });
  let current = '';
  try {
    for (let column = 0; column < batch.schema.length; column++) {
      const definition = batch.schema[column];
      if (definition === undefined) continue;
      current = definition.name;
      batch.set(column, row, objectValue(batch.arena, definition.type, property(object, current)));
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SqlError(error.code, `row ${index}, column "${current}": ${error.message}`, {
      hint: error.hint,
      detail: error.detail,
      row: index,
    });
  }
}

/** A column named `constructor` is not what every object inherits under that name. */
function property(object: ObjectRow, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(object, name) ? ownOfClass(object, name) : object[name];
}

/** What a class of the caller's defines under the name, as it may. */
function ownOfClass(object: ObjectRow, name: string): unknown {
  const value = object[name];
  return value === Object.getPrototypeOf(object)?.constructor || value === Object.prototype[name as keyof object]
    ? undefined
    : value;
}
