/** What the panes of the upper half show of a predicate: its trees, its program on every rung, and the code that is made of it. */
import type { TypeName } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { constantCaller } from '../../src/library/constant-call.js';
import type { Rung } from '../../src/program/program.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { analyzePredicate, loadParser, parseSchema } from '../../src/sql/index.js';
import { failureOf } from './failure.js';
import { codeOf, type CodeView } from './machine-code.js';
import { rungViews, type RungView } from './programs.js';
import type { ColumnView, Failure, Source } from './protocol.js';
import { compiledSource, enterSession, programOn, workerArena } from './source.js';
import { treeOf, type TreeNode } from './tree.js';

/** A tree and how much of it was left out. */
export interface TreeView {
  readonly root: TreeNode;
  readonly omitted: number;
}

export interface CompiledView {
  readonly columns: readonly ColumnView[];
  readonly params: readonly TypeName[];
  /** As it was analysed, and with its constants folded. */
  readonly written: TreeView;
  readonly simplified: TreeView;
  readonly rungs: readonly RungView[];
  /** The code on the rung that was asked for, or why there is none. */
  readonly code: CodeView | { readonly failure: Failure };
}

/** The view, or which of the two texts is wrong. The columns are there when the schema is right. */
export type CompileAnswer =
  | { readonly kind: 'compiled'; readonly view: CompiledView }
  | {
      readonly kind: 'wrong';
      readonly where: 'schema' | 'sql' | 'session';
      readonly failure: Failure;
      readonly columns: readonly ColumnView[] | undefined;
    };

/** Compiles for the panes. Raises only what is no fault of the texts. */
export async function compile(source: Source): Promise<CompileAnswer> {
  const { sql, schema, rung } = source;
  try {
    enterSession(source.session);
  } catch (error) {
    return wrong(error, 'session', undefined);
  }
  const arena = workerArena();
  await loadParser();
  let columns: readonly ColumnView[];
  try {
    columns = parseSchema(schema);
  } catch (error) {
    return wrong(error, 'schema', undefined);
  }
  try {
    const compiled = await compiledSource(source);
    const call = constantCaller(arena);
    const { expr } = analyzePredicate(sql, { schema: compiled.schema, call, supported: supportedFunctions });
    const programs = ([0, 1, 2, 3, 4] as const satisfies readonly Rung[]).map((one) => programOn(compiled, one));
    const program = programs[rung];
    if (program === undefined) throw new SqlError('22023', `there is no rung ${rung}`);
    return {
      kind: 'compiled',
      view: {
        columns,
        params: compiled.params,
        written: treeOf(expr, sql),
        simplified: treeOf(compiled.expr, sql),
        rungs: rungViews(programs, compiled.schema),
        code: attempt(() => codeOf(program)),
      },
    };
  } catch (error) {
    return wrong(error, 'sql', columns);
  }
}

function wrong(
  error: unknown,
  where: 'schema' | 'sql' | 'session',
  columns: readonly ColumnView[] | undefined,
): CompileAnswer {
  if (!(error instanceof SqlError)) throw error;
  return { kind: 'wrong', where, failure: failureOf(error), columns };
}

function attempt<T>(work: () => T): T | { readonly failure: Failure } {
  try {
    return work();
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
