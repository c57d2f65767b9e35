/** What the parts of the deparser share: texts with how tightly they bind, types and quotes as SQL writes them. */
import { quoteIdentifier } from '../../catalog/quote-identifier.js';
import { formatTypeWithModifier } from '../../catalog/format-type.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { CallFunction, Expr } from '../../sql/expression.js';

/** How tightly operators bind, from the loosest (parser/gram.y). */
export const binding = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  matching: 6,
  other: 7,
  sum: 8,
  product: 9,
  prefix: 10,
  cast: 11,
  whole: 12,
} as const;

export interface Sql {
  readonly sql: string;
  readonly binds: number;
}

/** What an expression is written with. */
export interface Writer {
  readonly call: CallFunction;
  /** The types as which the columns are stored. */
  readonly columnTypes: readonly TypeName[];
  /** The text, which reads as an expression of exactly the type that this one has. */
  readonly write: (expr: Expr) => Sql;
  /** The same, where what stands beside it gives literals and parameters their type. */
  readonly bare: (expr: Expr) => Sql;
}

/** An expression that no text stands for. */
export class Unwritable extends Error {}

/** The text, in parentheses where it binds less tightly than its place wants. */
export const within = ({ sql, binds }: Sql, least: number): string => (binds >= least ? sql : `(${sql})`);

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The type's name, which means the type without a modifier: `bit` alone would be bit(1). */
export function typeText(type: TypeName, typmod = -1): string {
  if (typmod >= 0) return formatTypeWithModifier(type, typmod);
  const { element } = types[type];
  if (element !== undefined) return `${typeText(element as TypeName)}[]`;
  return type === 'char' || type === 'bit' ? `"${type}"` : quoteIdentifier(type);
}

export const castText = (value: Sql, type: TypeName, typmod = -1): Sql => ({
  sql: `${within(value, binding.cast)}::${typeText(type, typmod)}`,
  binds: binding.cast,
});
