/** A scan of heap pages as a measuring process is asked for it. */
import type { EngineName } from '../../src/engines/named.js';
import type { DeformRung } from '../../src/program/deform/deform.js';
import type { Rung } from '../../src/program/program.js';
import type { Expr } from '../../src/sql/expression.js';
import type { HarnessName } from '../harness.js';
import type { TableName } from './tables.js';

/** The engines; `read`, which only reads the bytes; and the server, with its own JIT compiler off and on. */
export type HeapContestant = EngineName | 'read' | 'postgresql' | 'postgresql-jit';

export interface HeapJob {
  readonly layout: 'heap';
  readonly contestant: HeapContestant;
  readonly table: TableName;
  /** The first file of the relation, and how many pages there are. */
  readonly path: string;
  readonly pages: number;
  readonly rows: number;
  /** As SQL, and simplified, as an implicitly ANDed list. */
  readonly predicate: string;
  readonly conjuncts: readonly Expr[];
  readonly rung: Rung;
  readonly deform: DeformRung;
  /** Count the rows, or give their values. */
  readonly output: 'count' | 'rows';
  readonly harness: HarnessName;
  /** Where the server listens: for those that ask it. */
  readonly socket: string | undefined;
}
