/** Several files of one format as one text: the headers of all but the first are taken out, and a line of the whole is told as a file's line. */
import { SqlError } from '../error.js';
import { joined, type ByteChunks } from './text-source.js';

export interface NamedChunks {
  readonly name: string;
  /** UTF-8. */
  readonly open: () => Promise<ByteChunks>;
}

interface Part {
  readonly name: string;
  /** The line of the whole on which the part begins, and how many lines of the file come before that. */
  readonly line: number;
  readonly before: number;
}

const lineFeed = 0x0a;

export class SeveralFiles {
  readonly #files: readonly NamedChunks[];
  /** How many lines each file begins with that only the first one may keep. */
  readonly #headerLines: number;
  readonly #parts: Part[] = [];
  #header: string | undefined;

  constructor(files: readonly NamedChunks[], headerLines: number) {
    this.#files = files;
    this.#headerLines = headerLines;
  }

  /** How a message calls a line of the whole: `line 3`, or with several files `b.csv, line 3`. */
  nameLine(line: number): string {
    const part = this.#parts.findLast((one) => one.line <= line);
    if (part === undefined || this.#files.length === 1) return `line ${line}`;
    return `${part.name}, line ${line - part.line + 1 + part.before}`;
  }

  /** The whole. Raises 22P04 when a header is not that of the first file. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    if (this.#files.length === 1) {
      for (const file of this.#files) yield* await file.open();
      return;
    }
    let line = 1;
    let last = lineFeed;
    for (const file of this.#files) {
      if (last !== lineFeed) {
        yield Uint8Array.of(lineFeed);
        line++;
      }
      last = lineFeed;
      const before = this.#parts.length === 0 ? 0 : this.#headerLines;
      this.#parts.push({ name: file.name, line, before });
      for await (const chunk of this.#body(file)) {
        for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) line++;
        last = chunk.at(-1) ?? last;
        yield chunk;
      }
    }
  }

  /** The file without a byte order mark and, but for the first one, without its header. */
  async *#body({ name, open }: NamedChunks): AsyncGenerator<Uint8Array> {
    let head: Uint8Array | undefined = new Uint8Array(0);
    for await (const chunk of await open()) {
      if (head === undefined) {
        yield chunk;
        continue;
      }
      head = joined(head, chunk);
      const length = lengthOfLines(head, this.#headerLines);
      if (length === undefined) continue;
      yield this.#withoutHeader(head, length, name);
      head = undefined;
    }
    if (head !== undefined && head.length > 0) yield this.#withoutHeader(head, head.length, name);
  }

  #withoutHeader(bytes: Uint8Array, length: number, name: string): Uint8Array {
    const header = new TextDecoder().decode(bytes.subarray(0, length)).trimEnd();
    if (this.#header === undefined) {
      this.#header = header;
      return bytes;
    }
    if (header !== this.#header)
      throw new SqlError('22P04', `the header of ${name} is not that of ${this.#files[0]?.name ?? ''}`, {
        hint: 'Files that are read together must have the same columns in the same order.',
      });
    return bytes.subarray(length);
  }
}

/** How many bytes so many lines have; undefined when there are fewer lines. */
function lengthOfLines(bytes: Uint8Array, lines: number): number | undefined {
  let at = 0;
  for (let line = 0; line < lines; line++) {
    const found = bytes.indexOf(lineFeed, at);
    if (found < 0) return undefined;
    at = found + 1;
  }
  return at;
}
