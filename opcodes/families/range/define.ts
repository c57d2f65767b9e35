/** Definitions of functions over ranges: their types are polymorphic, so that their examples are in tests/families/range.test.ts. */
import { defineCall, type CallDefinition } from '../../language/call.js';

export interface RangeFunction {
  readonly name: string;
  readonly summary: string;
  readonly args: Readonly<Record<string, string>>;
  readonly result: string;
}

export const definedIn =
  (source: string) =>
  (definition: RangeFunction & Pick<CallDefinition, 'mayReturnNull' | 'needsTypes'>): CallDefinition =>
    defineCall({ ...definition, source, examples: [] });
