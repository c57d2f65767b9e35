/** The lines of a text one by one, for input that is answered line by line. */
import { placed } from './row-reader.js';
import { TextSource, type ByteChunks } from './text-source.js';

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** Each line without its end. Raises 22021 with the line. */
export async function* textLines(chunks: ByteChunks): AsyncGenerator<TextLine> {
  const source = new TextSource(chunks);
  const decoder = new TextDecoder();
  let number = 1;
  // A long line comes in many chunks: put together once, when it ends.
  let pieces: string[] = [];
  const taken = (last: string): string => {
    const line = pieces.length === 0 ? last : pieces.join('') + last;
    pieces = [];
    return line;
  };
  for (let bytes = await source.next(); bytes !== undefined; bytes = await source.next()) {
    const lines = decoder.decode(bytes, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    for (const text of lines) yield { text: taken(text), number: number++ };
    pieces.push(rest);
  }
  if (source.fault !== undefined) throw placed(source.fault, `line ${number}`);
  const last = taken('');
  if (last !== '') yield { text: last, number };
}
