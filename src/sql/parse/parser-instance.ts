/**
 * The one instance of PostgreSQL's parser (libpg-query, WebAssembly). It is loaded when first needed. When it ends otherwise than with a tree or a
 * complaint it is thrown away and loaded anew, because a trap leaves its stack and its memory contexts in disorder; and when a text has made its
 * memory large, because a WebAssembly memory never shrinks.
 */
import type { ParseResult } from 'libpg-query';
import type { ParserModule } from 'libpg-query/wasm/libpg-query.js';
import { isStackOverflow, SqlError } from '../../error.js';

/** What the parser says of a text it refuses; the cursor counts characters from 1, and is 0 when unknown. */
export interface ParserComplaint {
  readonly message: string;
  /** The function of PostgreSQL's source that complains. */
  readonly routine: string;
  readonly cursor: number;
}

/** An instance whose memory has grown by more than this is not kept. */
const mostGrowth = 64 * 1024 * 1024;

let instance: ParserModule | undefined;
/** The size of its memory when it was loaded. */
let firstSize = 0;
let loading: Promise<void> | undefined;

/** Loads the parser. Must have resolved before anything is parsed; resolves at once when it is loaded already. */
export function loadParser(): Promise<void> {
  if (instance !== undefined && !outgrown(instance)) return Promise.resolve();
  instance = undefined;
  loading ??= import('libpg-query/wasm/libpg-query.js')
    .then(({ default: createParser }) => createParser({ print: discard, printErr: discard }))
    .then((module) => {
      instance = module;
      firstSize = module.HEAPU8.length;
    })
    .finally(() => {
      loading = undefined;
    });
  return loading;
}

/** What the parser prints says nothing that the error does not, and standard output belongs to others. */
const discard = (): void => undefined;

const outgrown = ({ HEAPU8 }: ParserModule): boolean => HEAPU8.length > firstSize + mostGrowth;

/** Whether a text can be parsed at once. While the parser is being replaced it cannot: then compilations wait for `loadParser`. */
export const parserIsReady = (): boolean => instance !== undefined;

/** The parse tree of a text, or why there is none. */
export function parseText(text: string): ParseResult | ParserComplaint {
  if (instance === undefined)
    throw new SqlError('55000', 'the SQL parser is not loaded', { hint: 'Await loadParser() first.' });
  const parser = instance;
  // The loader sets it when the parser gives up, in Node.
  const { process } = globalThis as { process?: { exitCode?: unknown } };
  const exitCode = process?.exitCode;
  try {
    return parseWith(parser, text);
  } catch (error) {
    replace();
    if (process !== undefined && process.exitCode !== exitCode) process.exitCode = exitCode;
    throw isOverflow(error)
      ? new SqlError('54001', 'stack depth limit exceeded')
      : new SqlError('53200', 'out of memory', {
          detail: 'The SQL parser has no more.',
          hint: 'Split the expression.',
        });
  }
}

function replace(): void {
  instance = undefined;
  // Whoever needs it awaits it, and is told why it cannot be loaded.
  loadParser().catch(discard);
}

/** A stack has overflowed: JavaScript's, or the one in linear memory, below which a write traps. Emscripten's `abort` is a RuntimeError too. */
const isOverflow = (error: unknown): boolean =>
  error instanceof RangeError ||
  isStackOverflow(error) ||
  (error instanceof WebAssembly.RuntimeError && !error.message.startsWith('Aborted'));

/** Reads libpg-query's PgQueryParseResult: { parse_tree, stderr_buffer, error: { message, funcname, filename, lineno, cursorpos } }. */
function parseWith(parser: ParserModule, text: string): ParseResult | ParserComplaint {
  const bytes = parser.lengthBytesUTF8(text) + 1;
  const pointer = parser._malloc(bytes);
  if (pointer === 0) throw new SqlError('53200', 'out of memory');
  parser.stringToUTF8(text, pointer, bytes);
  const result = parser._wasm_parse_query_raw(pointer);
  parser._free(pointer);
  if (result === 0) throw new SqlError('53200', 'out of memory');
  const error = parser.getValue(result + 8, 'i32');
  const answer =
    error === 0
      ? (JSON.parse(parser.UTF8ToString(parser.getValue(result, 'i32'))) as ParseResult)
      : {
          message: parser.UTF8ToString(parser.getValue(error, 'i32')),
          routine: parser.UTF8ToString(parser.getValue(error + 4, 'i32')),
          cursor: parser.getValue(error + 16, 'i32'),
        };
  parser._wasm_free_parse_result(result);
  return answer;
}
