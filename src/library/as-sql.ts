/**
 * A predicate in other words: its canonical text, its hash, its shape, and the part of it that PostgreSQL filters itself. Imported beside the parser (`sql-writer.ts`): it is
 * not among what a page loads first.
 */
import { hashOf as hashOfTree, shapeOf as shapeOfTree, type Shape } from '../algebra/canonical.js';
import { deparse } from '../algebra/deparse/deparse.js';
import { Unwritable } from '../algebra/deparse/writer.js';
import { areSame } from '../algebra/key.js';
import type { Subject } from '../algebra/prove.js';
import { pushableParts } from '../algebra/pushable.js';
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { formatValue } from '../functions/text-value.js';
import type { Expr } from '../sql/expression.js';
import { qualList } from '../sql/simplify/qual.js';
import { recompiled, type Made } from './combine.js';
import { constantCaller } from './constant-call.js';
import type { Compiled } from './front-end.js';
import { together, type Together } from './together.js';

/** What a publication's row filter may read. */
export interface PushableOptions {
  /** The names of the columns of the table's replica identity; every column unless given, which is REPLICA IDENTITY FULL. */
  readonly columns?: readonly string[];
  /** Whether the publication publishes UPDATE or DELETE, for which a filter may read only these columns; true unless given. */
  readonly replicaIdentity?: boolean;
}

/** A predicate in two parts: it is true where both are. A part that is null is always true. */
export interface Pushable {
  /** SQL for `CREATE PUBLICATION … WHERE (…)`. */
  readonly push: string | null;
  /** What is left to evaluate, in SQL with the predicate's own parameters. */
  readonly rest: string | null;
}

/** The canonical text. Raises 0A000 where no SQL stands for the predicate. */
export function sqlOf(made: Made): string {
  const all = together(made);
  return numbered(made, all.subject, only(all), all.params.types);
}

export function hashOf(made: Made): string {
  const all = together(made);
  return hashOfTree(only(all), made.compiled.schema, all.params.types);
}

/** Raises 0A000 where no SQL stands for the shape. */
export function shapeOf(made: Made): Shape {
  const all = together(made);
  const print = (type: TypeName, value: Parameters<typeof formatValue>[2]): string =>
    formatValue(made.compiled.arena, type, value);
  const { expr, paramTypes, values } = shapeOfTree(only(all), all.params.types, print);
  return { sql: numbered(made, all.subject, expr, paramTypes), paramTypes, values };
}

/** Raises 42703 for a column that is none of the predicate's, 0A000 where a part cannot be written. */
export function pushableOf(made: Made, { columns, replicaIdentity = true }: PushableOptions): Pushable {
  const { schema } = made.compiled;
  const readable = replicaIdentity && columns !== undefined ? columns : schema.map(({ name }) => name);
  const unknown = readable.find((name) => !schema.some((column) => column.name === name));
  if (unknown !== undefined) throw new SqlError('42703', `column "${unknown}" does not exist`);
  const all = together(made);
  const { push, rest } = pushableParts(qualList(only(all)), (at) => readable.includes(schema[at]?.name ?? ''));
  const text = (args: readonly Expr[]): string | null => {
    const [first] = args;
    if (first === undefined) return null;
    const whole: Expr = args.length === 1 ? first : { kind: 'BoolExpr', type: 'bool', op: 'AND', args, location: -1 };
    return rewritten(made, all, whole).compiled.text;
  };
  return { push: text(push), rest: text(rest) };
}

/** A predicate of the first of these expressions that can be written and is read as it was meant. Raises 0A000 if there is none. */
export function rewritten(made: Made, { subject, params }: Together, ...exprs: readonly Expr[]): Made {
  for (const expr of exprs) {
    const text = textOf(made, subject, expr);
    const again = text === undefined ? undefined : attempted(() => recompiled(made, params.named(text), params.byName));
    if (again !== undefined && areSame(params.exprOf(again), expr)) return again;
  }
  throw unwritable();
}

/** The expression's text with numbered parameters, which is read as it was meant. */
function numbered(made: Made, subject: Subject, expr: Expr, types: readonly TypeName[]): string {
  const text = textOf(made, subject, expr);
  const byNumber = new Map(types.map((type, i) => [String(i + 1), type]));
  const again = text === undefined ? undefined : attempted(() => recompiled(made, text, byNumber));
  if (text !== undefined && again !== undefined && areSame(again.compiled.expr, expr)) return text;
  throw unwritable();
}

const unwritable = (): SqlError => new SqlError('0A000', 'the predicate cannot be written as SQL');

/** The tree of the one predicate that was asked. */
function only({ exprs: [expr] }: Together): Expr {
  if (expr === undefined) throw new SqlError('XX000', 'no predicate was asked');
  return expr;
}

/** Parts of a predicate, for people to read; undefined for one that no text stands for. */
export function partTexts(compiled: Compiled, parts: readonly Expr[]): readonly (string | undefined)[] {
  const call = constantCaller(compiled.arena);
  const columnTypes = compiled.schema.map(({ type }) => type);
  return parts.map((part) => textOf({ compiled }, { call, columnTypes }, part));
}

/** The expression's text, with numbered parameters, which means the same whatever the settings of dates and intervals; undefined if there is none. */
function textOf(
  { compiled }: Pick<Made, 'compiled'>,
  { call, columnTypes }: Pick<Subject, 'call' | 'columnTypes'>,
  expr: Expr,
): string | undefined {
  try {
    return compiled.arena.printingPlainly(() => deparse(expr, call, columnTypes));
  } catch (error) {
    if (error instanceof Unwritable) return undefined;
    throw error;
  }
}

/** Undefined where the text is none that is understood. */
function attempted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}
