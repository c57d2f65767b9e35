/**
 * The one instance of PostgreSQL's parser (libpg-query, WebAssembly). It is loaded when first needed, and when it
 * traps it is thrown away and made anew, because a trap leaves its stack and its memory contexts in disorder.
 */
import type { ParseResult } from 'libpg-query';
import { loadRoutines } from '../../catalog/catalog.js';
import { isStackOverflow, reasonOf, SqlError } from '../../error.js';
import { instantiateParser, type ParserModule } from './parser-host.js';
import type { LoadParserOptions } from './parser-file.js';
import { compileHosted, compilePackaged } from './parser-source.js';

/** What the parser says of a text it refuses; the cursor counts characters from 1, and is 0 when unknown. */
export interface ParserComplaint {
  readonly message: string;
  /** The function of PostgreSQL's source that complains. */
  readonly routine: string;
  readonly cursor: number;
}

let module: WebAssembly.Module | undefined;
/** The size of an instance's memory when it was made. */
let firstSize = 0;
let instance: ParserModule | undefined;
let loading: Promise<void> | undefined;

/**
 * Loads the SQL parser. `predicate` and `expression` do so themselves; whoever calls it before saves their first caller the wait, or gives the file it is in.
 * Resolves at once when it is loaded already. Raises 58P01 when it cannot be had, 0A000 when WebAssembly may not run here; it can be called again then.
 */
export function loadParser({ wasm }: LoadParserOptions = {}): Promise<void> {
  if (instance !== undefined) return Promise.resolve();
  loading ??= load(wasm).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(wasm: LoadParserOptions['wasm']): Promise<void> {
  if (module !== undefined) {
    instance = made(module);
    return;
  }
  // What analysing needs beside a parse tree comes with the parser, so that nothing waits afterwards.
  const routines = loadRoutines();
  const compiled = wasm === undefined ? compilePackaged() : Promise.resolve(wasm).then(compileHosted);
  [module] = await Promise.all([compiled, routines]);
  instance = made(module);
}

function made(from: WebAssembly.Module): ParserModule {
  try {
    const parser = instantiateParser(from);
    firstSize = parser.memory.buffer.byteLength;
    return parser;
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof RangeError)
      throw new SqlError('53200', 'out of memory', { detail: `The SQL parser has none: ${reason}` });
    module = undefined;
    throw new SqlError('58P01', 'the SQL parser could not be loaded', {
      detail: `The WebAssembly is not the parser that this version of quern knows: ${reason}`,
      hint: 'It must be the file quern/parser.wasm of the same version of quern.',
    });
  }
}

/** The parse tree of a text, or why there is none. */
export function parseText(text: string): ParseResult | ParserComplaint {
  if (instance === undefined) {
    if (module === undefined)
      throw new SqlError('55000', 'the SQL parser is not loaded', {
        hint: 'Await prepare() or loadParser() first.',
      });
    // The last one trapped; nobody who comes after it should notice.
    instance = made(module);
  }
  try {
    const result = parseWith(instance, text);
    // A WebAssembly memory never shrinks: one that a text has made large is not kept.
    if (instance.memory.buffer.byteLength > firstSize + mostGrowth) instance = undefined;
    return result;
  } catch (error) {
    // Whatever this was, the parser did not expect it: its stack and its memory are in disorder.
    instance = undefined;
    if (error instanceof SqlError) throw error;
    throw isOverflow(error)
      ? new SqlError('54001', 'stack depth limit exceeded')
      : new SqlError('53200', 'out of memory', {
          detail: 'The SQL parser has no more.',
          hint: 'Split the expression.',
        });
  }
}

/** An instance whose memory has grown by more than this is not kept. */
const mostGrowth = 64 * 1024 * 1024;

/** A stack has overflowed: JavaScript's, or the one in linear memory, below which an access traps. */
const isOverflow = (error: unknown): boolean =>
  error instanceof RangeError || isStackOverflow(error) || error instanceof WebAssembly.RuntimeError;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads libpg-query's PgQueryParseResult: { parse_tree, stderr_buffer, error: { message, funcname, filename, lineno, cursorpos } }. */
function parseWith(parser: ParserModule, text: string): ParseResult | ParserComplaint {
  const bytes = encoder.encode(text);
  const pointer = parser.malloc(bytes.length + 1);
  if (pointer === 0) throw new SqlError('53200', 'out of memory');
  const memory = new Uint8Array(parser.memory.buffer);
  memory.set(bytes, pointer);
  memory[pointer + bytes.length] = 0;
  const result = parser.parse(pointer);
  parser.free(pointer);
  if (result === 0) throw new SqlError('53200', 'out of memory');
  const u8 = new Uint8Array(parser.memory.buffer);
  const u32 = new Uint32Array(parser.memory.buffer);
  const word = (address: number): number => u32[address >> 2] ?? 0;
  const textAt = (address: number): string => decoder.decode(u8.subarray(address, u8.indexOf(0, address)));
  const error = word(result + 8);
  const answer =
    error === 0
      ? (JSON.parse(textAt(word(result))) as ParseResult)
      : { message: textAt(word(error)), routine: textAt(word(error + 4)), cursor: word(error + 16) };
  parser.freeResult(result);
  return answer;
}
