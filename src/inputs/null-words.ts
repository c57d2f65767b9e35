/** What programs write where a number or a date is missing. In a column of texts the same words are texts. */

const words = new Set(['NA', 'N/A', 'n/a', 'na', '#N/A', 'NULL', 'null', 'Null', 'None', 'nan', '\\N', '-', '.']);

const longest = 4;
const encoder = new TextEncoder();

/** Words by which nulls are known, over bytes. */
export class NullWords {
  readonly #words: readonly Uint8Array[];

  constructor(texts: Iterable<string>) {
    this.#words = [...texts].map((text) => encoder.encode(text));
  }

  /** Whether the text between two addresses is one of them. */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#words.some(
      (word) => word.length === end - start && word.every((byte, index) => bytes[start + index] === byte),
    );
  }

  /** The same of a field of a row; in quotes it is none of them. */
  hasPlain(bytes: Uint8Array, start: number, end: number, rowStart: number, quote: number): boolean {
    return this.has(bytes, start, end) && !(start > rowStart && bytes[start - 1] === quote);
  }
}

const usual = new NullWords(words);

/** Whether the text is a usual word for a missing number, or is empty. */
export const isUsualNull = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start <= longest && (start === end || usual.has(bytes, start, end));
