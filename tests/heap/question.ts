/** What is asked of damaged pages: which rows a predicate selects, or the values of a column, on a rung of each ladder and in every engine. */
import type { Kernel } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { compileSql } from '../../src/library/front-end.js';
import type { Arena } from '../../src/arena/arena.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import { deformRungs, highestDeformRung, type DeformRung } from '../../src/program/deform/deform.js';
import { highestRung, type Rung } from '../../src/program/program.js';
import { childrenOf } from '../../src/sql/children.js';
import type { Expr } from '../../src/sql/expression.js';
import { qualList } from '../../src/sql/index.js';
import { everyRung } from '../engines/outcome.js';
import type { Specimen } from './specimens.js';

interface Common {
  readonly sql: string;
  readonly way: string;
  readonly kernels: readonly { readonly engine: string; readonly kernel: Kernel }[];
  /** The columns that cannot but be fetched of every row before there is an answer. */
  readonly needs: readonly number[];
}
/** Which rows are selected. */
export interface PredicateQuestion extends Common {
  readonly kind: 'predicate';
  /** The same over columns, and for pages that are whole. */
  readonly overColumns: Kernel;
  readonly overHeap: Kernel;
}
/** What the values of a column are. */
export interface ColumnQuestion extends Common {
  readonly kind: 'column';
  readonly column: number;
}
export type Question = PredicateQuestion | ColumnQuestion;

interface Way {
  readonly rung: Rung;
  readonly deform: DeformRung;
}
const ways: readonly Way[] = everyRung.flatMap((rung) =>
  deformRungs.map((_, deform) => ({ rung, deform: deform as DeformRung })),
);
const highest: Way = { rung: highestRung, deform: highestDeformRung };
const isHighest = ({ rung, deform }: Way): boolean => rung === highest.rung && deform === highest.deform;

/** Which of the ways are taken, one after the other: it has no common divisor with how many there are. */
const everyWay = 7;

/** The columns of which the value is fetched: of a text, IS NULL looks at the null bit only. */
function columnsOf(expr: Expr): number[] {
  if (expr.kind === 'NullTest' && expr.arg.kind === 'Var' && expr.arg.type === 'text') return [];
  return expr.kind === 'Var' ? [expr.column] : childrenOf(expr).flatMap(columnsOf);
}

/** Questions about a specimen: each predicate and each column on the highest rungs and on some of the others, on all of them together. */
export async function questionsOf(arena: Arena, specimen: Specimen): Promise<readonly Question[]> {
  const { table, predicates } = specimen;
  const { columns } = table;
  // The switch, copy-and-patch and one of the others, in turn: all of them each time would take minutes.
  const others = Object.values(engines).filter(
    (engine) => engine !== engines.switch && engine !== engines['copy-patch'],
  );
  let loaded = 0;
  const load = (program: Parameters<typeof engines.switch.load>[0]) =>
    [
      engines.switch,
      engines['copy-patch'],
      ...others.slice(loaded % others.length, (loaded++ % others.length) + 1),
    ].map((engine) => ({
      engine: engine.name,
      kernel: engine.load(program, arena),
    }));
  let turn = 0;
  const someWays = (): Way[] => ways.filter((way) => turn++ % everyWay === 0 || isHighest(way));
  const name = ({ rung, deform }: Way): string => `rung ${rung}, deform rung ${deform}`;

  const questions: Question[] = [];
  for (const sql of predicates) {
    const { expr } = await compileSql(sql, 'predicate', { table, arena });
    const conjuncts = qualList(expr);
    const overColumns = engines.switch.load(compileQual(conjuncts, { schema: columns }), arena);
    const overHeap = engines.switch.load(compileQual(conjuncts, { schema: columns, table }), arena);
    for (const way of someWays()) {
      const kernels = load(compileQual(conjuncts, { schema: columns, table, ...way }));
      const needs = [
        ...new Set((way.deform < highestDeformRung ? conjuncts : conjuncts.slice(0, 1)).flatMap(columnsOf)),
      ];
      questions.push({ kind: 'predicate', sql, way: name(way), kernels, needs, overColumns, overHeap });
    }
  }
  // Of forty columns the first and the last few are like those between them.
  for (const [column, { name: sql, type, notNull }] of columns.entries()) {
    if (column >= 6 && column < columns.length - 6) continue;
    const expr: Expr = { kind: 'Var', type, column, name: sql, notNull, location: -1 };
    for (const way of [...someWays()].slice(0, 4)) {
      questions.push({
        kind: 'column',
        sql,
        way: name(way),
        kernels: load(compileScalar(expr, { schema: columns, table, ...way })),
        needs: [column],
        column,
      });
    }
  }
  return questions;
}
