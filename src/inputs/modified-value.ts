/** Values of a type with a modifier: most input functions are given it; a timestamp is brought to it by the cast that PostgreSQL has for that. */
import { findCast } from '../catalog/catalog.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import { callOn } from '../functions/call.js';
import { functionNumber } from '../functions/functions.js';
import { withFamilies } from '../functions/registry.js';
import { valueOfResult } from '../functions/stored-value.js';
import { parseValue } from '../functions/text-value.js';

interface Modified {
  readonly type: TypeName;
  readonly typmod: number;
}

/** The cast by which values of the type get a modifier, where its input function takes none. */
const cutBy = ({ type, typmod }: Modified): string | undefined =>
  typmod < 0 || types[type].modifier === true ? undefined : (findCast(type, type)?.func ?? undefined);

/** Loads the families of the casts that these types need. Raises 58P01. */
export async function prepareModifiers(columns: readonly Modified[]): Promise<void> {
  const casts = columns.flatMap((column) => cutBy(column) ?? []);
  if (casts.length > 0) await withFamilies(() => casts.map(functionNumber));
}

/** The value that the text stands for in the type with its modifier; -1 is none. Raises what the input function or the cast raises. */
export function modifiedValue(arena: Arena, type: TypeName, text: string, typmod: number): Value {
  const cast = cutBy({ type, typmod });
  const value = parseValue(arena, type, text, typmod);
  if (cast === undefined) return value;
  const argument = types[type].representation === 'i64' ? BigInt(value) : Number(value);
  return (
    callOn(arena, cast, [argument, typmod], (result, length) => valueOfResult(arena, type, result, length)) ?? value
  );
}

/**
 * The same as `Batch.set` takes it. That has the input function read the text of a value that is stored in another form than its text, so it is not read here, printed, and
 * read again.
 */
export function settableValue(arena: Arena, type: TypeName, text: string, typmod: number): Value {
  const { storage, textual } = types[type];
  const readsItself = storage === 'TEXT' && textual !== true && cutBy({ type, typmod }) === undefined;
  return readsItself ? text : modifiedValue(arena, type, text, typmod);
}
