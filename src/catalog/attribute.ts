/** A table as its heap tuples store it: what PostgreSQL keeps of it in pg_attribute. */
import type { TypeName, Value } from './types.js';

/** A column of a table, dropped ones included: they keep their place in the tuples. */
export interface Attribute {
  readonly name: string;
  /** The type's name in pg_type, such as int4 or numeric: quern need not compute with it to walk past it. */
  readonly type: string;
  /** Bytes of a value (`attlen`), or -1 for a varlena, which says its length itself. */
  readonly length: number;
  /** What its offset is a multiple of (`attalign`), in bytes. */
  readonly align: 1 | 2 | 4 | 8;
  readonly notNull: boolean;
  /** What a tuple has that was written before the column was added (`attmissingval`): the DEFAULT, or null. */
  readonly missing: Value | null;
  /** The place in the schema of the column that reads it; undefined when its type is none that quern computes with. */
  readonly column: number | undefined;
}

/** A column that can be read. */
export interface TableColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
}

/** The table of a heap file: all attributes in order, and the columns among them that quern can compute with. */
export interface HeapTable {
  readonly attributes: readonly Attribute[];
  readonly columns: readonly TableColumn[];
}

/** What a tuple must be like so that a program need not ask: of so many attributes, with so many bytes of data, and with no nulls, or none among `nullBits` of the first 8. */
export interface PlainTuple {
  readonly attributes: number;
  readonly bytes: number;
  readonly nullBits: number | undefined;
}
