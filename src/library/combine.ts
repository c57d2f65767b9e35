/** Predicates joined by AND and OR, and their opposites: their texts are joined, in parentheses, and compiled at once, since all that they need is loaded. */
import type { TypeName } from '../catalog/types.js';
import { settingsKey } from '../arena/settings.js';
import { SqlError } from '../error.js';
import { formatType } from '../catalog/catalog.js';
import { highestNumber, numberedParameters, renumbered } from '../sql/parse/named-parameters.js';
import { compileSqlSync, type Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';

/** What a predicate is made of. */
export interface Made {
  readonly compiled: Compiled;
  readonly options: CompileOptions;
  /** The texts that were joined, so that a long chain does not nest. */
  readonly joined?: { readonly by: 'AND' | 'OR'; readonly texts: readonly string[] };
}

export interface CombineOptions {
  /** Whether `$1` of both is one parameter (`share`, the default), or the numbers of the other go on after those of the first (`append`). */
  readonly params?: 'share' | 'append';
}

/** Raises 22023 when the schemas differ or the other is no predicate, 42P08 when a parameter would have two types, and what `predicate` raises: 54001 for what nests too deep. */
export function combined(by: 'AND' | 'OR' | 'NOT', parts: readonly Made[], options: CombineOptions = {}): Made {
  const [first, second] = parts;
  if (first === undefined || (second === undefined && by !== 'NOT'))
    throw new SqlError('22023', 'a predicate is expected');
  if (by === 'NOT' || second === undefined)
    return recompiled(first, `NOT ${enclosed(first.compiled.text)}`, parametersOf(first, 0));
  mustMatch(first.compiled, second.compiled);
  const offset = options.params === 'append' ? highestNumber(first.compiled.text) : 0;
  const texts = [
    ...textsOf(first, by),
    ...textsOf(second, by).map((text) => (offset === 0 ? text : renumbered(text, offset))),
  ];
  const types = sharedTypes(parametersOf(first, 0), parametersOf(second, offset));
  return { ...recompiled(first, texts.map(enclosed).join(` ${by} `), types), joined: { by, texts } };
}

/** A predicate of another text over the same schema, by the same engine. */
export function recompiled(made: Made, text: string, types: ReadonlyMap<string, TypeName>): Made {
  const { names } = numberedParameters(text);
  const count = Math.max(names.length, highestNumber(text));
  const paramTypes = Array.from({ length: count }, (_, i) => types.get(names[i] ?? String(i + 1)));
  const { schema, table } = made.compiled;
  const options = { ...made.options, paramTypes, ...(table === undefined ? { schema } : {}) };
  return { compiled: compileSqlSync(text, 'predicate', options), options };
}

/** A line comment at the end must not take the parenthesis with it. */
const enclosed = (text: string): string => (text.includes('--') ? `(${text}\n)` : `(${text})`);

const textsOf = ({ compiled, joined }: Made, by: 'AND' | 'OR'): readonly string[] =>
  joined?.by === by ? joined.texts : [compiled.text];

/** The types of the parameters by name, or by number where they have none. */
export function parametersOf({ compiled }: Made, offset: number): Map<string, TypeName> {
  return new Map(compiled.params.map((type, i) => [compiled.paramNames[i] ?? String(i + 1 + offset), type]));
}

/** All of both. Raises 42P08 when one has two types. */
export function sharedTypes(
  first: ReadonlyMap<string, TypeName>,
  second: ReadonlyMap<string, TypeName>,
): Map<string, TypeName> {
  for (const [name, type] of second) {
    const other = first.get(name);
    if (other === undefined || other === type) continue;
    const parameter = /^\d/.test(name) ? `$${name}` : `:${name}`;
    throw new SqlError('42P08', `inconsistent types for parameter ${parameter}`, {
      detail: `${formatType(other)} versus ${formatType(type)}`,
      hint: "Give params: 'append' if the two predicates' numbered parameters are different ones.",
    });
  }
  return new Map([...first, ...second]);
}

/** Raises 22023 unless the columns and the settings are the same. */
export function mustMatch(first: Pick<Compiled, 'schema' | 'arena'>, second: Pick<Compiled, 'schema' | 'arena'>): void {
  const one = first.schema;
  const other = second.schema;
  const isSame =
    one === other ||
    (one.length === other.length &&
      one.every((column, i) => {
        const { name, type, notNull, path = [] } = other[i] ?? column;
        return (
          column.name === name &&
          column.type === type &&
          column.notNull === notNull &&
          (column.path ?? []).join('\0') === path.join('\0')
        );
      }));
  if (!isSame)
    throw new SqlError('22023', 'the predicates are over different schemas', {
      hint: 'Compile both with the same schema: the same columns, types and NOT NULLs in the same order.',
    });
  if (settingsKey(first.arena.settings) !== settingsKey(second.arena.settings))
    throw new SqlError('22023', 'the predicates have different settings', {
      hint: 'Compile both with the same timeZone, dateStyle and intervalStyle.',
    });
}
