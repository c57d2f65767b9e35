/** Numbers that SQL does not write so: with a decimal comma, with separated thousands, with a currency or a percent sign. They stay texts, which is told with what reads them. */
import { quoteIdentifier } from '../catalog/quote-identifier.js';

interface Way {
  readonly pattern: RegExp;
  /** SQL that makes numbers of the column of this name. */
  readonly expression: (name: string) => string;
  /** The ways that need not be told beside it. */
  readonly implies?: readonly OtherNumbers[];
}

/** How numbers may be written that SQL writes otherwise. */
export type OtherNumbers = 'decimal comma' | 'thousands' | 'points and a comma' | 'a sign';

const ways: Readonly<Record<OtherNumbers, Way>> = {
  'decimal comma': {
    pattern: /^-?\d+(?:,\d+)?$/,
    expression: (name) => `replace(${name}, ',', '.')::numeric`,
    implies: ['points and a comma'],
  },
  thousands: {
    pattern: /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/,
    expression: (name) => `replace(${name}, ',', '')::numeric`,
    implies: ['a sign'],
  },
  'points and a comma': {
    pattern: /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/,
    expression: (name) => `translate(${name}, ',.', '.')::numeric`,
  },
  'a sign': {
    pattern: /^-?[$€£¥]? ?-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)? ?[%$€£¥]?$/,
    expression: (name) => `translate(${name}, '$€£¥%, ', '')::numeric`,
  },
};

const longest = 40;

/** Finds out in which ways all texts of a column can be read as numbers, where not all are numbers as SQL writes them. */
export class OtherNumberGuess {
  #ways = Object.keys(ways) as OtherNumbers[];
  #pointed = false;

  add(text: string): void {
    if (this.#ways.length > 0)
      this.#ways = text.length > longest ? [] : this.#ways.filter((way) => ways[way].pattern.test(text));
  }

  /** A number as SQL writes it, with a point, which is then no separator. */
  addDecimal(): void {
    if (this.#ways.length > 0 && !this.#pointed)
      this.#ways = this.#ways.filter((way) => way !== 'decimal comma' && way !== 'points and a comma');
    this.#pointed = true;
  }

  /** A text that is none. */
  end(): void {
    this.#ways = [];
  }

  /** Whether there is a way left in which all texts so far can be read. */
  get isOpen(): boolean {
    return this.#ways.length > 0;
  }

  get ways(): readonly OtherNumbers[] {
    const implied = new Set(this.#ways.flatMap((way) => ways[way].implies ?? []));
    return this.#ways.filter((way) => !implied.has(way));
  }
}

/** SQL that makes numbers of a column whose texts are written in that way. */
export const numberExpression = (way: OtherNumbers, name: string): string =>
  ways[way].expression(quoteIdentifier(name));
