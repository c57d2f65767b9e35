/**
 * Walks over JSON text in linear memory, member by member, without making values of it, so that a number keeps its digits and a text stays where
 * it is. The grammar is RFC 8259's; what is wrong is raised as PostgreSQL raises it (common/jsonapi.c).
 */
import { SqlError } from '../error.js';
import { decodeText } from '../functions/text-value.js';

export type JsonKind = 'string' | 'number' | 'true' | 'false' | 'null' | 'object' | 'array';

const deepest = 1000;
const quote = 0x22;
const backslash = 0x5c;
const encoder = new TextEncoder();
const words: readonly (readonly [JsonKind, Uint8Array])[] = (['true', 'false', 'null'] as const).map((word) => [
  word,
  encoder.encode(word),
]);

export class JsonCursor {
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  #depth = 0;
  at = 0;
  /** Where the value (or key) that was read lies; a string without its quotes. */
  start = 0;
  end = 0;
  /** The string has escapes: `decoded` gives its text. */
  escaped = false;

  /** Sets it on a text. */
  open(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.at = start;
    this.#end = end;
    this.#depth = 0;
  }

  /** The same text, after the memory has grown. */
  moveTo(bytes: Uint8Array): void {
    this.#bytes = bytes;
  }

  /** Sets it behind a value whose place is known. */
  select(bytes: Uint8Array, start: number, end: number, escaped: boolean): void {
    this.open(bytes, end, end);
    this.start = start;
    this.end = end;
    this.escaped = escaped;
  }

  /** The next byte that is not white space; -1 at the end. */
  peek(): number {
    while (this.at < this.#end) {
      const byte = this.#bytes[this.at] ?? 0;
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) return byte;
      this.at++;
    }
    return -1;
  }

  /** Passes over the character if it is next. */
  skip(character: string): boolean {
    if (this.peek() !== character.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  expect(character: string): void {
    if (!this.skip(character)) throw this.error(`"${character}" expected`);
  }

  /** Passes over the `{` of an object. A value of another kind is told as what it is, a text that is no JSON as that. */
  expectObject(): void {
    if (this.skip('{')) return;
    this.value();
    throw new SqlError('22P02', 'a JSON object is expected', {
      hint: 'Rows are objects. An object on each line is NDJSON; arrays of objects, and objects on any lines, are read with --from json.',
    });
  }

  /** Goes to the next member of an object whose `{` has been passed and reads its key; false at the end of the object. */
  nextKey(first: boolean): boolean {
    if (this.skip('}')) return false;
    if (!first) this.expect(',');
    if (this.peek() !== quote) throw this.error('string expected');
    this.#string();
    const { start, end, escaped } = this;
    this.expect(':');
    this.start = start;
    this.end = end;
    this.escaped = escaped;
    return true;
  }

  /** Reads a value of any kind and sets `start` and `end` on its text. */
  value(): JsonKind {
    const byte = this.peek();
    if (byte === quote) {
      this.#string();
      return 'string';
    }
    const start = this.at;
    const kind = byte === 0x7b ? this.#object() : byte === 0x5b ? this.#array() : this.#word(byte);
    this.start = start;
    this.end = this.at;
    return kind;
  }

  /** The string just read. */
  decoded(): string {
    if (!this.escaped) return decodeText(this.#bytes, this.start, this.end - this.start);
    const text: unknown = JSON.parse(decodeText(this.#bytes, this.start - 1, this.end - this.start + 2));
    if (typeof text !== 'string') throw this.error('string expected');
    if (text.includes('\0'))
      throw new SqlError('22P05', 'unsupported Unicode escape sequence', {
        detail: '\\u0000 cannot be converted to text.',
      });
    if (/\p{Surrogate}/u.test(text))
      throw new SqlError('22P02', 'invalid input syntax for type json', {
        detail: 'Unicode surrogates must come in pairs.',
      });
    return text;
  }

  error(what: string): SqlError {
    const shown =
      this.peek() < 0
        ? 'the end'
        : `"${decodeText(this.#bytes, this.at, Math.min(this.#end - this.at, 20)).replace(/\ufffd.*$/u, '')}"`;
    return new SqlError('22P02', `invalid input syntax for type json: ${what} at ${shown}`, {
      hint: this.peek() < 0 ? 'Objects over several lines are read with --from json.' : undefined,
    });
  }

  #string(): void {
    const bytes = this.#bytes;
    this.escaped = false;
    this.start = ++this.at;
    for (;;) {
      while (this.at < this.#end && isPlain(bytes[this.at] ?? 0)) this.at++;
      if (this.at >= this.#end) throw this.error('closing quote expected');
      const byte = bytes[this.at] ?? 0;
      if (byte < 0x20) throw this.error('a control character must be escaped');
      if (byte === quote) break;
      this.escaped = true;
      this.#escape();
    }
    this.end = this.at++;
  }

  #escape(): void {
    const next = String.fromCharCode(this.#bytes[this.at + 1] ?? 0);
    const length = next === 'u' ? 6 : 2;
    const valid =
      length === 2 ? /["\\/bfnrt]/.test(next) : /^[0-9a-f]{4}$/i.test(decodeText(this.#bytes, this.at + 2, 4));
    if (!valid || this.at + length > this.#end) throw this.error('invalid escape sequence');
    this.at += length;
  }

  #object(): JsonKind {
    this.#enter();
    for (let first = true; this.nextKey(first); first = false) this.value();
    this.#depth--;
    return 'object';
  }

  #array(): JsonKind {
    this.#enter();
    if (!this.skip(']')) {
      do this.value();
      while (this.skip(','));
      this.expect(']');
    }
    this.#depth--;
    return 'array';
  }

  #enter(): void {
    this.at++;
    if (++this.#depth > deepest) throw new SqlError('54001', 'JSON is nested too deeply');
  }

  /** A number, true, false or null. */
  #word(first: number): JsonKind {
    if (first === 0x2d || isDigit(first)) {
      this.#number();
      return 'number';
    }
    for (const [kind, word] of words) {
      if (word.every((byte, index) => this.#bytes[this.at + index] === byte) && this.at + word.length <= this.#end) {
        this.at += word.length;
        return kind;
      }
    }
    throw this.error('value expected');
  }

  #number(): void {
    if (this.#byte() === 0x2d) this.at++;
    if (this.#byte() === 0x30) this.at++;
    else this.#digits();
    if (this.#byte() === 0x2e) {
      this.at++;
      this.#digits();
    }
    if ((this.#byte() | 0x20) === 0x65) {
      this.at++;
      if (this.#byte() === 0x2b || this.#byte() === 0x2d) this.at++;
      this.#digits();
    }
    if (isDigit(this.#byte())) throw this.error('a number cannot begin with 0');
  }

  #digits(): void {
    if (!isDigit(this.#byte())) throw this.error('digit expected');
    while (isDigit(this.#byte())) this.at++;
  }

  #byte(): number {
    return this.at < this.#end ? (this.#bytes[this.at] ?? 0) : 0;
  }
}

/** A byte that stands for itself in a string. */
const isPlain = (byte: number): boolean => byte !== quote && byte !== backslash && byte >= 0x20;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
