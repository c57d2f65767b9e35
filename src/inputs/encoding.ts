/** Texts in other encodings become UTF-8. UTF-16 is known by its byte order mark; others are said. */
import { SqlError } from '../error.js';
import { startingWith } from './peek.js';
import type { ByteChunks } from './text-source.js';

/** Other names of encodings, as they are commonly written. */
const aliases: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  latin1: 'latin1',
  'latin-1': 'latin1',
  'iso-8859-1': 'latin1',
  cp1252: 'windows-1252',
};

/** The encoding's name. Raises 22023 for one that is not known. */
export function encodingNamed(text: string): string {
  const name = aliases[text.toLowerCase()] ?? text.toLowerCase();
  if (name === 'latin1') return name;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new SqlError('22023', `the encoding "${text}" is not known`, {
      hint: 'Known are utf-8, latin1, windows-1252, utf-16le, utf-16be and the others of the WHATWG Encoding Standard.',
    });
  }
}

/** The text in UTF-8. Without an encoding it is UTF-16 where its mark says so, else handed on as it is. Raises 22021 and 22023. */
export async function* asUtf8(chunks: ByteChunks, encoding?: string): AsyncGenerator<Uint8Array> {
  const { first, rest } = await startingWith(chunks, 2);
  const name = encoding === undefined ? markOf(first) : encodingNamed(encoding);
  if (name === 'utf-8') yield* rest;
  else if (name === 'latin1') yield* fromLatin1(rest);
  else yield* decoded(rest, name);
}

const markOf = ([low, high]: Uint8Array): string =>
  low === 0xff && high === 0xfe ? 'utf-16le' : low === 0xfe && high === 0xff ? 'utf-16be' : 'utf-8';

/** Each byte is the character of its number. */
async function* fromLatin1(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(chunk.length * 2);
    let length = 0;
    for (const byte of chunk) {
      if (byte >= 0x80) bytes[length++] = 0xc0 | (byte >> 6);
      bytes[length++] = byte < 0x80 ? byte : 0x80 | (byte & 0x3f);
    }
    yield bytes.subarray(0, length);
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(name, { fatal: true });
  const encoder = new TextEncoder();
  const text = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new SqlError('22021', `the input is not ${name}`, { hint: 'Say what it is with --encoding.' });
    }
  };
  for await (const chunk of chunks) yield encoder.encode(text(chunk));
  yield encoder.encode(text(undefined));
}
