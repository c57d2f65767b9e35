/** The schema of a heap file, as `--schema` gives it. */
import type { Arena, HeapTable } from '../index.js';
import { constantCaller } from '../library/constant-call.js';
import { supportedFunctions } from '../functions/functions.js';
import { withFamilies } from '../functions/registry.js';
import { parseHeapTable } from '../sql/index.js';
import { failingWith, status } from './failure.js';

/** The table; what is wrong with the text ends the command with the position in it. The parser must be loaded. */
export function heapSchema(arena: Arena, text: string): Promise<HeapTable> {
  return failingWith(status.usage, text, () =>
    withFamilies(() => parseHeapTable(text, { call: constantCaller(arena), supported: supportedFunctions })),
  );
}
