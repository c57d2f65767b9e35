/** SQL → what quern says of it in each row, on every engine, as the oracle's outcomes are written. */
import { formatTypeWithModifier } from '../../src/catalog/format-type.js';
import { types, type TypeName, type Value } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { formatValue } from '../../src/functions/text-value.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import type { Program, Rung } from '../../src/program/program.js';
import { qualList } from '../../src/sql/index.js';
import { onEveryEngine, onNextEngine, raises, withoutHint, type Difference, type Outcome } from '../engines/outcome.js';
import type { Table } from '../engines/table.js';

export interface Verdict {
  readonly outcomes: readonly Outcome[];
  /** Two engines (or two rungs of one) differ. */
  readonly difference: Difference | undefined;
  readonly type: TypeName;
  /** With its modifier. */
  readonly sqlType: string;
  /** How many conjuncts a predicate has: PostgreSQL orders several by their cost. */
  readonly conjuncts: number;
  /** SQLSTATE 0A000 when it was compiled. */
  readonly refused: boolean;
}

export type What = 'expression' | 'predicate';

/** All engines on all rungs, each on one rung, or one on one rung, the next one each time. */
export type Engines = 'all' | 'each' | 'turn';

export interface VerdictOptions {
  /** `each` by default. */
  readonly engines?: Engines;
  /** Of `$1`, `$2`, …. */
  readonly params?: readonly (Value | null)[];
}

/** Evaluates on every engine. */
export async function verdict(
  what: What,
  sql: string,
  table: Table,
  { engines = 'each', params = [] }: VerdictOptions = {},
): Promise<Verdict> {
  try {
    const compiled = await compileSql(sql, what, { schema: table.schema, arena: table.arena });
    const { expr, typmod, params: paramTypes } = compiled;
    const conjuncts = qualList(expr);
    const compile = (rung: Rung): Program =>
      what === 'predicate'
        ? compileQual(conjuncts, { schema: table.schema, params: paramTypes, rung })
        : compileScalar(expr, { schema: table.schema, params: paramTypes, rung });
    return {
      ...(engines === 'turn'
        ? onNextEngine(compile, table, params)
        : onEveryEngine(compile, table, params, undefined, engines === 'all' ? 'all' : 'turn')),
      type: what === 'predicate' ? 'bool' : expr.type,
      sqlType: formatTypeWithModifier(what === 'predicate' ? 'bool' : expr.type, typmod),
      conjuncts: conjuncts.length,
      refused: false,
    };
  } catch (error) {
    const expected = error instanceof SqlError && error.code !== 'XX000';
    const outcome = error instanceof SqlError ? raises(error) : String(error);
    return {
      outcomes: table.rows.map(() => outcome),
      type: 'bool',
      sqlType: 'boolean',
      conjuncts: 1,
      refused: expected && error.code === '0A000',
      difference: expected
        ? undefined
        : { engine: 'the compiler', rung: 0, row: 0, expected: 'a program', actual: outcome },
    };
  }
}

/** Outcomes with values in PostgreSQL's text form and errors without hints. */
export function asText({ arena }: Table, type: TypeName, outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((outcome) => {
    if (outcome.startsWith('!')) return withoutHint(outcome);
    if (!outcome.startsWith('= ')) return outcome;
    const text = outcome.slice(2);
    const { representation } = types[type];
    if (representation === 'ref') return outcome;
    const value = representation === 'i64' ? BigInt(text) : Number(text);
    try {
      return `= ${formatValue(arena, type, value)}`;
    } catch (error) {
      // A value that cannot be printed should have been an error.
      return `= ${text}, which is none: ${String(error)}`;
    }
  });
}

/** What PostgreSQL and quern say differently of one expression, as lines to read; none if they agree. */
export function disagreements(
  what: What,
  sql: string,
  table: Table,
  mine: Verdict,
  theirs: readonly Outcome[],
): string[] {
  if (mine.difference !== undefined) return [`${sql}\n    ${JSON.stringify(mine.difference)}`];
  if (mine.refused) return [];
  const texts = what === 'predicate' ? mine.outcomes.map(withoutHint) : asText(table, mine.type, mine.outcomes);
  for (const [row, text] of texts.entries()) {
    const expected = theirs[row];
    if (text === expected || text.startsWith('! 0A000')) continue;
    // The order of several conjuncts is PostgreSQL's to choose, so which error comes first, or none, is too.
    const eitherRaises = text.startsWith('!') || expected?.startsWith('!');
    if (what === 'predicate' && eitherRaises && (mine.conjuncts > 1 || raisedByPlanner(theirs))) continue;
    return [`${sql}\n    row ${row}: PostgreSQL: ${expected}   quern: ${text}`];
  }
  return [];
}

/**
 * To estimate how many rows a WHERE selects, PostgreSQL calls stable functions of constants, the input functions of dates among them
 * (clauses.c, estimate_expression_value), though no row may need them.
 */
const raisedByPlanner = ([first, ...others]: readonly Outcome[]): boolean =>
  first !== undefined && /^! 22(007|008|009|023) /.test(first) && others.every((outcome) => outcome === first);
