/** What a random table's columns are at a time: what its SQL is made from, and its schema as quern takes it. */
import type { Dice } from './dice.js';
import { computedTypes, isComputed, otherTypes, quoted, randomText, type TextSize } from './random-value.js';

/** A column, also one that was dropped since. */
export interface ModelColumn {
  /** As SQL has it, quoted where need be. */
  readonly name: string;
  type: string;
  notNull: boolean;
  dropped: boolean;
  /** The DEFAULT with which the column was added to rows that were there, as SQL. */
  missing: string | undefined;
}

const names = ['c#', 'Column_#', '"Column #"', '"ü#"', '"select #"', '"a ""b"" #"'];

/** The columns of one table, and random texts of SQL about them. */
export class TableModel {
  readonly name: string;
  readonly size: TextSize;
  readonly columns: ModelColumn[] = [];
  readonly #dice: Dice;

  constructor(name: string, size: TextSize, dice: Dice) {
    this.name = name;
    this.size = size;
    this.#dice = dice;
  }

  /** The columns that still are. */
  get alive(): ModelColumn[] {
    return this.columns.filter(({ dropped }) => !dropped);
  }

  /** The columns of types of the core. */
  get computed(): ModelColumn[] {
    return this.alive.filter(({ type }) => isComputed(type));
  }

  /** A new column at the end: three in five are of a type of the core. */
  add(notNull: boolean): ModelColumn {
    const dice = this.#dice;
    const type: string = dice.chance(0.6) ? dice.pick(computedTypes) : dice.pick(otherTypes);
    const column = {
      name: dice.pick(names).replace('#', String(this.columns.length + 1)),
      type,
      notNull,
      dropped: false,
      missing: undefined,
    };
    this.columns.push(column);
    return column;
  }

  /** A value for the column as SQL; one in four is null where the column may be. */
  value({ type, notNull }: ModelColumn): string {
    return !notNull && this.#dice.chance(0.25) ? 'NULL' : quoted(randomText(this.#dice, type, this.size));
  }

  /** A constant for a DEFAULT, in one of the ways in which it can be written. */
  constant({ type }: ModelColumn): string {
    const text = randomText(this.#dice, type, 'short');
    if (this.#dice.chance(0.3)) return `${quoted(text)}::${type}`;
    return /^(0|-?[1-9]\d*)$/.test(text) && /^(int[248]|numeric)/.test(type) && this.#dice.chance(0.7)
      ? text
      : quoted(text);
  }

  /** `(1, 'x', NULL), …` for all columns that are. */
  rows(count: number): string {
    return Array.from({ length: count }, () => `(${this.alive.map((column) => this.value(column)).join(', ')})`).join(
      ', ',
    );
  }

  /** A condition that holds for as many random rows; the same text, the same rows while none changes. */
  someRows(count: number): string {
    const salt = this.#dice.below(10 ** 9);
    return `ctid = ANY (ARRAY(SELECT ctid FROM ${this.name} ORDER BY hashtext(ctid::text || '${salt}') LIMIT ${count}))`;
  }

  /** `a = 1, b = NULL` for a few columns. */
  assignments(): string {
    return this.#dice
      .some(this.alive, this.#dice.between(1, 3))
      .map((column) => `${column.name} = ${this.value(column)}`)
      .join(', ');
  }

  /** Column definitions as quern takes them: a dropped column keeps its place and its type, is called otherwise and may be null. */
  get schema(): string {
    return this.columns
      .map(({ name, type, notNull, dropped, missing }, i) =>
        dropped
          ? `"dropped ${i + 1}" ${type}`
          : `${name} ${type}${notNull ? ' NOT NULL' : ''}${missing === undefined ? '' : ` DEFAULT ${missing}`}`,
      )
      .join(', ');
  }
}
