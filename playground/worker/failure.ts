/** Errors on their way to the page: the fields of an SqlError survive, anything else is told with its message. */
import { SqlError } from '../../src/error.js';
import type { Failure } from './protocol.js';

/** Plain data for whatever was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SqlError) {
    const { code, message, hint, detail, position, row } = error;
    return { code, message, hint, detail, position, row };
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return { code: '0A000', message: `this browser cannot compile the WebAssembly: ${error.message}` };
  }
  return { code: 'XX000', message: error instanceof Error ? error.message : String(error) };
}
