/** A column of rows that are JavaScript objects: where its value is in a row, whose property that is, and what it means. */
import { scaledForm, scaledOfText, textOfScaled } from '../catalog/scaled.js';
import { types, type Value } from '../catalog/types.js';
import type { ColumnReader, ColumnSite, Row, RowValue } from '../engines/objects/engine.js';
import { holdOfType } from '../engines/objects/hold.js';
import { fromBigInt } from '../engines/objects/wide.js';
import { SqlError } from '../error.js';
import { modifiedValue } from '../inputs/modified-value.js';
import { objectValue, unreadValue } from '../inputs/object-value.js';
import type { ValueForm } from '../inputs/value-form.js';
import type { Batch } from '../memory/batch.js';
import type { Arena } from '../arena/arena.js';
import type { Column } from '../sql/expression.js';

/** How rows are given, where that is not as plain objects of JavaScript's own values. */
export interface RowForm extends ValueForm {
  /** Rows that are arrays instead of objects; `columns` says in which order the values stand (as the schema has them unless given). */
  readonly from?: 'arrays';
  readonly columns?: readonly string[];
  /** What a value does that is not one of its column's type: it raises an error unless `null` is given, and then it is null. */
  readonly onError?: 'throw' | 'null';
}

/** An error of one column's value, before it is known in which row. */
export class ColumnError extends Error {
  readonly column: string;
  readonly reason: SqlError;

  constructor(column: string, reason: SqlError) {
    super(reason.message);
    this.column = column;
    this.reason = reason;
  }
}

/** The types whose usual values a closure checks itself. */
const kinds: Readonly<Partial<Record<string, ColumnReader['kind']>>> = {
  bool: 'bool',
  int2: 'int2',
  int4: 'int4',
  int8: 'int8',
  float4: 'float4',
  float8: 'float8',
  text: 'text',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  numeric: 'numeric',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
};

/** The types whose values a Date stands for. */
const dateKinds: ReadonlySet<string> = new Set(['date', 'timestamp']);

/** How a closure reads the column, and how a batch gets it. */
interface RowColumn extends ColumnReader {
  readonly site: Site;
}

export function columnReader(arena: Arena, schema: readonly Column[], number: number, form: RowForm): RowColumn {
  const column = schema[number];
  if (column === undefined) throw new SqlError('42703', `there is no column ${number}`);
  const isGiven = column.path === undefined && column.unsupported === undefined && form.values === undefined;
  // With a modifier the value is not the one that was given.
  const isPlain = isGiven && column.typmod === undefined;
  const isUtc = form.dates === undefined || form.dates === 'utc';
  return {
    kind: isPlain && (isUtc || !dateKinds.has(column.type)) ? (kinds[column.type] ?? 'other') : 'other',
    site: new Site(arena, column, keyOf(schema, column, number, form), form),
  };
}

function keyOf(schema: readonly Column[], { name, path }: Column, number: number, form: RowForm): string | number {
  if (form.from === 'arrays') {
    const key = form.columns === undefined ? number : form.columns.indexOf(name);
    if (key >= 0) return key;
    const known = schema.map((column) => column.name).join(', ');
    throw new SqlError('42703', `the rows' columns do not have column "${name}"`, {
      hint: `Name it in the option "columns"; the schema has ${known}.`,
    });
  }
  return path?.[0] ?? name;
}

/** Not an object that a row can have as its prototype. */
const nobody: object = Object.freeze({});

class Site implements ColumnSite {
  readonly key: string | number;
  prototype: object | null;
  readonly #arena: Arena;
  readonly #column: Column;
  readonly #form: RowForm;

  constructor(arena: Arena, column: Column, key: string | number, form: RowForm) {
    this.#arena = arena;
    this.#column = column;
    this.#form = form;
    this.key = key;
    this.prototype = nobody;
  }

  recheck(): void {
    // As long as it has not, rows are taken as before: V8 compiles what runs for the first row of each call into the loop, where it takes the place of closures.
    if (this.prototype !== null && this.key in this.prototype) this.prototype = nobody;
  }

