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
  let rest = '';
  for (let bytes = await source.next(); bytes !== undefined; bytes = await source.next()) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, number: number++ };
  }
  if (source.fault !== undefined) throw placed(source.fault, `line ${number}`);
  if (rest !== '') yield { text: rest, number };
}
