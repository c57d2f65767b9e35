/**
 * Guesses a column's type from the spellings of its values. A column has a type only while every value has a canonical spelling of it, so that
 * the same rows in another order have the same type.
 */
import { types, type TypeName } from '../catalog/types.js';
import { decodeText } from '../functions/text-value.js';
import { isoOfStyled, OtherDateGuess, spellingOfIso, type DateStyle, type OtherDates } from './date-style.js';
import { isUsualNull } from './null-words.js';
import { OtherNumberGuess, type OtherNumbers } from './other-numbers.js';
import { spelled, spellingOf } from './spelling.js';

/** The types that are inferred, the preferred first, each with the spellings that all values must have. One that the catalog lacks is passed over. */
const inferred: readonly { readonly type: string; readonly spelling: number }[] = [
  { type: 'bool', spelling: spelled.boolWord },
  { type: 'int8', spelling: spelled.integer },
  { type: 'float8', spelling: spelled.float },
  { type: 'numeric', spelling: spelled.decimal },
  { type: 'date', spelling: spelled.date },
  { type: 'timestamp', spelling: spelled.timestamp },
  { type: 'timestamptz', spelling: spelled.instant },
  // Where there is no type for instants, those in UTC are timestamps.
  { type: 'timestamp', spelling: spelled.utc },
];

const isType = (name: string): name is TypeName => Object.hasOwn(types, name);

/** The first of the types that all spellings of the mask have. */
export function typeOfSpelling(mask: number): { readonly type: TypeName; readonly spelling: number } | undefined {
  for (const { type, spelling } of inferred) if ((mask & spelling) !== 0 && isType(type)) return { type, spelling };
  return undefined;
}

/** What a column was taken for. */
export interface Guess {
  readonly type: TypeName;
  /** One of `spelled`, which every value must have; 0 for a text, which has any. */
  readonly spelling: number;
  /** No value was seen: the type may be what the predicate needs. */
  readonly open: boolean;
  /** Other types that all values can be read as; a predicate that needs one of them gets it. */
  readonly alternatives?: readonly TypeName[];
  /** The first word that was taken for a missing value; undefined when there was none. */
  readonly nullWord?: string | undefined;
  /** Of a text: how all values can be read as dates, if they can. */
  readonly otherDates?: readonly OtherDates[];
  /** Of a text: how all values can be read as numbers, if they can. */
  readonly otherNumbers?: readonly OtherNumbers[];
}

export class TypeGuess {
  #mask = -1;
  #values = 0;
  #nullWord: string | undefined;
  /** The letters t and f that were seen, in either case. */
  readonly #letters = new Set<number>();
  readonly #dateStyle: DateStyle | undefined;
  readonly #otherDates = new OtherDateGuess();
  readonly #otherNumbers = new OtherNumberGuess();

  /** With a style, dates of it are dates. */
  constructor(dateStyle?: DateStyle) {
    this.#dateStyle = dateStyle;
  }

  /** Takes a value into account; what is null already is not given. With `usualNulls` the usual words for a missing number are no values. */
  add(bytes: Uint8Array, start: number, end: number, usualNulls = false): void {
    if (this.#mask === 0) {
      if (end === start || (this.#otherDates.ways.length === 0 && !this.#otherNumbers.isOpen)) return;
      const text = decodeText(bytes, start, Math.min(end - start, 60));
      this.#otherDates.add(text);
      if (!usualNulls || !isUsualNull(bytes, start, end)) this.#otherNumbers.add(text);
      return;
    }
    const spelling = this.#spelling(bytes, start, end);
    if (spelling === 0 && usualNulls && isUsualNull(bytes, start, end)) {
      this.#nullWord ??= decodeText(bytes, start, end - start);
      return;
    }
    this.#values++;
    this.#mask &= spelling;
    if (spelling !== 0) this.#otherDates.end();
    else this.#otherDates.add(decodeText(bytes, start, Math.min(end - start, 60)));
    if ((spelling & spelled.decimal) === 0) this.#otherNumbers.add(decodeText(bytes, start, Math.min(end - start, 60)));
    else if ((spelling & spelled.integer) === 0) this.#otherNumbers.addDecimal();
    if ((this.#mask & spelled.boolLetter) !== 0) this.#letters.add((bytes[start] ?? 0) | 0x20);
  }

  #spelling(bytes: Uint8Array, start: number, end: number): number {
    const spelling = spellingOf(bytes, start, end);
    if (spelling !== 0 || this.#dateStyle === undefined) return spelling;
    const iso = isoOfStyled(decodeText(bytes, start, Math.min(end - start, 60)), this.#dateStyle);
    return iso === undefined ? 0 : spellingOfIso(iso);
  }

  /** Takes a value into account that can only be a text. */
  addText(): void {
    this.#mask = 0;
    this.#otherDates.end();
    this.#otherNumbers.end();
    this.#values++;
  }

  get guess(): Guess {
    if (this.#values === 0) return { type: 'text', spelling: 0, open: true };
    if ((this.#mask & spelled.boolLetter) !== 0 && this.#letters.size === 2)
      return { type: 'bool', spelling: spelled.boolLetter, open: false };
    const found = typeOfSpelling(this.#mask);
    return found === undefined
      ? {
          type: 'text',
          spelling: 0,
          open: false,
          otherDates: this.#otherDates.ways,
          otherNumbers: this.#otherNumbers.ways,
        }
      : { ...found, open: false, nullWord: this.#nullWord };
  }
}

/** The types that a column without values may be, beside text. */
export const typesOfNothing: readonly TypeName[] = [
  'int8',
  'float8',
  'numeric',
  'bool',
  'date',
  'timestamp',
  'timestamptz',
  'jsonb',
];

/** The spelling by which values of a type are known, for a column whose type the predicate has chosen; 0 when any text will do. */
export const spellingOfType = (type: TypeName): number => inferred.find((one) => one.type === type)?.spelling ?? 0;