  settle(row: Row, value: unknown): RowValue | null {
    const given = this.#given(row, value);
    return this.#checked(() => {
      const found = this.#read(given);
      return found === null ? null : holdOfType(this.#column.type, found);
    });
  }

  /** The same as `Value`, but for numbers of 64 bits, which have the one form that they have in closures. */
  value(row: Row, value: unknown): Value | null {
    const given = this.#given(row, value);
    return this.#checked(() => {
      const found = this.#read(given);
      return typeof found === 'bigint' ? fromBigInt(found) : found;
    });
  }

  /** Stores the row's value at a place of the column `number` of a batch, whose type's input function reads it there. */
  store(batch: Batch, number: number, at: number, row: Row): void {
    const given = this.#given(row, row[this.key]);
    const { type } = this.#column;
    const read = types[type].representation === 'ref' ? unreadValue : objectValue;
    const stored = this.#checked(() => {
      const found = read(this.#arena, type, given, this.#form);
      if (found !== null) batch.set(number, at, found);
      return found;
    });
    if (stored === null) batch.setNull(number, at);
  }

  #read(given: unknown): Value | null {
    const found = objectValue(this.#arena, this.#column.type, given, this.#form);
    return typeof found === 'string' ? this.#brought(found) : found;
  }

  #given(row: Row, value: unknown): unknown {
    const given = this.#follow(this.#isOwn(row) ? value : undefined);
    // Of a type that is not supported, all that matters is whether there is a value.
    return this.#column.unsupported === undefined || given === undefined || given === null ? given : '';
  }

  /** What `get` gives, or null where it raises and the form says so. Raises 23502 for a null that the column must not have. */
  #checked<T>(get: () => T | null): T | null {
    const { name, notNull } = this.#column;
    try {
      const found = get();
      if (found !== null) return found;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (this.#form.onError !== 'null') throw new ColumnError(name, error);
    }
    if (!notNull) return null;
    throw new ColumnError(name, new SqlError('23502', `null value in column "${name}" violates not-null constraint`));
  }

  /** The value with the decimal places that the column's modifier asks for, as a batch would hold it. */
  #brought(text: string): string {
    const { type, typmod = -1 } = this.#column;
    if (typmod < 0) return text;
    const form = scaledForm(this.#column);
    const integer = form && scaledOfText(text, form);
    return integer === undefined
      ? String(modifiedValue(this.#arena, type, text, typmod))
      : textOfScaled(integer, form?.places ?? 0);
  }

  /** Is the property the row's own or its class's, if the row has it? Only when rows of another class come is this asked of the prototype. */
  #isOwn(row: Row): boolean {
    const prototype: object | null = Object.getPrototypeOf(row) as object | null;
    if (prototype === this.prototype) return true;
    this.#checkKind(row);
    if (prototype !== null && this.key in prototype)
      return Object.hasOwn(row, this.key) || isGetter(prototype, this.key);
    this.prototype = prototype;
    return true;
  }

  /** A collection has no columns: it would be a row of nulls. */
  #checkKind(row: Row): void {
    const isArray = Array.isArray(row);
    if (isArray === (this.#form.from === 'arrays') && !(row instanceof Map) && !(row instanceof Set)) return;
    const kind = isArray ? 'an array' : row instanceof Map ? 'a Map' : row instanceof Set ? 'a Set' : 'an object';
    const wanted = this.#form.from === 'arrays' ? 'an array' : 'an object whose properties are the columns';
    const hint = isArray ? " Give the option { from: 'arrays', columns: [...] } for rows that are arrays." : '';
    throw new TypeError(`A row is ${kind}; ${wanted} is expected.${hint}`);
  }

  /** The value at the rest of the column's path. */
  #follow(value: unknown): unknown {
    let found = value;
    for (const key of this.#column.path?.slice(1) ?? []) {
      if (typeof found !== 'object' || found === null) return undefined;
      found = Object.hasOwn(found, key) ? (found as Row)[key] : undefined;
    }
    return found;
  }
}

/** Is the property a getter of a class? One of the root, from which all objects inherit, is nobody's column. */
function isGetter(prototype: object, key: string | number): boolean {
  let from: object | null = prototype;
  while (from !== null && !Object.hasOwn(from, key)) from = Object.getPrototypeOf(from) as object | null;
  return (
    from !== null &&
    Object.getPrototypeOf(from) !== null &&
    Object.getOwnPropertyDescriptor(from, key)?.get !== undefined
  );
}
