/**
 * Which column a name means. A name is not cut: PostgreSQL cuts names at 63 bytes, but a row's keys may be longer, and two of them alike so far.
 */
import { truncateIdentifier } from '../parse/names.js';
import type { Column, Schema } from '../expression.js';

export interface FoundColumn {
  readonly index: number;
  readonly column: Column;
}

export class ColumnNames {
  readonly #schema: Schema;
  readonly #byName = new Map<string, FoundColumn>();
  readonly #anyCase: boolean;

  /** With `anyCase` a name without quotes that no column has means the only one that differs from it in case alone. */
  constructor(schema: Schema, anyCase: boolean) {
    this.#schema = schema;
    this.#anyCase = anyCase;
    for (const [index, column] of schema.entries()) this.#byName.set(column.name, { index, column });
  }

  get count(): number {
    return this.#schema.length;
  }

  /** The column of exactly that name; else the only one that is the same name to PostgreSQL, because it is alike in 63 bytes. */
  find(name: string, isQuoted: () => boolean): FoundColumn | undefined {
    const exact = this.#byName.get(name);
    if (exact !== undefined) return exact;
    const cut = truncateIdentifier(name);
    if (name.length > 20) {
      const alike = this.#only((other) => other.length > 20 && truncateIdentifier(other) === cut);
      if (alike !== undefined) return alike;
    }
    return this.#anyCase && !isQuoted() ? this.#only(differsInCaseFrom(name)) : undefined;
  }

  #only(matches: (name: string) => boolean): FoundColumn | undefined {
    const [found, ...others] = this.#schema.filter((column) => matches(column.name));
    return found === undefined || others.length > 0 ? undefined : this.#byName.get(found.name);
  }
}

/** Whether another name would be the same if case did not matter. */
export function differsInCaseFrom(name: string): (other: string) => boolean {
  const folded = name.toLowerCase();
  return (other) => other !== name && other.toLowerCase() === folded;
}
